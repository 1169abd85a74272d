package io.cloakroom.javalin;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of all sessions, for those who run the application; {@link SessionsPage} says what it
 * shows.
 *
 * <pre>{@code
 * RedisSessionPlugin sessions = new RedisSessionPlugin(options -> …);
 * config.registerPlugin(sessions);
 * config.registerPlugin(new SessionsPagePlugin(sessions, page -> page
 *     .path("/admin/sessions")
 *     .guard(ctx -> isAdmin(ctx) ? Optional.of(nameOf(ctx)) : Optional.empty())));
 * }</pre>
 */
public final class SessionsPagePlugin extends Plugin<SessionsPagePlugin.Options> {

  private final RedisSessionPlugin sessions;

  /**
   * Makes the plugin, to be registered after that of the sessions.
   *
   * @param options sets at least {@code guard}
   */
  public SessionsPagePlugin(RedisSessionPlugin sessions, Consumer<Options> options) {
    super(options, new Options());
    this.sessions = sessions;
  }

  /** The options; each setter returns these. */
  public static final class Options {

    private String path = "/admin/sessions";
    private @Nullable Function<Context, Optional<String>> guard;
    private Set<String> shownAttributes = Set.of();

    private Options() {}

    /**
     * Sets where the page is. Default: {@code /admin/sessions}.
     *
     * @param newPath begins with a slash and does not end with one
     */
    public Options path(String newPath) {
      if (!newPath.matches("(/[A-Za-z0-9._~-]+)+")) {
        throw new IllegalArgumentException(
            "Option path must be such as /admin/sessions, but is \"" + newPath + "\"");
      }
      this.path = newPath;
      return this;
    }

    /**
     * Sets who may see the page and end sessions. Required.
     *
     * @param newGuard returns the operator's name, which the page shows; empty: the answer is 403.
     *     What it throws is answered as what a handler throws
     */
    public Options guard(Function<Context, Optional<String>> newGuard) {
      this.guard = newGuard;
      return this;
    }

    /** Sets the attributes whose values are shown; of others only the names are. Default: none. */
    public Options showAttributes(String... names) {
      this.shownAttributes = Set.of(names);
      return this;
    }
  }

  @Override
  public void onInitialize(JavalinState state) {
    Function<Context, Optional<String>> guard = pluginConfig.guard;
    if (guard == null) {
      throw new IllegalArgumentException(
          "Option guard of the sessions page is required: it tells who may see all sessions, such as"
              + " ctx -> isAdmin(ctx) ? Optional.of(name) : Optional.empty()");
    }
    SessionsPage page =
        new SessionsPage(sessions.engine(), pluginConfig.shownAttributes, InstantSource.system());
    for (String part : List.of("", "/<part>")) {
      for (HandlerType method : List.of(HandlerType.GET, HandlerType.HEAD, HandlerType.POST)) {
        state.routes.addHttpHandler(
            method, pluginConfig.path + part, ctx -> answer(ctx, page, guard));
      }
    }
  }

  private void answer(Context ctx, SessionsPage page, Function<Context, Optional<String>> guard) {
    Optional<String> operator = guard.apply(ctx);
    if (operator.isEmpty()) {
      send(ctx, PageResponse.forbidden());
      return;
    }
    boolean post = ctx.method().equals(HandlerType.POST);
    PageRequest request =
        new PageRequest(
            ctx.method().name(),
            pluginConfig.path,
            partOf(ctx),
            first(post ? ctx.formParamMap() : ctx.queryParamMap()),
            ctx.header("Sec-Fetch-Site"),
            operator.get());
    ctx.future(
        () ->
            page.handle(request).thenAccept(response -> send(ctx, response)).toCompletableFuture());
  }

  private static String partOf(Context ctx) {
    String part = ctx.pathParamMap().get("part");
    return (part == null ? "" : "/" + part) + (ctx.path().endsWith("/") ? "/" : "");
  }

  private static Map<String, String> first(Map<String, List<String>> parameters) {
    Map<String, String> first = new HashMap<>();
    parameters.forEach((name, values) -> values.stream().limit(1).forEach(v -> first.put(name, v)));
    return first;
  }

  private static void send(Context ctx, PageResponse response) {
    response.headers().forEach(ctx::header);
    ctx.status(response.status()).result(response.body().getBytes(StandardCharsets.UTF_8));
  }
}
