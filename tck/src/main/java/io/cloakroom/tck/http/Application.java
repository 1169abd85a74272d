package io.cloakroom.tck.http;

import io.cloakroom.session.SessionStore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The application that an integration is to run for the kit: its store, its options, and what its
 * routes do. {@link HttpSessionTck#start} makes a running one of it.
 */
public final class Application {

  private final SessionStore store;
  private final EngineOptions options;
  private final String prefix;
  private final Gate gate = new Gate();

  Application(SessionStore store, EngineOptions options, String prefix) {
    this.store = store;
    this.options = options;
    this.prefix = prefix;
  }

  /**
   * The kit's application with its usual options, for a process of its own. Its test class says
   * that it lacks {@link HttpCapability#IN_PROCESS}, and starts it with the URI of {@link
   * HttpSessionTck#server} and this {@code prefix}.
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
   */
  public Answer answer(
      Route route, SessionOperations session, Function<String, @Nullable String> query) {
    return route.answer(session, new Query(query), gate);
  }

  /**
   * What a WebSocket is sent when it has opened: the value of the attribute that the upgrade
   * request's parameter {@code name} names.
   */
  public String greeting(SessionOperations session, Function<String, @Nullable String> query) {
    Object value = session.get(new Query(query).of("name"));
    return value == null ? Route.NONE : value.toString();
  }

  Gate gate() {
    return gate;
  }
}
