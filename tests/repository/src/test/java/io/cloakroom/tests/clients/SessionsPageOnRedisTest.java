package io.cloakroom.tests.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.admin.PageRequest;
import io.cloakroom.admin.PageResponse;
import io.cloakroom.admin.SessionsPage;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.lettuce.LettuceCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redisson.RedissonCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import redis.clients.jedis.UnifiedJedis;

/** The page of all sessions shows what a Redis holds, over each client, and ends it. */
class SessionsPageOnRedisTest {

  private static final String MOUNT = "/admin/sessions";

  @Test
  void thePageShowsAndEndsWhatRedisHoldsOverEachClient() {
    try (RedisServer server = RedisServers.start();
        UnifiedJedis jedis = redis.clients.jedis.RedisClient.create(server.uri().toString())) {
      RedisClient lettuce = RedisClient.create(server.uri().toString());
      Config config = new Config();
      config
          .useSingleServer()
          .setAddress(server.uri().toString())
          .setConnectionMinimumIdleSize(1)
          .setConnectionPoolSize(4);
      RedissonClient redisson = Redisson.create(config);
      try (LettuceCommands lettuceCommands = LettuceCommands.of(lettuce)) {
        List<RedisCommands> clients =
            List.of(JedisCommands.of(jedis), lettuceCommands, RedissonCommands.of(redisson));
        for (RedisCommands client : clients) {
          looksAtAndEnds(client);
        }
      } finally {
        redisson.shutdown();
        lettuce.shutdown();
      }
    }
  }

  private static void looksAtAndEnds(RedisCommands client) {
    RedisSessionStore store = RedisSessionStore.builder(client).userIndex("user").build();
    List<SessionsPage> fleet = List.of(page(store), page(store));
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
      session.set("user", i < 3 ? "ada" : "grace");
      store.blocking().create(session);
      begun.add(session.id().toString());
    }
    SessionId damaged = SessionId.random();
    StageFailure.join(
        client.set("sess:" + damaged.value(), "no record".getBytes(UTF_8), SetOptions.always()));
    begun.add(damaged.toString());
    StageFailure.join(client.set("other:key", "of another".getBytes(UTF_8), SetOptions.always()));

    List<String> shown = new ArrayList<>();
    String target = "";
    String html = "";
    for (int i = 0; target != null; i++) {
      html = get(fleet.get(i % 2), target).body();
      found(html, "session\\?s=[^\"]+\">([^<]+)</a>").forEach(shown::add);
      target =
          found(html, "href=\"sessions(\\?walk=[^\"]+)\"").stream()
              .findFirst()
              .map(link -> link.replace("&amp;", "&"))
              .orElse(null);
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(begun);
    assertThat(get(fleet.get(0), "").body()).contains(">121<");

    PageResponse ofAda = post(fleet.get(1), "/search", html, Map.of("by", "user", "for", "ada"));
    String location = ofAda.headers().get("Location");
    String list = get(fleet.get(0), location.substring(location.indexOf('?'))).body();
    assertThat(found(list, "session\\?s=[^\"]+\">([^<]+)</a>")).hasSize(3);
    String user = found(list, "name=\"user\" value=\"([^\"]+)\"").get(0);
    post(fleet.get(1), "/end-user", html, Map.of("user", user, "confirm", "yes"));
    assertThat(store.blocking().findByUser("ada")).isEmpty();
    assertThat(store.blocking().findByUser("grace")).hasSize(117);

    post(fleet.get(0), "/search", html, Map.of("by", "id", "for", damaged.value()));
    assertThat(store.blocking().clear()).isEqualTo(118);
  }

  private static SessionsPage page(RedisSessionStore store) {
    return new SessionsPage(
        SessionEngine.builder().store(store).secret("s".repeat(32)).build(),
        Set.of(),
        InstantSource.system());
  }

  private static PageResponse get(SessionsPage page, String target) {
    Map<String, String> query = new HashMap<>();
    if (!target.isEmpty()) {
      for (String pair : target.substring(1).split("&", -1)) {
        query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    return StageFailure.join(page.handle(new PageRequest("GET", MOUNT, "", query, null, "olga")));
  }

  private static PageResponse post(
      SessionsPage page, String path, String html, Map<String, String> fields) {
    Map<String, String> form = new HashMap<>(fields);
    form.put("token", found(html, "name=\"token\" value=\"([^\"]+)\"").get(0));
    return StageFailure.join(
        page.handle(new PageRequest("POST", MOUNT, path, form, "same-origin", "olga")));
  }

  private static List<String> found(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(html);
    return matcher.results().map(each -> each.group(1)).toList();
  }
}
