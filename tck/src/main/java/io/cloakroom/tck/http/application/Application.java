package io.cloakroom.tck.http.application;

import io.cloakroom.session.SessionStore;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The application that an integration is to run for the kit: its store, its options, and what its
 * routes do. {@code HttpSessionTck.start} makes a running one of it.
 */
public final class Application {

  private final SessionStore store;
  private final EngineOptions options;
  private final String prefix;
  private final HandlerBarrier gate = new HandlerBarrier();

  public Application(SessionStore store, EngineOptions options, String prefix) {
    this.store = store;
    this.options = options;
    this.prefix = prefix;
  }

  /**
   * The kit's application with its usual options, for a process of its own. Its test class says
   * that it lacks {@link HttpCapability#IN_PROCESS}, and starts it with the URI of {@code
   * HttpSessionTck.server} and this {@code prefix}.
   *
   * @param store over that server, with that prefix
   */
  public static Application inAnotherProcess(SessionStore store, String prefix) {
    return new Application(store, new EngineOptions(), prefix);
  }

  /** What the keys of its sessions begin with. */
  public String prefix() {
    return prefix;
  }

  /** Where its sessions are kept. */
  public SessionStore store() {
    return store;
  }

  /** The options of its engine. */
  public EngineOptions options() {
    return options;
  }

  /**
   * Does what a route does.
   *
   * @param session the request's session, not asked for yet
   * @param query gives the value of a query parameter, decoded; null where there is none
   * @throws RouteFailure if that is what the route does; to be left to the framework
   * @throws MappedFailure if that is what the route does; to be mapped by the application
   */
  public HandlerResult answer(
      Route route, SessionOperations session, Function<String, @Nullable String> query) {
    return route.answer(session, new RequestQuery(query), gate);
  }

  /**
   * Does what the handler does to which a request was forwarded, for frameworks whose forwards go
   * to no path.
   *
   * @param target of a {@link HandlerResult.Forward}
   */
  public HandlerResult answer(String target, SessionOperations session) {
    Map<String, String> query =
        Arrays.stream(target.substring(target.indexOf('?') + 1).split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return answer(Route.ANYTHING, session, query::get);
  }

  /**
   * What a WebSocket is sent when it has opened: the value of the attribute that the upgrade
   * request's parameter {@code name} names.
   */
  public String greeting(SessionOperations session, Function<String, @Nullable String> query) {
    Object value = session.get(new RequestQuery(query).of("name"));
    return value == null ? Route.NONE : value.toString();
  }

  /**
   * What a WebSocket answers to a message, after it has read the session again: the greeting, or
   * that the session has ended.
   *
   * @param alive whether the session was still there
   */
  public String reply(
      boolean alive, SessionOperations session, Function<String, @Nullable String> query) {
    return alive ? greeting(session, query) : Route.ENDED;
  }

  public HandlerBarrier gate() {
    return gate;
  }
}
