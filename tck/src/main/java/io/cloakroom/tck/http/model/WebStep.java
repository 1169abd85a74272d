package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.End;
import io.cloakroom.tck.http.site.Carried;
import java.util.List;

/**
 * A request of a visitor.
 *
 * @param visitor which of the browsers sends it
 * @param server which of the servers gets it
 * @param cookies how the cookies are sent
 * @param carried what it carries besides
 * @param neighbour what is sent together with it over the same connection, before it
 */
public record WebStep(
    int visitor,
    int server,
    String method,
    List<Action> actions,
    int status,
    End end,
    Cookies cookies,
    Carried carried,
    Neighbour neighbour) {

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
        neighbour == Neighbour.STRANGER ? Cookies.NONE : Cookies.ONE_LINE,
        Carried.NOTHING,
        Neighbour.NONE);
  }
}
