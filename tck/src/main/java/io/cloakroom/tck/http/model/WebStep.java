package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.Caching;
import io.cloakroom.tck.http.application.RouteScript.End;
import io.cloakroom.tck.http.site.Carried;
import java.util.List;
import java.util.Map;

/**
 * A request of a visitor.
 *
 * @param visitor which of the browsers sends it
 * @param server which of the servers gets it
 * @param caching what the handler says of caches
 * @param cookies how the cookies are sent
 * @param proxy how a trusted proxy says that the visitor's connection is secure
 * @param carried what it carries besides
 * @param neighbour what is sent together with it over the same connection, before it
 * @param trouble what Redis does meanwhile
 */
public record WebStep(
    int visitor,
    int server,
    String method,
    List<Action> actions,
    int status,
    End end,
    Caching caching,
    Cookies cookies,
    Proxy proxy,
    Carried carried,
    Neighbour neighbour,
    Trouble trouble) {

  public WebStep {
    actions = List.copyOf(actions);
  }

  /** How a request sends its cookies. */
  enum Cookies {
    ONE_LINE,
    SEVERAL_LINES,
    /** One that is signed by nobody stands before the others. */
    JUNK_FIRST,
    /** The same, after them. */
    JUNK_LAST,
    /** Behind many others. */
    CROWDED,
    /** Without the spaces between them. */
    TIGHT,
    /** Only those of the other visitor, under names that are like the cookie's. */
    LOOKALIKES,
    /** None at all. */
    NONE,
    /** The one that the browser had before the last log-in or log-out. */
    OUTDATED;

    /** Whether the browser's own cookie is not among them. */
    boolean opensNothing() {
      return this == LOOKALIKES || this == NONE || this == OUTDATED;
    }
  }

  /** What the nearest proxy adds, beside what those before it have said, counts. */
  enum Proxy {
    ONE_WORD(Map.of("X-Forwarded-Proto", List.of("https"))),
    LIST(Map.of("X-Forwarded-Proto", List.of("http, https"))),
    LINES(Map.of("X-Forwarded-Proto", List.of("http", "https"))),
    STANDARD(Map.of("Forwarded", List.of("for=\"[2001:db8::7]\";proto=https"))),
    STANDARD_LIST(Map.of("Forwarded", List.of("for=10.0.0.1;proto=http, proto=\"https\""))),
    STANDARD_LINES(Map.of("Forwarded", List.of("for=10.0.0.1;proto=http", "proto=https;by=_b"))),
    BOTH(Map.of("Forwarded", List.of("proto=https"), "X-Forwarded-Proto", List.of("https")));

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final Map<String, List<String>> headers;

    Proxy(Map<String, List<String>> headers) {
      this.headers = Map.copyOf(headers);
    }

    Map<String, List<String>> headers() {
      return headers;
    }
  }

  /** A request that is sent together with another one. */
  enum Neighbour {
    NONE,
    /** The other visitor reads. */
    OTHER_VISITOR,
    /** Somebody without a cookie reads. */
    STRANGER
  }

  /** The neighbour, which reads whatever anybody's session may hold, by the same method. */
  WebStep neighbourStep(List<Action> reading) {
    return new WebStep(
        1 - visitor,
        server,
        method,
        reading,
        200,
        End.ANSWER,
        Caching.NOTHING,
        neighbour == Neighbour.STRANGER ? Cookies.NONE : Cookies.ONE_LINE,
        proxy,
        Carried.NOTHING,
        Neighbour.NONE,
        trouble);
  }
}
