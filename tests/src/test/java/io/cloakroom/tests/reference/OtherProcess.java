package io.cloakroom.tests.reference;

import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.Application;
import java.net.URI;

/** The reference integration as a program: prints where it serves, and ends with its input. */
public final class OtherProcess {

  private OtherProcess() {}

  public static void main(String[] redisAndPrefix) throws Exception {
    String prefix = redisAndPrefix[1];
    SessionStore store =
        RedisSessionStore.builder(RespRedisCommands.to(URI.create(redisAndPrefix[0])))
            .prefix(prefix)
            .build();
    System.out.println(
        ReferenceIntegration.start(Application.inAnotherProcess(store, prefix), new Behaviour())
            .uri());
    System.in.read();
    System.exit(0);
  }
}
