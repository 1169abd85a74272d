package io.cloakroom.tests.admin;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionInventory;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@link PageSaboteur} does to pages. */
final class BrokenPages {

  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private BrokenPages() {}

  static Answers checksNoToken(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> {
      PageRequest list = new PageRequest("GET", request.mount(), "", Map.of(), null, "olga");
      Matcher token = TOKEN.matcher(StageFailure.join(sound.handle(list)).body());
      return sound.handle(token.find() ? with(request, "token", token.group(1)) : request);
    };
  }

  static Answers knowsOneOperator(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> sound.handle(sentAs(request, request.fetchSite(), "olga"));
  }

  static Answers letsTokensLast(Answers sound, SessionEngine engine, InstantSource clock) {
    return new SessionsPage(engine, Set.of("note"), InstantSource.fixed(clock.instant()))::handle;
  }

  static Answers acceptsOtherOrigins(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> sound.handle(sentAs(request, "same-origin", request.operator()));
  }

  static Answers confirmsByItself(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> sound.handle(with(request, "confirm", "yes"));
  }

  static Answers endsByGet(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound.handle(
            request.path().equals("/end")
                ? new PageRequest(
                    "POST",
                    request.mount(),
                    request.path(),
                    request.parameters(),
                    request.fetchSite(),
                    request.operator())
                : request);
  }

  static Answers endsEverybody(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound
            .handle(request)
            .thenApply(
                response -> {
                  if (request.path().equals("/end-user") && response.status() == 303) {
                    engine.store().blocking().clear();
                  }
                  return response;
                });
  }

  static Answers showsFullIds(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(
        sound,
        body -> {
          String unmasked = body;
          for (SessionId id : ids(engine)) {
            unmasked = unmasked.replace(id.toString(), id.value());
          }
          return unmasked;
        });
  }

  static Answers putsSearchesInAddresses(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound
            .handle(request)
            .thenApply(
                response -> {
                  String location = response.headers().get("Location");
                  String wanted = request.parameters().get("for");
                  return location == null || wanted == null
                      ? response
                      : with(response, "Location", location + "&for=" + wanted);
                });
  }

  static Answers escapesNothing(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(
        sound,
        body ->
            body.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"));
  }

  static Answers showsEveryValue(Answers sound, SessionEngine engine, InstantSource clock) {
    return new SessionsPage(engine, Set.of("note", "user"), clock)::handle;
  }

  static Answers findsAnybody(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound.handle(
            request.method().equals("GET") && request.parameters().containsKey("user")
                ? new PageRequest("GET", request.mount(), "", Map.of(), null, request.operator())
                : request);
  }

  static Answers resetsTtls(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> {
      BlockingSessionStore store = engine.store().blocking();
      ids(engine).forEach(id -> store.get(id).ifPresent(store::touch));
      return sound.handle(request);
    };
  }

  static Answers leavesOutTheUnreadable(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body.replace("unreadable", ""));
  }

  static Answers leavesOutAges(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body.replaceAll("\"ages\":\\{[^}]*},", ""));
  }

  static Answers loadsFromElsewhere(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body + "<img src=\"https://elsewhere.example/pixel\">");
  }

  static Answers canBeKept(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound.handle(request).thenApply(response -> with(response, "Cache-Control", "max-age=60"));
  }

  static Answers hidesOutages(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound
            .handle(request)
            .thenApply(response -> new PageResponse(200, response.headers(), response.body()));
  }

  static Answers stripsSearches(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> {
      String wanted = request.parameters().get("for");
      return sound.handle(wanted == null ? request : with(request, "for", wanted.strip()));
    };
  }

  /** As a browser that cuts what is typed at the length that an old page allowed. */
  static Answers takesOnlyLinks(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> {
      String wanted = request.parameters().get("for");
      return sound.handle(
          wanted == null
              ? request
              : with(request, "for", wanted.substring(0, Math.min(600, wanted.length()))));
    };
  }

  static Answers writesLongAddresses(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body + "<a href=\"?s=" + "s".repeat(5_500) + "\">");
  }

  static Answers showsLongUsers(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body.replaceAll("u{300}…", "u".repeat(1_000)));
  }

  static Answers letsTextsChangeTheirOrder(
      Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body.replace('\uFFFD', '\u202E'));
  }

  static Answers believesAnyTtl(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body.replace("\"bytes\"", "\"lastUsed\":\"\",\"bytes\""));
  }

  static Answers readsAllForCharts(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> {
      SessionInventory inventory = ((RedisSessionStore) engine.store()).inventory();
      List<String> words = StageFailure.join(inventory.words(1_000).next()).orElse(List.of());
      return inventory.read(words).thenCompose(read -> sound.handle(request));
    };
  }

  static Answers countsForEach(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> new SessionsPage(engine, Set.of("note"), clock).handle(request);
  }

  static Answers takesPagesForFull(Answers sound, SessionEngine engine, InstantSource clock) {
    return request -> {
      String page = request.parameters().get("page");
      return sound.handle(
          page == null
              ? request
              : with(request, "shown", Integer.toString(50 * Integer.parseInt(page))));
    };
  }

  static Answers dropsTheLastSlash(Answers sound, SessionEngine engine, InstantSource clock) {
    return request ->
        sound.handle(
            new PageRequest(
                request.method(),
                request.mount(),
                request.path().replaceAll("/$", ""),
                request.parameters(),
                request.fetchSite(),
                request.operator()));
  }

  static Answers leavesCodeInSentences(Answers sound, SessionEngine engine, InstantSource clock) {
    return shown(sound, body -> body.replace("next request.", "next frame.request()."));
  }

  private static Answers shown(Answers sound, UnaryOperator<String> body) {
    return request ->
        sound
            .handle(request)
            .thenApply(
                response ->
                    new PageResponse(
                        response.status(), response.headers(), body.apply(response.body())));
  }

  private static List<SessionId> ids(SessionEngine engine) {
    SessionInventory inventory = ((RedisSessionStore) engine.store()).inventory();
    return StageFailure.join(inventory.words(1_000).next()).orElse(List.of()).stream()
        .map(inventory::idOf)
        .toList();
  }

  private static PageRequest with(PageRequest request, String parameter, String value) {
    Map<String, String> parameters = new HashMap<>(request.parameters());
    parameters.put(parameter, value);
    return new PageRequest(
        request.method(),
        request.mount(),
        request.path(),
        parameters,
        request.fetchSite(),
        request.operator());
  }

  private static PageRequest sentAs(
      PageRequest request, @Nullable String fetchSite, String operator) {
    return new PageRequest(
        request.method(),
        request.mount(),
        request.path(),
        request.parameters(),
        fetchSite,
        operator);
  }

  private static PageResponse with(PageResponse response, String header, String value) {
    Map<String, String> headers = new HashMap<>(response.headers());
    headers.put(header, value);
    return new PageResponse(response.status(), headers, response.body());
  }
}
