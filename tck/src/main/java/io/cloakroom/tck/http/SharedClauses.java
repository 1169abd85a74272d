package io.cloakroom.tck.http;

import io.cloakroom.express.Express;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.site.RunningSite;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the clauses of H27 have in common: live sessions shared with Express, in both directions.
 */
interface SharedClauses extends HttpClauses {

  String SHARED_NAME = "connect.sid";
  String SHARED_SECRET = "the secret that both halves know, of more than 32 bytes";

  /** A test over each combination of packages whose records are plain JSON. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  @interface OverEachStack {}

  /** Our application and Express's, with one cookie, one secret and one prefix. */
  default SharedSite shared(
      ExpressStack stack, UnaryOperator<EngineOptions> ours, Map<String, ?> express) {
    return shared(stack, HttpUnderTest.newPrefix(), ours, express);
  }

  default SharedSite shared(
      ExpressStack stack,
      String prefix,
      UnaryOperator<EngineOptions> ours,
      Map<String, ?> express) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("name", SHARED_NAME);
    session.put("secret", SHARED_SECRET);
    session.put("resave", false);
    session.put("saveUninitialized", false);
    session.putAll(express);
    // first, because without Express the clause is not claimed
    var app = http().express(stack, Map.of("prefix", prefix), session);
    RunningSite website =
        http()
            .with(
                options -> ours.apply(options.name(SHARED_NAME).secrets(SHARED_SECRET)),
                prefix,
                store -> store.sharedWith(Express.peer()));
    return new SharedSite(website, app);
  }
}
