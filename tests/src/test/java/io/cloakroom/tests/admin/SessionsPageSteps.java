package io.cloakroom.tests.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionListener;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of all sessions without a web server, and what its tests do with it. */
abstract class SessionsPageSteps {

  final MovableClock clock = MovableClock.at(Instant.parse("2026-11-28T12:00:00Z"));
  final Away redis = new Away(InMemoryRedisCommands.with(clock));
  final List<String> events = new ArrayList<>();
  RedisSessionStore store = build(options().userIndex("user"));
  Answers page;

  @RegisterExtension
  final SaboteurParameter<PageSaboteur> saboteur = new SaboteurParameter<>(PageSaboteur.class);

  @BeforeEach
  void mount() {
    page = pageOver(store);
  }

  RedisSessionStoreBuilder options() {
    return RedisSessionStore.builder(redis).clock(clock).resilience(Resilience.NONE);
  }

  static RedisSessionStore build(RedisSessionStoreBuilder options) {
    return options.build();
  }

  Answers pageOver(RedisSessionStore sessions) {
    SessionEngine engine =
        SessionEngine.builder()
            .store(sessions)
            .secret("s".repeat(32))
            .listener(
                new SessionListener() {
                  @Override
                  public void destroyed(RequestSession session) {
                    events.add("destroyed");
                  }
                })
            .build();
    return saboteur.<Answers>spoilt(
        new SessionsPage(engine, Set.of("note"), clock)::handle,
        (broken, sound) -> broken.spoil(sound, engine, clock));
  }

  Session begun(String user) {
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", user);
    session.set("note", "shown note");
    store.blocking().create(session);
    return session;
  }

  static PageRequest request(String method, String target) {
    int query = target.indexOf('?');
    Map<String, String> parameters = new HashMap<>();
    if (query >= 0) {
      for (String pair : target.substring(query + 1).split("&", -1)) {
        parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    String path = query < 0 ? target : target.substring(0, query);
    return new PageRequest(method, "/admin/sessions", path, parameters, null, "olga");
  }

  PageResponse get(String target) {
    return StageFailure.join(page.handle(request("GET", target)));
  }

  PageResponse post(String path, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    form.put("token", field(get("").body(), "token"));
    return send("POST", path, form, "same-origin", "olga");
  }

  PageResponse send(
      String method, String path, Map<String, String> form, String site, String operator) {
    return StageFailure.join(
        page.handle(new PageRequest(method, "/admin/sessions", path, form, site, operator)));
  }

  PageResponse script(Map<String, String> search) {
    return send("POST", "/json", search, null, "olga");
  }

  String searched(String by, String text) {
    String location = post("/search", Map.of("by", by, "for", text)).headers().get("Location");
    return get(location.substring(location.indexOf('?'))).body();
  }

  static String query(PageResponse redirect) {
    String location = redirect.headers().get("Location");
    return location.substring(location.indexOf('?'));
  }

  /** The names of all sessions, as pages show them that servers of a fleet give in turn. */
  static List<String> walked(Answers... fleet) {
    List<String> shown = new ArrayList<>();
    String target = "";
    for (int i = 0; target != null; i++) {
      Answers server = fleet[i % fleet.length];
      String html = StageFailure.join(server.handle(request("GET", target))).body();
      Matcher names = Pattern.compile("session\\?s=[^\"]+\">([^<]+)</a>").matcher(html);
      names.results().forEach(name -> shown.add(name.group(1)));
      target = html.contains("Next page") ? next(html) : null;
    }
    return shown;
  }

  static String link(String html) {
    return "/" + found(html, "href=\"sessions/(session\\?s=[^\"]+)\"");
  }

  static String next(String html) {
    return found(html, "rel=\"next\" href=\"(?:\\.\\./)?sessions(\\?[^\"]+)\"")
        .replace("&amp;", "&");
  }

  static String field(String html, String name) {
    return found(html, "name=\"" + name + "\" value=\"([^\"]+)\"");
  }

  static long rows(String html) {
    return Pattern.compile("<td class=\"name\">").matcher(html).results().count();
  }

  static String found(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(html);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  /** A Redis that can be away, and sees how many keys are read at a time. */
  static final class Away extends ForwardingRedisCommands {

    /** So many keys at a time are looked at to count them. */
    private static final int COUNTING = 1_000;

    boolean away;
    Throwable broken;
    int most;
    int emptySteps;
    int counts;
    CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
    private int steps;

    Away(InMemoryRedisCommands redis) {
      super(redis);
    }

    @Override
    public CompletionStage<List<java.util.Optional<byte[]>>> multiGet(List<String> keys) {
      most = Math.max(most, keys.size());
      return super.multiGet(keys);
    }

    @Override
    public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
      if (broken != null) {
        return CompletableFuture.failedStage(broken);
      }
      if (steps++ % (emptySteps + 1) < emptySteps) {
        return CompletableFuture.completedStage(new ScanPage(List.of(), Optional.of(cursor)));
      }
      CompletionStage<ScanPage> scanned = super.scan(prefix, cursor, emptySteps > 0 ? 1 : count);
      if (count < COUNTING) {
        return scanned;
      }
      counts += cursor.equals(ScanCursor.START) ? 1 : 0;
      return held.thenCompose(released -> scanned);
    }

    @Override
    public CompletionStage<TimeToLive> timeToLive(String key) {
      return away
          ? CompletableFuture.failedStage(new RedisUnreachableException("gone fishing", null))
          : super.timeToLive(key);
    }
  }
}
