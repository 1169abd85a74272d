package io.cloakroom.redis;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes the port out of a client object that an application has. Where a framework knows the
 * application's objects, an integration finds the client among them by asking each provider that
 * {@link java.util.ServiceLoader} finds, so that an integration and a client need not know each
 * other. Whoever brings a client of their own provides one of these to be found as well.
 */
public interface RedisClientAdapter {

  /** The types of client objects that this takes. */
  List<Class<?>> clientTypes();

  /**
   * Makes the port. The client stays the application's: closing the port, where that can be closed,
   * does not close it.
   *
   * @param client an instance of one of {@link #clientTypes}
   * @param blocking where commands run if the client has a thread wait for the answer; an
   *     asynchronous client has no use for it
   */
  RedisCommands adapt(Object client, Executor blocking);
}
