package io.cloakroom.tck.http.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.SessionData;
import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.SampleSession;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What several of the {@link Route}s do to a session, and answer. */
public final class RouteActions {

  /** How long the large bodies are, in bytes. */
  public static final int LARGE = 400_000;

  private static final int PIECES = 40;

  private RouteActions() {}

  /** How a log-in gives the client another id. */
  public enum LogIn {
    /** By a new id for the session, which keeps what is in it. */
    KEEP,
    /** By a new id for a session with nothing in it. */
    DROP,
    /** By ending the session and beginning another. */
    END,
    /** By ending the user's other sessions. */
    OTHERS;

    void changeId(SessionOperations session) {
      switch (this) {
        case KEEP -> session.regenerate(SessionData.KEEP);
        case DROP -> session.regenerate(SessionData.DROP);
        case END -> session.destroy();
        case OTHERS -> session.destroyOthers();
      }
    }
  }

  /** A response that every shared cache may keep, whichever header it obeys. */
  static HandlerResult forAll(String body) {
    return new HandlerResult.Full(
        200,
        Map.of(
            "Cache-Control", List.of("public, max-age=600"),
            "CDN-Cache-Control", List.of("max-age=600"),
            "Cloudflare-CDN-Cache-Control", List.of("max-age=600"),
            "Netlify-CDN-Cache-Control", List.of("max-age=600"),
            "Vercel-CDN-Cache-Control", List.of("max-age=600"),
            "Kit-Cache-Control", List.of("max-age=600"),
            "Edge-Control", List.of("cache-maxage=600"),
            "Surrogate-Control", List.of("max-age=600, max-age=900;edge")),
        body);
  }

  static HandlerResult get(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    Object value = session.get(query.of("name"));
    return new HandlerResult.Text(value == null ? Route.NONE : value.toString());
  }

  static HandlerResult set(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    session.set(query.of("name"), query.of("value"));
    changeLate(session, query, gate);
    return new HandlerResult.Text("set");
  }

  /** Does what the request asks to be done when its response has ended, if it asks. */
  static void changeLate(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    String late = query.of("late");
    if (!late.isEmpty()) {
      gate.afterwards(() -> change(session, late));
    }
  }

  private static void change(SessionOperations session, String what) {
    switch (what) {
      case "set" -> session.set("late", "set");
      case "count" -> session.count("late");
      case "remove" -> session.remove("color");
      case "regenerate" -> session.regenerate(SessionData.KEEP);
      case "drop" -> session.regenerate(SessionData.DROP);
      case "destroy" -> {
        session.destroy();
        throw new RouteFailure(); // since some frameworks end sessions outside of requests, too
      }
      case "others" -> session.destroyOthers();
      default -> throw new IllegalArgumentException("No such parameter: " + what);
    }
  }

  static HandlerResult destroy(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    Object before = session.get("name");
    session.destroy();
    return new HandlerResult.Text("destroyed, was " + before);
  }

  /** A list that is new is in the session before anything is in it. */
  static void append(SessionOperations session, String name, String value) {
    Object found = session.get(name);
    List<Object> list = new ArrayList<>();
    if (found instanceof List<?>) {
      @SuppressWarnings("unchecked") // what this route has put there
      List<Object> strings = (List<Object>) found;
      list = strings;
    } else {
      session.set(name, list);
    }
    list.add(value);
  }

  /** Takes a list now, to add to it in place when the response has begun. */
  static Runnable appendLater(SessionOperations session, String name) {
    if (name.isEmpty() || !(session.get(name) instanceof List<?> found)) {
      return () -> {};
    }
    @SuppressWarnings("unchecked") // what a route has put there
    List<Object> list = (List<Object>) found;
    return () -> list.add("while it streams");
  }

  /** Names come in hexadecimal, so that no framework's decoding matters. */
  static HandlerResult describe(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String name : query.of("names").split("\\.", -1)) {
      attributes.put(Description.text(name), session.get(Description.text(name)));
    }
    return new HandlerResult.Text(Description.of(attributes));
  }

  static Iterator<byte[]> pieces(HandlerBarrier gate, Runnable behindTheGate) {
    byte[] piece = "x".repeat(LARGE / PIECES).getBytes(UTF_8);
    return IntStream.range(0, PIECES)
        .mapToObj(
            number -> {
              if (number == 1) {
                gate.pass();
                behindTheGate.run();
              }
              return piece;
            })
        .iterator();
  }

  static HandlerResult destroyOthers(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    String order = query.of("order");
    if (order.equals("after")) {
      session.regenerate(SessionData.KEEP);
    }
    session.destroyOthers();
    if (order.equals("before")) {
      session.regenerate(SessionData.KEEP);
    }
    if (order.equals("twice")) {
      session.destroyOthers();
    }
    return new HandlerResult.Text("logged out elsewhere");
  }

  static HandlerResult status(SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    return new HandlerResult.Full(Integer.parseInt(query.of("status", "200")), Map.of(), "");
  }

  static HandlerResult setSample(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    SampleSession.attributes(Long.parseLong(query.of("seed"))).forEach(session::set);
    return new HandlerResult.Text("set");
  }

  static HandlerResult setAfterwards(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    session.get(query.of("name"));
    return setUntilTooLate(session, query, gate, new HandlerResult.Text("set later"));
  }

  static HandlerResult streamAfterwards(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    session.get(query.of("name"));
    if (Boolean.parseBoolean(query.of("emptied"))) {
      session.set(query.of("name"), "nothing");
      session.remove(query.of("name"));
    }
    return streamAskingLate(session, query, gate);
  }

  static HandlerResult streamAskingLate(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    HandlerResult stream = new HandlerResult.Stream(() -> pieces(gate, () -> {}));
    return setUntilTooLate(session, query, gate, stream);
  }

  private static HandlerResult setUntilTooLate(
      SessionOperations session, RequestQuery query, HandlerBarrier gate, HandlerResult answer) {
    gate.afterwards(() -> session.set(query.of("name"), query.of("value")));
    return answer;
  }

  static HandlerResult setLater(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    return new HandlerResult.Later(
        () ->
            CompletableFuture.supplyAsync(
                () -> {
                  set(session, query, gate);
                  if (Boolean.parseBoolean(query.of("fails"))) {
                    throw new RouteFailure();
                  }
                  return "set";
                },
                gate.pool()));
  }

  static HandlerResult getSlowly(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    HandlerResult read;
    try {
      read = get(session, query, gate);
    } catch (RuntimeException notRead) {
      gate.pass();
      return get(session, query, gate);
    }
    gate.pass();
    return read;
  }

  static HandlerResult logInSlowly(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    session.get("user");
    gate.pass();
    session.regenerate(SessionData.KEEP);
    session.set("user", query.of("user"));
    return new HandlerResult.Text("logged in");
  }

  static HandlerResult endSlowly(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    session.get("user");
    gate.pass();
    if (query.of("what").equals("others")) {
      session.destroyOthers();
    } else {
      session.destroy();
    }
    return new HandlerResult.Text("ended");
  }

  static HandlerResult throwAfter(
      SessionOperations session, RequestQuery query, HandlerBarrier gate) {
    session.get("color");
    switch (query.of("doing")) {
      case "set" -> session.set("color", "changed");
      case "remove" -> session.remove("color");
      case "regenerate" -> session.regenerate(SessionData.KEEP);
      case "drop" -> session.regenerate(SessionData.DROP);
      case "destroy" -> session.destroy();
      case "unset" -> session.unset();
      default -> throw new IllegalArgumentException("No such parameter: " + query.of("doing"));
    }
    throw new MappedFailure(query.of("noted"));
  }
}
