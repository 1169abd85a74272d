package io.cloakroom.redis;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes the port out of a client object that an application has. Where a framework knows the
 * application's objects, an integration finds the client among them by asking each provider that
 * {@link java.util.ServiceLoader} finds, so that an integration and a client need not know each
 * other. An adapter for another client provides one of these, too.
 */
public interface RedisClientAdapter {

  /** Returns the types of client objects that {@link #adapt} takes. */
  List<Class<?>> clientTypes();

  /**
   * Returns Java code that makes the port of an object named {@code client}, as messages propose
   * it: such as {@code LettuceCommands.of(client)}.
   */
  String example();

  /**
   * Makes the port. The client stays the application's: closing the port, where that can be closed,
   * does not close it.
   *
   * @param client an instance of one of {@link #clientTypes}
   * @param blocking runs the commands of a client that blocks threads; an asynchronous client does
   *     not use it
   */
  RedisCommands adapt(Object client, Executor blocking);
}
