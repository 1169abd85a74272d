package io.cloakroom.tck.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.ExpiredSession;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** S53: what it costs to learn of sessions that have expired, and who can read the index. */
public interface StoreExpiryCostClauses extends StoreClauses {

  @Test
  default void S53_theIndexOfAnEncryptedStoreCanOnlyBeReadWithItsKey() {
    List<String> written = new CopyOnWriteArrayList<>();
    RedisCommands watched =
        new ForwardingRedisCommands(DueAtOnce.over(kit().client())) {
          @Override
          public CompletionStage<List<byte[]>> eval(
              RedisScript script, List<String> keys, List<byte[]> arguments) {
            arguments.forEach(
                argument -> written.add(new String(argument, StandardCharsets.ISO_8859_1)));
            return super.eval(script, keys, arguments);
          }
        };
    KeyRing ring = KeyRing.of(EncryptionKey.of(new byte[32]));
    ExpirySteps steps =
        ExpirySteps.over(kit(), watched, options -> options.userIndex("user").encryption(ring));
    Session session = steps.begin("ada lovelace");
    steps.expire(session.id());

    assertThat(steps.sweep()).extracting(ExpiredSession::user).containsExactly("ada lovelace");
    assertThat(written).noneMatch(text -> text.contains("lovelace"));
  }

  @Test
  default void S53_usingASessionCostsNoMore() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    ExpirySteps steps = ExpirySteps.over(kit(), counted);
    Session session = steps.begin("ada");
    assertThat(counted.commands()).containsExactly("eval ENDS_ENTER", "set");
    counted.reset();

    steps.answer(steps.store.get(session.id()));
    steps.answer(steps.store.getAndTouch(session.id(), null));
    steps.answer(steps.store.touch(session));
    session.set("basket", 1);
    steps.answer(steps.store.update(session));
    steps.answer(steps.store.resave(session));

    assertThat(counted.total()).isEqualTo(5);
    assertThat(counted.commands()).noneMatch(command -> command.contains("ENDS"));
  }

  @Test
  default void S53_endingASessionCostsOneCommandMore() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    ExpirySteps steps = ExpirySteps.over(kit(), counted);
    Session session = steps.begin("ada");
    counted.reset();

    steps.answer(steps.store.destroy(session.id()));

    assertThat(counted.commands()).containsExactly("eval ENDS_MARK", "delete");
  }

  @Test
  default void S53_withoutTheOptionThereIsNoIndex() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    Session session = kit().session();
    kit().store(counted, options -> {}).create(session);
    kit().store(counted, options -> {}).destroy(session.id());

    assertThat(counted.commands()).containsExactly("set", "delete");
    assertThat(kit().asynchronous(counted, options -> {}).expiredSessions(event -> {})).isEmpty();
  }

  @Test
  default void S53_theIndexExpiresByItself() {
    CountingRedisCommands counted = CountingRedisCommands.over(kit().client());
    Duration ttl = Duration.ofHours(1);
    ExpirySteps steps = ExpirySteps.over(kit(), counted, options -> options.ttl(ttl));
    steps.begin("ada");

    assertThat(counted.calls().get(0).keys())
        .hasSize(2)
        .allSatisfy(
            key ->
                assertThat(kit().redis().timeToLive(key))
                    .isInstanceOfSatisfying(
                        TimeToLive.Remaining.class,
                        left ->
                            assertThat(left.duration())
                                .isBetween(ttl.plusDays(6), ttl.plusDays(8))));
  }

  @Test
  default void S53_noSessionExpiresWithoutTtls() {
    assertThatThrownBy(() -> kit().store(options -> options.expiredEvents(true).disableTtl(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expiredEvents");
  }
}
