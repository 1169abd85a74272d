package io.cloakroom.benchmarks.comparison;

import io.cloakroom.tck.express.ExpressApp;
import io.cloakroom.tck.express.ExpressPeers;
import io.cloakroom.tck.express.ExpressStack;
import java.net.URI;
import java.util.Map;

/**
 * A page of Express' that reads its session through connect-redis, in a process of node. It is
 * there if the system property {@code cloakroom.express} names the folder with its packages.
 */
final class ExpressContenders {

  private static final String TEXT = "x".repeat(1_200);

  private ExpressContenders() {}

  static boolean isThere() {
    return !System.getProperty(ExpressPeers.PROPERTY, "").isEmpty();
  }

  static Contender.Workers connectRedis(URI redis) {
    ExpressApp app =
        ExpressPeers.running()
            .start(
                ExpressStack.EXPRESS_5,
                redis,
                Map.of("prefix", "express:"),
                Map.of("secret", "x".repeat(32), "resave", false, "saveUninitialized", false));
    return KeptConnection.to(app.uri().getPort(), "/set?name=user&value=" + TEXT, "/get?name=user");
  }
}
