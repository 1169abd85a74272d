package io.cloakroom.benchmarks.comparison;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The pages of {@code MicronautRequests}, with Cloakroom's sessions and with micronaut-redis'. */
final class MicronautContenders {

  private MicronautContenders() {}

  static Contender.Workers cloakroom(URI redis, String page) {
    return start(page, Map.of("redis.uri", redis.toString(), "cloakroom.secret", "x".repeat(32)));
  }

  static Contender.Workers micronautRedis(URI redis, String page) {
    return start(
        page,
        Map.of(
            "redis.uri",
            redis.toString(),
            "cloakroom.enabled",
            false,
            "micronaut.session.http.redis.enabled",
            true));
  }

  /** Without any session of Micronaut's: the handler asks Redis itself, and waits by a stage. */
  static Contender.Workers byHand(URI redis, String page) {
    return start(
        "/by-hand/begin",
        "/by-hand" + page,
        Map.of(
            HandWrittenController.REDIS,
            redis.toString(),
            "cloakroom.enabled",
            false,
            "micronaut.session.http.filter.enabled",
            false));
  }

  /** A page that asks for no session, of an application that has none: nothing can be faster. */
  static Contender.Workers withoutSessions() {
    return start(
        "/plain",
        "/plain",
        Map.of("cloakroom.enabled", false, "micronaut.session.http.filter.enabled", false));
  }

  private static Contender.Workers start(String page, Map<String, Object> more) {
    return start("/begin", page, more);
  }

  private static Contender.Workers start(String begin, String page, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.server.host", "127.0.0.1");
    ApplicationContext context = ApplicationContext.builder(properties).banner(false).start();
    return KeptConnection.to(context.getBean(EmbeddedServer.class).start().getPort(), begin, page);
  }
}
