package io.cloakroom.tck.http.application;

import io.cloakroom.http.SessionData;
import java.util.List;
import java.util.Optional;

/**
 * The routes of the application under test. The application maps each path, by each method of
 * {@link #methods}, to {@link Application#answer} and sends what that answers; it need not know
 * what they mean.
 *
 * <table>
 * <caption>Paths, parameters and meaning</caption>
 * <tr><th>path</th><th>parameters</th><th>what it does</th></tr>
 * <tr><td>/untouched</td><td></td><td>does not ask for the session</td></tr>
 * <tr><td>/untouched-status</td><td>status</td><td>answers with the status and no body, and does
 *     not ask for the session either</td></tr>
 * <tr><td>/get, /app/get, /apple/get</td><td>name</td><td>answers the attribute's value, or
 *     {@code (none)}</td></tr>
 * <tr><td>/available, /exists</td><td></td><td>answers whether the session is available, or whether
 *     there is one: {@code true} or {@code false}</td></tr>
 * <tr><td>/set, /app/set</td><td>name, value</td><td>sets the attribute</td></tr>
 * <tr><td>/set-for-all</td><td>name, value</td><td>sets the attribute, and lets all caches keep
 *     the answer, by each header that speaks to them</td></tr>
 * <tr><td>/remove</td><td>name</td><td>removes the attribute</td></tr>
 * <tr><td>/append</td><td>name, value</td><td>adds to a list, in place; sets one where there is
 *     none</td></tr>
 * <tr><td>/count</td><td>name</td><td>adds one to a number, by a function</td></tr>
 * <tr><td>/regenerate</td><td>data=KEEP|DROP</td><td>gives the session a new id</td></tr>
 * <tr><td>/log-in</td><td>user, by</td><td>logs in as {@link RouteActions.LogIn} says, {@code KEEP} unless told,
 *     and sets {@code user}</td></tr>
 * <tr><td>/destroy-others</td><td>order</td><td>ends the user's other sessions, alone or together
 *     with a new id: {@code alone}, {@code before}, {@code after} or {@code twice}</td></tr>
 * <tr><td>/destroy, /app/destroy</td><td></td><td>reads the session, then ends it</td></tr>
 * <tr><td>/unset</td><td>name, value</td><td>sets the attribute, then lets go of the
 *     session</td></tr>
 * <tr><td>/set-slowly</td><td>name, value</td><td>reads the session, waits for the gate, sets the
 *     attribute</td></tr>
 * <tr><td>/get-slowly</td><td>name</td><td>reads the attribute, waits for the gate, answers the
 *     value; asks again behind the gate if it could not be read</td></tr>
 * <tr><td>/log-in-slowly</td><td>user</td><td>reads the session, waits for the gate, gives the
 *     session a new id and sets {@code user}</td></tr>
 * <tr><td>/end-slowly</td><td>what</td><td>reads the session, waits for the gate, ends the session
 *     or the user's other ones: {@code session} or {@code others}</td></tr>
 * <tr><td>/throw-after-set</td><td>name, value, also</td><td>sets the attribute and the one named
 *     by {@code also}, then throws {@link RouteFailure}</td></tr>
 * <tr><td>/throw-after</td><td>doing, noted</td><td>does to the session what {@code doing} says: {@code
 *     set} or {@code remove} the attribute {@code color}, {@code regenerate}, {@code drop}, {@code
 *     destroy} or {@code unset}; then throws {@link MappedFailure}, whose handler sets {@code
 *     noted}</td></tr>
 * <tr><td>/redirect-after-set</td><td>name, value</td><td>sets the attribute, then redirects to
 *     /get</td></tr>
 * <tr><td>/large-after-set</td><td>name, value</td><td>sets the attribute, then answers 400 000
 *     bytes at once</td></tr>
 * <tr><td>/stream-after-set</td><td>name, value, append</td><td>sets the attribute, then answers
 *     400 000 bytes in pieces, with the gate after the first; then adds to the list that {@code
 *     append} names, in place, if one is named</td></tr>
 * <tr><td>/events-after-set</td><td>name, value</td><td>sets the attribute, then sends three
 *     events</td></tr>
 * <tr><td>/set-sample</td><td>seed</td><td>sets the attributes of a random session</td></tr>
 * <tr><td>/describe</td><td>names</td><td>answers the attributes of these names, which are those
 *     that are there, in a form that Express can answer too</td></tr>
 * <tr><td>/async-set</td><td>name, value, fails</td><td>sets the attribute on another thread, after the
 *     handler has returned; fails then with {@link RouteFailure}, if so asked</td></tr>
 * <tr><td>/set-afterwards</td><td>name, value</td><td>reads the attribute; sets it on another thread,
 *     after the response has ended, until that is refused</td></tr>
 * <tr><td>/stream-afterwards</td><td>name, value</td><td>the same, and answers in pieces as
 *     /stream-after-set</td></tr>
 * <tr><td>/stream-asking-late</td><td>name, value</td><td>answers in pieces, too, and does not ask
 *     for the session before the first of them</td></tr>
 * <tr><td>/anything</td><td>do, status, end, caching, own</td><td>does one thing after another with
 *     the session, then answers any status, with headers and a cookie of its own, which {@code own}
 *     names, or throws {@link RouteFailure} or a {@link RouteError}</td></tr>
 * </table>
 *
 * <p>With the parameter {@code late}, routes that set an attribute also change the session on
 * another thread after the response has ended, until that is refused.
 *
 * <p>Beside these the application serves WebSockets at {@link #WEB_SOCKET_PATH}, if it can.
 */
public enum Route {
  /** Does not ask for the session. */
  UNTOUCHED("/untouched", (session, query, gate) -> new HandlerResult.Text("untouched")),
  /** Answers with a status and nothing else, and never asks for the session. */
  UNTOUCHED_STATUS("/untouched-status", RouteActions::status),
  /** Answers an attribute's value. */
  GET("/get", RouteActions::get),
  /** The same, below the path {@code /app}. */
  APP_GET("/app/get", RouteActions::get),
  /** The same, at a path that begins with {@code /app} without being below it. */
  APPLE_GET("/apple/get", RouteActions::get),
  /** Answers whether the session is available. */
  AVAILABLE(
      "/available", (session, query, gate) -> new HandlerResult.Text("" + session.isAvailable())),
  /** Answers whether the framework shows a session. */
  EXISTS("/exists", (session, query, gate) -> new HandlerResult.Text("" + session.exists())),
  /** Sets an attribute. */
  SET("/set", RouteActions::set),
  /** The same, below the path {@code /app}. */
  APP_SET("/app/set", RouteActions::set),
  /** Sets an attribute, and says that the answer is everybody's. */
  SET_FOR_ALL(
      "/set-for-all",
      (session, query, gate) -> {
        RouteActions.set(session, query, gate);
        return RouteActions.forAll("set");
      }),
  /** Removes an attribute. */
  REMOVE(
      "/remove",
      (session, query, gate) -> {
        session.remove(query.of("name"));
        return new HandlerResult.Text("removed");
      }),
  /** Changes an attribute in place. */
  APPEND(
      "/append",
      (session, query, gate) -> {
        RouteActions.append(session, query.of("name"), query.of("value"));
        return new HandlerResult.Text("appended");
      }),
  /** Counts by a function. */
  COUNT(
      "/count",
      (session, query, gate) -> {
        session.count(query.of("name"));
        return new HandlerResult.Text("counted");
      }),
  /** Gives the session a new id. */
  REGENERATE(
      "/regenerate",
      (session, query, gate) -> {
        session.regenerate(SessionData.valueOf(query.of("data")));
        return new HandlerResult.Text("regenerated");
      }),
  /** Gives the client another id, and logs in. */
  LOG_IN(
      "/log-in",
      (session, query, gate) -> {
        RouteActions.LogIn.valueOf(query.of("by", "KEEP")).changeId(session);
        session.set("user", query.of("user"));
        return new HandlerResult.Text("logged in");
      }),
  /** Logs the user out everywhere else. */
  DESTROY_OTHERS("/destroy-others", RouteActions::destroyOthers),
  /** Ends the session. */
  DESTROY("/destroy", RouteActions::destroy),
  /** The same, below the path {@code /app}. */
  APP_DESTROY("/app/destroy", RouteActions::destroy),
  /** Changes the session, and lets go of it. */
  UNSET(
      "/unset",
      (session, query, gate) -> {
        session.set(query.of("name"), query.of("value"));
        session.unset();
        return new HandlerResult.Text("unset");
      }),
  /** Holds the session while it waits. */
  SET_SLOWLY(
      "/set-slowly",
      (session, query, gate) -> {
        Object before = session.get(query.of("name"));
        gate.pass();
        session.set(query.of("name"), query.of("value"));
        return new HandlerResult.Text("was " + before);
      }),
  /** Only reads, and waits before it answers. */
  GET_SLOWLY("/get-slowly", RouteActions::getSlowly),
  /** Holds the session while it waits, and then logs in. */
  LOG_IN_SLOWLY("/log-in-slowly", RouteActions::logInSlowly),
  /** Holds the session while it waits, and then ends it or the user's other ones. */
  END_SLOWLY("/end-slowly", RouteActions::endSlowly),
  /** Fails after it has changed the session. */
  THROW_AFTER_SET(
      "/throw-after-set",
      (session, query, gate) -> {
        session.set(query.of("name"), query.of("value"));
        session.set(query.of("also", "also"), query.of("value"));
        RouteActions.changeLate(session, query, gate);
        throw new RouteFailure();
      }),
  /** Fails after it has changed the session, and has its failure handled. */
  THROW_AFTER("/throw-after", RouteActions::throwAfter),
  /** Sends the client on. */
  REDIRECT_AFTER_SET(
      "/redirect-after-set",
      (session, query, gate) -> {
        RouteActions.set(session, query, gate);
        return new HandlerResult.Redirect("/get?name=" + query.of("name"));
      }),
  /** Answers more than fits into any buffer. */
  LARGE_AFTER_SET(
      "/large-after-set",
      (session, query, gate) -> {
        RouteActions.set(session, query, gate);
        return new HandlerResult.Text("x".repeat(RouteActions.LARGE));
      }),
  /** Answers in pieces. */
  STREAM_AFTER_SET(
      "/stream-after-set",
      (session, query, gate) -> {
        RouteActions.set(session, query, gate);
        Runnable inPlace = RouteActions.appendLater(session, query.of("append"));
        return new HandlerResult.Stream(() -> RouteActions.pieces(gate, inPlace));
      }),
  /** Sends events. */
  EVENTS_AFTER_SET(
      "/events-after-set",
      (session, query, gate) -> {
        RouteActions.set(session, query, gate);
        return new HandlerResult.Events(List.of("one", "two", "three"));
      }),
  /** Sets many attributes. */
  SET_SAMPLE("/set-sample", RouteActions::setSample),
  /** Answers attributes of any kind. */
  DESCRIBE("/describe", RouteActions::describe),
  /** Does and answers what the request says. */
  ANYTHING(
      "/anything",
      (session, query, gate) -> {
        RouteActions.changeLate(session, query, gate);
        return RouteScript.answer(session, query, gate);
      }),
  /** Answers from another thread. */
  ASYNC_SET("/async-set", RouteActions::setLater),
  /** Changes the session while it streams, and until it is too late. */
  STREAM_AFTERWARDS("/stream-afterwards", RouteActions::streamAfterwards),
  /** Asks for the session while it streams, and until it is too late. */
  STREAM_ASKING_LATE("/stream-asking-late", RouteActions::streamAskingLate),
  /** Changes the session when it is too late. */
  SET_AFTERWARDS("/set-afterwards", RouteActions::setAfterwards);

  /**
   * Where the application accepts WebSockets. The session is read before the upgrade is answered,
   * which can still set its cookie. Once the socket is open, the application sends {@link
   * Application#greeting} as one text message. To each message that it receives it reads the
   * session again and sends {@link Application#reply}.
   */
  public static final String WEB_SOCKET_PATH = "/ws";

  /** The methods that frameworks know. */
  public static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What is answered for an attribute that is not there. */
  public static final String NONE = "(none)";

  /** What a WebSocket answers whose session has ended. */
  public static final String ENDED = "(ended)";

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas, which hold no state
  private final Meaning meaning;

  Route(String path, Meaning meaning) {
    this.path = path;
    this.meaning = meaning;
  }

  private interface Meaning {
    HandlerResult answer(SessionOperations session, RequestQuery query, HandlerBarrier gate);
  }

  /** The methods that this route is served for. */
  public List<String> methods() {
    return RouteScript.METHODS;
  }

  /** The path that is mapped to this route, and no other. */
  public String path() {
    return path;
  }

  /** The route at a path; empty where there is none. */
  public static Optional<Route> at(String path) {
    for (Route route : values()) {
      if (route.path.equals(path)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  HandlerResult answer(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    return meaning.answer(session, query, gate);
  }
}
