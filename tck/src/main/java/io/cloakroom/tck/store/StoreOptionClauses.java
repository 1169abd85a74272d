package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.express.Express;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.fixture.TouchingRead;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** S8: options that cannot be right are refused by name when the store is built. */
interface StoreOptionClauses extends StoreClauses {

  @Test
  @SuppressWarnings("NullAway") // the misuse that is tested
  default void S8_badOptionsFailWhenTheStoreIsBuiltByName() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "ttl zero", options -> options.ttl(Duration.ZERO),
            "ttl negative", options -> options.ttl(Duration.ofSeconds(-1)),
            "ttl too long", options -> options.ttl(Duration.ofSeconds(Long.MAX_VALUE)),
            "ttl null", options -> options.ttl((Duration) null),
            "scanCount zero", options -> options.scanCount(0),
            "scanCount negative", options -> options.scanCount(-1),
            "scanCount too large", options -> options.scanCount(10_001),
            "prefix null", options -> options.prefix(null),
            "serializer null", options -> options.serializer(null),
            "onUnreadable null", options -> options.onUnreadable(null));

    bad.forEach(
        (what, options) ->
            assertThatThrownBy(() -> kit().store(options))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what.substring(0, what.indexOf(' '))));
  }

  @Test
  default void S8_theLeastAndTheGreatestAreAccepted() {
    assertThatCode(
            () ->
                kit()
                    .store(
                        options ->
                            options
                                .ttl(TimeToLive.MAXIMUM)
                                .touchAfter(TimeToLive.MAXIMUM)
                                .scanCount(1)))
        .doesNotThrowAnyException();
  }

  @Test
  default void S8_whatExpressCouldNotReadIsNotSharedWithIt() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "encryption", options -> options.encryption(KeyRing.of(EncryptionKey.random())),
            "compression", options -> options.compression(RecordCompression.on()),
            "idHashing", options -> options.idHashing(true),
            "serializer", options -> options.serializer(new OtherThanJson()));

    bad.forEach(
        (name, option) ->
            assertThatThrownBy(
                    () -> kit().store(option.andThen(shared -> shared.sharedWith(Express.peer()))))
                .as(name)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option " + name));
  }

  @Test
  default void S8_whatWouldHaveNoEffectBesideAnotherOptionIsNotCombinedWithIt() {
    Map<String, Consumer<RedisSessionStoreBuilder>> bad =
        Map.of(
            "ttl cannot be combined with disableTtl",
            options -> options.disableTtl(true).ttl(Duration.ofHours(1)),
            "ttl cannot be combined with disableTtl: no session",
            options -> options.ttl(session -> Duration.ofHours(1)).disableTtl(true),
            "onPlainRecord ACCEPT needs the option encryption",
            options -> options.onPlainRecord(OnPlainRecord.ACCEPT));

    bad.forEach(
        (problem, option) ->
            assertThatThrownBy(() -> kit().store(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option " + problem));
  }

  @Test
  default void S5_aFunctionForTheTtlReplacesAFixedEndOfTheCookie() {
    Instant begin = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    BlockingSessionStore store =
        kit().store(options -> options.clock(now::get).ttl(session -> Duration.ofHours(8)));
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withExpires(begin.plusSeconds(60)));
    assertThat(store.create(session)).isEqualTo(SaveOutcome.SAVED);

    now.set(begin.plusSeconds(120));

    assertThat(store.all()).extracting(Session::id).containsExactly(session.id());
    for (TouchingRead read : TouchingRead.values()) {
      assertThat(read.of(store, session.id(), null)).as("%s", read).isPresent();
    }
    Session found = store.get(session.id()).orElseThrow();
    assertThat(store.touch(found)).isTrue();
    found.set("colour", "green");
    assertThat(store.update(found)).isEqualTo(SaveOutcome.SAVED);
    assertThat(store.regenerate(found, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);
    assertThat(kit().ttl(found.id()))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isGreaterThan(Duration.ofHours(7)));
  }

  /** A serializer, as far as builders go. */
  final class OtherThanJson implements SessionSerializer {
    @Override
    public byte[] serialize(SessionRecord sessionRecord) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      throw new UnsupportedOperationException();
    }
  }
}
