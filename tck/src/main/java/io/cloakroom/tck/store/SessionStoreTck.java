package io.cloakroom.tck.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.ClientTck;
import io.cloakroom.tck.port.FirstCauses;
import io.cloakroom.tck.servers.RedisUnderTest;
import io.cloakroom.tck.store.fixture.StoreUnderTest;
import io.cloakroom.tck.store.index.StoreEndedClauses;
import io.cloakroom.tck.store.index.StoreExpiryClauses;
import io.cloakroom.tck.store.index.StoreExpiryCostClauses;
import io.cloakroom.tck.store.index.StoreGoneClauses;
import io.cloakroom.tck.store.index.StoreObservedEndsClauses;
import io.cloakroom.tck.store.index.StoreSweepClauses;
import io.cloakroom.tck.store.index.StoreUserIndexClauses;
import io.cloakroom.tck.store.index.StoreUserIndexRaceClauses;
import io.cloakroom.tck.store.index.StoreUserIndexUpkeepClauses;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * The session store's clauses, S1 to S53, over any client. Each test is named after its clause.
 *
 * <pre>{@code
 * class MySessionStoreTest extends SessionStoreTck {
 *   @Override
 *   protected RedisCommands connect(URI redis) {
 *     return new MyRedisCommands(redis, timeout());
 *   }
 * }
 * }</pre>
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class SessionStoreTck extends ClientTck
    implements StoreReadingClauses,
        StoreLookUpClauses,
        StoreLifetimeClauses,
        StoreWithoutTtlClauses,
        StoreOptionClauses,
        StoreOutageClauses,
        StoreFailingStepClauses,
        StoreLostAnswerClauses,
        StoreTouchAfterClauses,
        StoreMaxLifetimeClauses,
        StoreUserIndexClauses,
        StoreUserIndexUpkeepClauses,
        StoreUserIndexRaceClauses,
        StoreExpiryClauses,
        StoreExpiryCostClauses,
        StoreEndedClauses,
        StoreGoneClauses,
        StoreObservedEndsClauses,
        StoreSweepClauses,
        StoreConcurrencyClauses,
        StoreLostRaceClauses,
        StoreRepeatedConflictClauses,
        StoreMergeClauses,
        StoreChangeClauses,
        StoreChangeInPlaceClauses,
        StoreFunctionClauses,
        StoreCallbackClauses,
        StoreChangeUnderWayClauses,
        StoreUnderWayClauses,
        StoreReleaseClauses,
        StoreBoundaryClauses,
        StoreFactClauses,
        StoreConflictPolicyClauses,
        StoreWithoutScriptsClauses,
        StoreRegenerateClauses,
        StoreWalkingClauses,
        StoreEndingClauses,
        StoreRecordClauses,
        StoreRenewalClauses,
        StoreLikenessClauses,
        StoreExpressClauses,
        StoreEditedRecordClauses,
        StoreSecrecyClauses,
        StoreCipherClauses,
        StoreFormClauses,
        StoreThreadClauses,
        StoreCostClauses,
        StoreModelClauses,
        StoreIdClauses,
        StoreManyClauses {

  private @Nullable StoreUnderTest kit;

  /**
   * Opens a store under test: {@link RedisSessionStore} with the given options, unless overridden.
   */
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    return builder.build();
  }

  /** For the kit's own use. Tests call it from several threads. */
  @Override
  public final synchronized StoreUnderTest kit() {
    if (kit == null) {
      kit = new StoreUnderTest(client(), this::open);
    }
    return kit;
  }

  @Override
  protected final Optional<RedisUnderTest> ranOn() {
    return Optional.ofNullable(kit).map(StoreUnderTest::redis);
  }

  @Override
  protected final Optional<String> firstCause() {
    return FirstCauses.of(client(), (uri, prefix) -> Optional.empty());
  }

  @AfterEach
  final void removeKeys() {
    kit().removeKeys();
  }

  @AfterAll
  final void disconnectClient() throws Exception {
    kit().close();
  }
}
