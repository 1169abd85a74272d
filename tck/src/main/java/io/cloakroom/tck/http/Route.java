package io.cloakroom.tck.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.SampleSession;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The routes of the application under test, all of them {@code GET}. The application maps each path
 * to {@link Application#answer} and sends what that answers; it need not know what they mean.
 *
 * <table>
 * <caption>Paths, parameters and meaning</caption>
 * <tr><th>path</th><th>parameters</th><th>what it does</th></tr>
 * <tr><td>/untouched</td><td></td><td>does not ask for the session</td></tr>
 * <tr><td>/get, /app/get, /apple/get</td><td>name</td><td>answers the attribute's value, or
 *     {@code (none)}</td></tr>
 * <tr><td>/available</td><td></td><td>answers whether the session is available: {@code true} or
 *     {@code false}</td></tr>
 * <tr><td>/set, /app/set</td><td>name, value</td><td>sets the attribute</td></tr>
 * <tr><td>/remove</td><td>name</td><td>removes the attribute</td></tr>
 * <tr><td>/append</td><td>name, value</td><td>adds to a list, in place; sets one where there is
 *     none</td></tr>
 * <tr><td>/regenerate</td><td>data=KEEP|DROP</td><td>gives the session a new id</td></tr>
 * <tr><td>/log-in</td><td>user</td><td>gives the session a new id and sets {@code user}</td></tr>
 * <tr><td>/destroy, /app/destroy</td><td></td><td>reads the session, then ends it</td></tr>
 * <tr><td>/unset</td><td>name, value</td><td>sets the attribute, then lets go of the
 *     session</td></tr>
 * <tr><td>/set-slowly</td><td>name, value</td><td>reads the session, waits for the gate, sets the
 *     attribute</td></tr>
 * <tr><td>/log-in-slowly</td><td>user</td><td>reads the session, waits for the gate, gives the
 *     session a new id and sets {@code user}</td></tr>
 * <tr><td>/throw-after-set</td><td>name, value, also</td><td>sets the attribute and the one named
 *     by {@code also}, then throws {@link RouteFailure}</td></tr>
 * <tr><td>/redirect-after-set</td><td>name, value</td><td>sets the attribute, then redirects to
 *     /get</td></tr>
 * <tr><td>/large-after-set</td><td>name, value</td><td>sets the attribute, then answers 400 000
 *     bytes at once</td></tr>
 * <tr><td>/stream-after-set</td><td>name, value</td><td>sets the attribute, then answers 400 000
 *     bytes in pieces, with the gate after the first</td></tr>
 * <tr><td>/events-after-set</td><td>name, value</td><td>sets the attribute, then sends three
 *     events</td></tr>
 * <tr><td>/set-sample</td><td>seed</td><td>sets the attributes of a random session</td></tr>
 * <tr><td>/describe</td><td>names</td><td>answers the attributes of these names, which are those
 *     that are there, in a form that Express can answer too</td></tr>
 * <tr><td>/async-set</td><td>name, value</td><td>sets the attribute on another thread, after the
 *     handler has returned</td></tr>
 * </table>
 *
 * <p>Beside these the application serves WebSockets at {@link #WEB_SOCKET_PATH}, if it can.
 */
public enum Route {
  /** Does not ask for the session. */
  UNTOUCHED("/untouched", (session, query, gate) -> new Answer.Text("untouched")),
  /** Answers an attribute's value. */
  GET("/get", Route::get),
  /** The same, below the path {@code /app}. */
  APP_GET("/app/get", Route::get),
  /** The same, at a path that begins with {@code /app} without being below it. */
  APPLE_GET("/apple/get", Route::get),
  /** Answers whether the session is available. */
  AVAILABLE("/available", (session, query, gate) -> new Answer.Text("" + session.isAvailable())),
  /** Sets an attribute. */
  SET("/set", Route::set),
  /** The same, below the path {@code /app}. */
  APP_SET("/app/set", Route::set),
  /** Removes an attribute. */
  REMOVE(
      "/remove",
      (session, query, gate) -> {
        session.remove(query.of("name"));
        return new Answer.Text("removed");
      }),
  /** Changes an attribute in place. */
  APPEND(
      "/append",
      (session, query, gate) -> {
        append(session, query.of("name"), query.of("value"));
        return new Answer.Text("appended");
      }),
  /** Gives the session a new id. */
  REGENERATE(
      "/regenerate",
      (session, query, gate) -> {
        session.regenerate(SessionData.valueOf(query.of("data")));
        return new Answer.Text("regenerated");
      }),
  /** Gives the session a new id, and changes it. */
  LOG_IN(
      "/log-in",
      (session, query, gate) -> {
        session.regenerate(SessionData.KEEP);
        session.set("user", query.of("user"));
        return new Answer.Text("logged in");
      }),
  /** Ends the session. */
  DESTROY("/destroy", Route::destroy),
  /** The same, below the path {@code /app}. */
  APP_DESTROY("/app/destroy", Route::destroy),
  /** Changes the session, and lets go of it. */
  UNSET(
      "/unset",
      (session, query, gate) -> {
        session.set(query.of("name"), query.of("value"));
        session.unset();
        return new Answer.Text("unset");
      }),
  /** Holds the session while it waits. */
  SET_SLOWLY(
      "/set-slowly",
      (session, query, gate) -> {
        Object before = session.get(query.of("name"));
        gate.pass();
        session.set(query.of("name"), query.of("value"));
        return new Answer.Text("was " + before);
      }),
  /** Holds the session while it waits, and then logs in. */
  LOG_IN_SLOWLY(
      "/log-in-slowly",
      (session, query, gate) -> {
        session.get("user");
        gate.pass();
        session.regenerate(SessionData.KEEP);
        session.set("user", query.of("user"));
        return new Answer.Text("logged in");
      }),
  /** Fails after it has changed the session. */
  THROW_AFTER_SET(
      "/throw-after-set",
      (session, query, gate) -> {
        session.set(query.of("name"), query.of("value"));
        session.set(query.of("also", "also"), query.of("value"));
        throw new RouteFailure();
      }),
  /** Sends the client on. */
  REDIRECT_AFTER_SET(
      "/redirect-after-set",
      (session, query, gate) -> {
        set(session, query, gate);
        return new Answer.Redirect("/get?name=" + query.of("name"));
      }),
  /** Answers more than fits into any buffer. */
  LARGE_AFTER_SET(
      "/large-after-set",
      (session, query, gate) -> {
        set(session, query, gate);
        return new Answer.Text("x".repeat(Route.LARGE));
      }),
  /** Answers in pieces. */
  STREAM_AFTER_SET(
      "/stream-after-set",
      (session, query, gate) -> {
        set(session, query, gate);
        return new Answer.Stream(() -> pieces(gate));
      }),
  /** Sends events. */
  EVENTS_AFTER_SET(
      "/events-after-set",
      (session, query, gate) -> {
        set(session, query, gate);
        return new Answer.Events(List.of("one", "two", "three"));
      }),
  /** Sets many attributes. */
  SET_SAMPLE(
      "/set-sample",
      (session, query, gate) -> {
        SampleSession.attributes(Long.parseLong(query.of("seed"))).forEach(session::set);
        return new Answer.Text("set");
      }),
  /** Answers attributes of any kind. */
  DESCRIBE("/describe", Route::describe),
  /** Answers from another thread. */
  ASYNC_SET(
      "/async-set",
      (session, query, gate) ->
          new Answer.Later(
              () ->
                  CompletableFuture.supplyAsync(
                      () -> {
                        set(session, query, gate);
                        return "set";
                      })));

  /**
   * Where the application accepts WebSockets. Once one is open, it sends {@link
   * Application#greeting} as one text message.
   */
  public static final String WEB_SOCKET_PATH = "/ws";

  /** How long the large bodies are, in bytes. */
  static final int LARGE = 400_000;

  /** What is answered for an attribute that is not there. */
  static final String NONE = "(none)";

  private static final int PIECES = 40;

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas, which hold no state
  private final Meaning meaning;

  Route(String path, Meaning meaning) {
    this.path = path;
    this.meaning = meaning;
  }

  private interface Meaning {
    Answer answer(SessionOperations session, Query query, Gate gate);
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

  Answer answer(SessionOperations session, Query query, Gate gate) {
    return meaning.answer(session, query, gate);
  }

  static Answer get(SessionOperations session, Query query, Gate gate) {
    Object value = session.get(query.of("name"));
    return new Answer.Text(value == null ? NONE : value.toString());
  }

  private static Answer set(SessionOperations session, Query query, Gate gate) {
    session.set(query.of("name"), query.of("value"));
    return new Answer.Text("set");
  }

  private static Answer destroy(SessionOperations session, Query query, Gate gate) {
    Object before = session.get("name");
    session.destroy();
    return new Answer.Text("destroyed, was " + before);
  }

  private static void append(SessionOperations session, String name, String value) {
    Object found = session.get(name);
    if (found instanceof List<?> list) {
      @SuppressWarnings("unchecked") // what this route has put there
      List<Object> strings = (List<Object>) list;
      strings.add(value);
    } else {
      session.set(name, new ArrayList<>(List.of(value)));
    }
  }

  /** Names come in hexadecimal, so that no framework's decoding matters. */
  private static Answer describe(SessionOperations session, Query query, Gate gate) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String name : query.of("names").split("\\.", -1)) {
      attributes.put(Description.text(name), session.get(Description.text(name)));
    }
    return new Answer.Text(Description.of(attributes));
  }

  private static Iterator<byte[]> pieces(Gate gate) {
    byte[] piece = "x".repeat(LARGE / PIECES).getBytes(UTF_8);
    return IntStream.range(0, PIECES)
        .mapToObj(
            number -> {
              if (number == 1) {
                gate.pass();
              }
              return piece;
            })
        .iterator();
  }
}
