package io.cloakroom.tck.http;

import java.util.function.UnaryOperator;

/** Some of the clauses about a web integration. */
interface HttpClauses {

  /** The integration they are about. */
  HttpUnderTest http();

  /** The usual application. */
  default Website site() {
    return http().usual();
  }

  /** An application with other options. */
  default Website site(UnaryOperator<EngineOptions> options) {
    return http().with(options);
  }

  /** A visitor of an application, who has a session with one attribute. */
  default Visitor guestOf(Website site, String name, String value) {
    Visitor visitor = site.visitor();
    visitor.set(name, value);
    return visitor;
  }
}
