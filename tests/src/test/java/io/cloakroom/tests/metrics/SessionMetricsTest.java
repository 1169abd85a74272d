package io.cloakroom.tests.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.admin.SessionHealth;
import io.cloakroom.http.SessionData;
import io.cloakroom.metrics.SessionMetrics;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.SaboteurParameter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What SessionMetrics counts. */
class SessionMetricsTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final FailingRedis redis = new FailingRedis();

  @RegisterExtension
  final SaboteurParameter<MeterSaboteur> saboteur = new SaboteurParameter<>(MeterSaboteur.class);

  private StoreObserver metrics(Tags tags) {
    saboteur.spoilt(
        registry,
        (broken, sound) -> {
          broken.filter().ifPresent(sound.config()::meterFilter);
          return sound;
        });
    return saboteur.<StoreObserver>spoilt(new SessionMetrics(registry, tags), MeterSaboteur::spoil);
  }

  @Test
  void aVisitIsCounted() {
    MeteredSite site = new MeteredSite(redis, store -> store.observer(metrics(Tags.empty())));

    String cookie = site.request("", session -> session.set("user", "ada"));
    site.request(cookie, session -> session.get("user"));
    site.request(cookie, session -> session.set("user", "grace"));
    site.request(cookie, session -> session.destroy());
    site.request(cookie, session -> session.get("user"));

    assertThat(count("cloakroom.sessions.begun")).isEqualTo(1);
    assertThat(count("cloakroom.sessions.ended", "cause", "destroyed")).isEqualTo(1);
    assertThat(timed("cloakroom.loads", "outcome", "found")).isEqualTo(3);
    assertThat(timed("cloakroom.loads", "outcome", "missing")).isEqualTo(1);
    assertThat(timed("cloakroom.saves", "operation", "create", "outcome", "saved")).isEqualTo(1);
    assertThat(timed("cloakroom.saves", "operation", "update", "outcome", "saved")).isEqualTo(1);
    assertThat(timed("cloakroom.commands", "command", "get_and_expire", "outcome", "answered"))
        .isEqualTo(4);
    assertThat(timed("cloakroom.commands", "command", "compare_and_set", "outcome", "answered"))
        .isEqualTo(1);
    assertThat(registry.get("cloakroom.records.size").tag("operation", "write").summary().count())
        .isEqualTo(2);
    assertThat(registry.get("cloakroom.records.size").tag("operation", "read").summary().count())
        .isEqualTo(3);
    assertThat(registry.get("cloakroom.records.size").tag("operation", "read").summary().max())
        .isBetween(50.0, 1_000.0);
  }

  @Test
  void askingForTheHealthIsNoLoad() {
    RedisSessionStore store =
        RedisSessionStore.builder(redis).observer(metrics(Tags.empty())).build();

    assertThat(StageFailure.join(SessionHealth.of(store)).isUp()).isTrue();

    assertThat(registry.find("cloakroom.loads").timers()).isEmpty();
    assertThat(timed("cloakroom.commands", "command", "get", "outcome", "answered")).isEqualTo(1);
  }

  @Test
  void eachOutcomeOfACommandIsCountedApart() {
    BlockingSessionStore store = store(Resilience.NONE);
    fail(store, new RedisTimeoutException("slow", null));
    fail(store, new RedisRefusedException("ERR no", null));
    fail(store, new RedisUnreachableException("away", null));

    for (String outcome : new String[] {"timeout", "refused", "unreachable"}) {
      assertThat(timed("cloakroom.commands", "command", "get", "outcome", outcome))
          .as(outcome)
          .isEqualTo(1);
    }
    assertThat(timed("cloakroom.loads", "outcome", "failed")).isEqualTo(3);
  }

  @Test
  void theCircuitBreakerIsSeenToOpen() {
    BlockingSessionStore store =
        store(Resilience.builder().retries(0).openFor(Duration.ofHours(1)).build());
    assertThat(breaker("closed")).isEqualTo(1);

    for (int i = 0; i < 21; i++) {
      fail(store, new RedisUnreachableException("away", null));
    }

    assertThat(breaker("closed")).isZero();
    assertThat(breaker("open")).isEqualTo(1);
    assertThat(registry.get("cloakroom.commands.rejected").functionCounter().count()).isEqualTo(1);
  }

  @Test
  void commandsThatWaitAreSeen() {
    RedisSessionStore store = redisStore(Resilience.DEFAULT);
    redis.pending = new CompletableFuture<>();

    CompletionStage<?> waiting = store.get(SessionId.random());

    assertThat(registry.get("cloakroom.commands.waiting").gauge().value()).isEqualTo(1);
    redis.pending.complete(Optional.empty());
    StageFailure.join(waiting);
    assertThat(registry.get("cloakroom.commands.waiting").gauge().value()).isZero();
  }

  @Test
  void conflictsAreCounted() {
    BlockingSessionStore store = store(Resilience.DEFAULT);
    Session one = begun(store);
    Session other = store.get(one.id()).orElseThrow();
    one.set("colour", "green");
    other.set("size", 3);
    store.update(one);
    store.update(other);

    assertThat(count("cloakroom.conflicts")).isEqualTo(1);
    assertThat(count("cloakroom.conflicts.unresolved")).isZero();
  }

  @Test
  void aSaveThatIsGivenUpIsCounted() {
    BlockingSessionStore others = RedisSessionStore.builder(redis).build().blocking();
    Session session = begun(others);
    BlockingSessionStore store =
        RedisSessionStore.builder(
                new ForwardingPort(redis) {
                  @Override
                  public CompletionStage<List<byte[]>> eval(
                      RedisScript script, List<String> keys, List<byte[]> arguments) {
                    Session theirs = others.get(session.id()).orElseThrow();
                    theirs.set("race", SessionId.random().value());
                    others.update(theirs);
                    return super.eval(script, keys, arguments);
                  }
                })
            .observer(metrics(Tags.empty()))
            .build()
            .blocking();
    session.set("user", "grace");

    assertThatThrownBy(() -> store.update(session)).isInstanceOf(SessionConflictException.class);

    assertThat(count("cloakroom.conflicts.unresolved")).isEqualTo(1);
  }

  @Test
  void aNewUserAddsNoTag() {
    MeteredSite site = new MeteredSite(redis, store -> store.observer(metrics(Tags.empty())));
    visit(site, "ada");
    List<Meter.Id> before = registry.getMeters().stream().map(Meter::getId).toList();

    visit(site, "grace");

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(before)
        .flatExtracting(Meter.Id::getTags)
        .extracting(Tag::getValue)
        .as("values of tags")
        .allMatch(value -> value.matches("[a-z_]+"));
  }

  private static void visit(MeteredSite site, String user) {
    String cookie = site.request("", session -> session.set("user", user));
    site.request(cookie, session -> session.set("seen", true));
    site.request(cookie, session -> session.regenerate(SessionData.KEEP));
    site.request(cookie, session -> session.destroy());
  }

  @Test
  void whatCannotBeReadIsCountedAndWhatIsCarried() {
    BlockingSessionStore writer =
        RedisSessionStore.builder(redis)
            .serializer(JsonSessionSerializer.builder().allow(Basket.class).build())
            .build()
            .blocking();
    Session session = begun(writer);
    session.set("basket", new Basket(3));
    writer.update(session);
    BlockingSessionStore reader = store(Resilience.DEFAULT);

    Session found = reader.get(session.id()).orElseThrow();
    assertThat(found.get("basket")).isNull();
    found.set("seen", true);
    reader.update(found);
    StageFailure.join(redis.set("sess:broken", new byte[] {1, 2}, SetOptions.always()));
    assertThat(reader.get(SessionId.of("broken"))).isEmpty();

    assertThat(count("cloakroom.attributes.unreadable")).isEqualTo(1);
    assertThat(count("cloakroom.attributes.carried")).isEqualTo(1);
    assertThat(count("cloakroom.records.unreadable")).isEqualTo(1);
    assertThat(timed("cloakroom.loads", "outcome", "unreadable")).isEqualTo(1);
    assertThat(writer.get(session.id()).orElseThrow().get("basket")).isEqualTo(new Basket(3));
  }

  record Basket(int items) {}

  @Test
  void forgedCookiesAreCountedAndSendNoCommand() {
    MeteredSite site = new MeteredSite(redis, store -> store.observer(metrics(Tags.empty())));
    String cookie = site.request("", session -> session.set("user", "ada"));
    redis.sent = 0;

    int first = cookie.indexOf("s%3A") + 4; // of the id, whose characters are never escaped
    String another = cookie.charAt(first) == 'A' ? "B" : "A";
    site.request(
        cookie.substring(0, first) + another + cookie.substring(first + 1),
        session -> session.get("user"));
    site.request("sid=rubbish", session -> session.get("user"));

    assertThat(count("cloakroom.cookies.forged")).isEqualTo(1);
    assertThat(redis.sent).isZero();
  }

  @Test
  void sessionsThatAreEndedTogetherAreAllCounted() {
    BlockingSessionStore store = store(Resilience.DEFAULT);
    begun(store);
    begun(store);
    store.destroy(SessionId.random());
    store.clear();

    assertThat(count("cloakroom.sessions.begun")).isEqualTo(2);
    assertThat(count("cloakroom.sessions.ended", "cause", "destroyed")).isEqualTo(2);
  }

  @Test
  void sessionsThatExpireAreCounted() {
    MovableClock clock = MovableClock.atNow();
    RedisSessionStore store =
        RedisSessionStore.builder(InMemoryRedisCommands.with(clock))
            .clock(clock)
            .expiredEvents(true)
            .observer(metrics(Tags.empty()))
            .build();
    begun(store.blocking());
    clock.advance(Duration.ofHours(25));

    store.expiredSessions(event -> {}).orElseThrow().sweep();

    assertThat(count("cloakroom.sessions.ended", "cause", "expired")).isEqualTo(1);
    assertThat(count("cloakroom.sessions.ended", "cause", "destroyed")).isZero();
  }

  @Test
  void storesThatShareARegistryAreToldApartByTheirTags() {
    for (String name : new String[] {"shop", "admin"}) {
      BlockingSessionStore store =
          RedisSessionStore.builder(InMemoryRedisCommands.create())
              .observer(metrics(Tags.of("store", name)))
              .build()
              .blocking();
      begun(store);
    }

    assertThat(count("cloakroom.sessions.begun", "store", "shop")).isEqualTo(1);
    assertThat(registry.find("cloakroom.circuit.breaker").tags("store", "admin").gauges())
        .hasSize(4);
  }

  private BlockingSessionStore store(Resilience resilience) {
    return redisStore(resilience).blocking();
  }

  private RedisSessionStore redisStore(Resilience resilience) {
    return RedisSessionStore.builder(redis)
        .resilience(resilience)
        .observer(metrics(Tags.empty()))
        .build();
  }

  private static Session begun(BlockingSessionStore store) {
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "ada");
    store.create(session);
    return session;
  }

  private void fail(BlockingSessionStore store, RedisCommandException failure) {
    redis.failure = failure;
    assertThatThrownBy(() -> store.get(SessionId.random()))
        .isInstanceOf(RedisCommandException.class);
    redis.failure = null;
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private long timed(String name, String... tags) {
    return registry.get(name).tags(tags).timer().count();
  }

  private double breaker(String state) {
    return registry.get("cloakroom.circuit.breaker").tag("state", state).gauge().value();
  }

  /** A Redis whose reads fail or wait as a test wishes. */
  private static final class FailingRedis extends ForwardingRedisCommands {

    private @Nullable RedisCommandException failure;
    private @Nullable CompletableFuture<Optional<byte[]>> pending;
    private int sent;

    FailingRedis() {
      super(InMemoryRedisCommands.create());
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(String key) {
      sent++;
      if (failure != null) {
        return CompletableFuture.failedStage(failure);
      }
      return pending != null ? pending : super.get(key);
    }

    @Override
    public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
      sent++;
      return super.getAndExpire(key, ttl);
    }
  }
}
