package io.cloakroom.tck.http;

import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.site.CookieClient;
import io.cloakroom.tck.http.site.RunningSite;
import java.util.List;
import java.util.function.UnaryOperator;

/** Some of the clauses about a web integration. */
interface HttpClauses {

  /** All methods, for what is cheap enough to be asked by each. */
  List<String> METHODS = Route.ANYTHING.methods();

  /** The integration they are about. */
  HttpUnderTest http();

  /** The usual application. */
  default RunningSite site() {
    return http().usual();
  }

  /** An application with other options. */
  default RunningSite site(UnaryOperator<EngineOptions> options) {
    return http().with(options);
  }

  /** A visitor of an application, who has a session with one attribute. */
  default CookieClient guestOf(RunningSite site, String name, String value) {
    CookieClient visitor = site.visitor();
    visitor.set(name, value);
    return visitor;
  }
}
