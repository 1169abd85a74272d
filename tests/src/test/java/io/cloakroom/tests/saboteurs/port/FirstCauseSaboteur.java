package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.NamedTestSabotage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ports with one mistake in one method, which breaks many clauses. Each is named with a test that
 * fails over it, and with the cause that the report's first line names.
 */
public enum FirstCauseSaboteur implements PortSabotage, NamedTestSabotage {
  SETS_SECONDS(
      "P8_aWriteKeepsTheMillisecondsOfItsTtl",
      "`set`: gives a key less than 10 s to live where 3600999 ms are asked for: TTLs go to Redis"
          + " in milliseconds (`PX`, `PEXPIRE`).",
      (sound, client) -> new AlteredPort(sound).ttl(ttl -> Duration.ofMillis(ttl.toSeconds()))),
  GETS_TEXT(
      "P2_everyByteComesBack",
      "`get`: does not answer the bytes that are stored: they are no text.",
      (sound, client) ->
          new AlteredPort(sound).read(bytes -> new String(bytes, UTF_8).getBytes(UTF_8))),
  GETS_AND_NEVER_EXPIRES(
      "P8_expireAndGetAndExpireKeepTheMilliseconds",
      "`getAndExpire`: gives a key no TTL where 3600999 ms are asked for: TTLs go to Redis in"
          + " milliseconds (`PX`, `PEXPIRE`).",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
              return sound.get(key);
            }
          }),
  GETS_ONLY_WHAT_IS_THERE(
      "P13_multiGetIsEmptyForMissingAndForeignKeys",
      "`multiGet`: answers 1 values for two keys: each key has its place, a missing one an empty"
          + " place.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
              return super.multiGet(keys)
                  .thenApply(all -> all.stream().filter(Optional::isPresent).toList());
            }
          }),
  TELLS_NOTHING_EXPIRED(
      "P9_expireIsTrueWhereTheKeyExistsAndMovesItsTtl",
      "`expire`: answers false for a key that is there: the reply 1 is true, 0 is false.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<Boolean> expire(String key, Duration ttl) {
              return super.expire(key, ttl).thenApply(moved -> false);
            }
          }),
  TELLS_UNLIMITED_AS_MISSING(
      "P11_theRemainingTimeTellsMissingAndUnlimitedApart",
      "`timeToLive`: answers Missing[] for a key without a TTL: use `TimeToLive.ofPttl`.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<TimeToLive> timeToLive(String key) {
              return super.timeToLive(key)
                  .thenApply(
                      left ->
                          left instanceof TimeToLive.Unlimited ? new TimeToLive.Missing() : left);
            }
          }),
  COUNTS_WHAT_IT_WAS_ASKED_FOR(
      "P12_deleteCountsTheKeysThatExisted",
      "`delete`: answers 3 where two of three keys existed.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<Long> delete(Collection<String> keys) {
              return super.delete(keys).thenApply(deleted -> (long) keys.size());
            }
          }),
  SCANS_WITHOUT_A_STAR(
      "P16_globCharactersInAPrefixMatchThemselvesOnly",
      "`scan`: finds 1 of the two keys with the prefix, and 0 others: only the cursor 0 is the end,"
          + " and the pattern is that of `ScanPattern`.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
              return super.scan(prefix, cursor, count)
                  .thenApply(
                      page ->
                          new ScanPage(
                              page.keys().stream().filter(prefix::equals).toList(), page.next()));
            }
          }),
  EVALUATES_BY_DIGEST_ALONE(
      "P17_everyScriptSurvivesScriptFlush",
      "`eval`: has no way back where the server has forgotten the script: after `NOSCRIPT` send"
          + " `EVAL` with the source (`Fallback.whenRefused`).",
      FirstCauseSaboteur::byDigestAlone),

  THROWS_WHERE_IT_GETS("get"),
  THROWS_WHERE_IT_GETS_AND_EXPIRES("getAndExpire"),
  THROWS_WHERE_IT_GETS_MANY("multiGet"),
  THROWS_WHERE_IT_SETS("set"),
  THROWS_WHERE_IT_EXPIRES("expire"),
  THROWS_WHERE_IT_ASKS_A_TTL("timeToLive"),
  THROWS_WHERE_IT_DELETES("delete"),
  THROWS_WHERE_IT_SCANS("scan"),
  THROWS_WHERE_IT_EVALUATES("eval"),

  CALLS_A_TIMEOUT_UNREACHABLE(
      "P18_P19_everyMethodWaitsForASlowReplyIsSentOnceAndReportsSilence",
      "`get`, `getAndExpire`, `multiGet`, `set`, `expire`, `timeToLive`, `delete`, `scan`, `eval`,"
          + " `compareAndSet`, `compareAndDelete`: tells a timeout as a"
          + " `RedisUnreachableException`, which must be a `RedisTimeoutException`.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public <T> CompletionStage<T> through(CompletionStage<T> stage) {
              return stage.exceptionallyCompose(
                  failure ->
                      CompletableFuture.failedFuture(
                          StageFailure.cause(failure) instanceof RedisTimeoutException late
                              ? new RedisUnreachableException("Away", late)
                              : StageFailure.cause(failure)));
            }
          }),
  GETS_WITHOUT_THE_PREFIX(
      "P23_aPrefixInTheClientIsTransparent",
      "`get`: where the client has a key prefix, does not find the value that is under the key in"
          + " UTF-8.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            public CompletionStage<Optional<byte[]>> get(String key) {
              return new RespRedisCommands(client.withPrefix("")).get(key);
            }
          }),
  ANSWERS_NULL_FOR_NOTHING(
      "P1_getOfAMissingKeyIsEmpty",
      "`get`: answers null: what is missing is an empty `Optional`.",
      (sound, client) ->
          new ForwardingPort(sound) {
            @Override
            @SuppressWarnings("NullAway") // which is the mistake
            public CompletionStage<Optional<byte[]>> get(String key) {
              return super.get(key).thenApply(value -> value.isPresent() ? value : null);
            }
          }),

  NOTHING_THAT_ANY_METHOD_SHOWS(
      "P28_theClientIsWholeAfterHundredsOfBadArguments",
      "",
      UnexpectedFailures::losesAConnectionAtEachBadArgument);

  private final String test;
  private final String cause;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final BiFunction<RedisCommands, RespClient, RedisCommands> sabotage;

  FirstCauseSaboteur(
      String test, String cause, BiFunction<RedisCommands, RespClient, RedisCommands> sabotage) {
    this.test = test;
    this.cause = cause;
    this.sabotage = sabotage;
  }

  FirstCauseSaboteur(String thrower) {
    this(
        "P18_everyMethodReportsARefusalByTypeAndCause",
        "`%s`: throws its failure (RedisRefusedException) out of the call: it must return a stage that fails with it."
            .formatted(thrower),
        (sound, client) -> ThrowingPort.of(thrower, sound));
  }

  private static RedisCommands byDigestAlone(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<Object> words = new ArrayList<>(List.of("EVALSHA", script.sha1(), keys.size()));
        keys.forEach(key -> words.add(client.prefix() + key));
        words.addAll(arguments);
        try {
          return done(
              ((List<?>) client.call(words.toArray())).stream().map(byte[].class::cast).toList());
        } catch (ErrorReply e) {
          return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
        }
      }
    };
  }

  @Override
  public String test() {
    return test;
  }

  /** What the report's first line names as the cause. */
  public String cause() {
    return cause;
  }

  @Override
  public Class<?> kit() {
    return FirstCauseOnServer.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient client) {
    return sabotage.apply(sound, client);
  }
}
