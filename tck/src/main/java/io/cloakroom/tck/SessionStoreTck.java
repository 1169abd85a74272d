package io.cloakroom.tck;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/**
 * The session store's clauses S1 to S34, over any client. Each test is named after its clause.
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
public abstract class SessionStoreTck extends ClientTck
    implements StoreReadingClauses,
        StoreLifetimeClauses,
        StoreTouchAfterClauses,
        StoreMaxLifetimeClauses,
        StoreUserIndexClauses,
        StoreConcurrencyClauses,
        StoreMergeClauses,
        StoreConflictPolicyClauses,
        StoreRegenerateClauses,
        StoreWalkingClauses,
        StoreRecordClauses,
        StoreExpressClauses,
        StoreSecrecyClauses,
        StoreCostClauses {

  private @Nullable StoreUnderTest kit;

  /**
   * Opens a store under test: {@link RedisSessionStore} with the given options, unless overridden.
   */
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    return builder.build();
  }

  /** For the kit's own use. */
  @Override
  public final StoreUnderTest kit() {
    if (kit == null) {
      kit = new StoreUnderTest(this);
    }
    return kit;
  }

  @Override
  final Optional<RedisUnderTest> ranOn() {
    return Optional.ofNullable(kit).map(StoreUnderTest::redis);
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
