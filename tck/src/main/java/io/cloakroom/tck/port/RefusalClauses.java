package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.fault.Refuser;
import io.cloakroom.tck.port.probe.Seen;
import io.cloakroom.tck.servers.CommandStats;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P26: servers and proxies that do not take every command, and say so in words of their own. */
interface RefusalClauses extends PortClauses {

  Duration SHORT = Duration.ofMinutes(1);
  Duration LONGER = Duration.ofHours(1);

  int STRINGS = 6;

  int FOREIGN = 80;

  /** More than a client has open. */
  int CONNECTIONS = 100;

  /** In seconds or in milliseconds since 1970. */
  Pattern A_TIME = Pattern.compile("[1-9][0-9]{9,}");

  @Test
  default void P26_aServerThatRefusesACommandInItsOwnWordsIsAskedOnceAndReadByOneCommand()
      throws Exception {
    for (Refuser refuser : Refuser.values()) {
      behindARefusing(
          refuser,
          Seen.OPTIONAL,
          (commands, seen) -> {
            useEverything(commands);
            assertThat(seen.refused())
                .as("%s, of %s", refuser, seen.commands())
                .contains("GETEX", "EVALSHA", "SCAN TYPE")
                .doesNotHaveDuplicates();

            int before = seen.naming("present");
            assertThat(port().answer(commands.getAndExpire("present", SHORT)))
                .contains(new byte[0]);
            assertThat(seen.naming("present") - before).as("commands for one read").isEqualTo(1);
            EveryMethodCalls.onItsThread(() -> useEverything(commands)).join();
            assertThat(seen.refused())
                .as("asked again: %s", seen.commands())
                .doesNotHaveDuplicates();
          });
    }
  }

  /** What fails for another reason than the command's name says nothing about the server. */
  @Test
  default void P26_everyMethodIsOneCommandAlsoAfterFailuresOfOtherKinds() throws Exception {
    port()
        .behindAProxy(
            (proxy, commands) -> {
              for (EveryMethod method : EveryMethod.values()) {
                port().answer(method.call(commands, "warm-up"));
              }
              proxy.answer("ERR not today");
              new EveryMethodCalls(port()).failures(commands);
              Seen seen = new Seen();
              proxy.refuse(command -> seen.answer(command, Set.of(), Refuser.REDIS_6));
              for (EveryMethod method : EveryMethod.values()) {
                if (method.isScript() && !port().client().claims(Capability.SCRIPTS)) {
                  continue;
                }
                CommandStats all = sent(commands, method, seen);
                CommandStats sent = all.meant();
                assertThat(sent.total()).as("commands of %s: %s", method, sent).isEqualTo(1);
                assertThat(sent.of("eval"))
                    .as("%s travels by its digest: %s", method, sent)
                    .isZero();
                for (int i = 1; i < CONNECTIONS && all.total() > 1; i++) { // one may be new
                  all = sent(commands, method, seen);
                }
                assertThat(all.total())
                    .as("commands of %s, with what a connection says for itself: %s", method, all)
                    .isEqualTo(1);
              }
            });
  }

  private CommandStats sent(RedisCommands commands, EveryMethod method, Seen seen) {
    port().answer(commands.set("one", EveryMethod.VALUE, SetOptions.always()));
    CommandStats before = seen.stats();
    port().answer(method.call(commands, "one"));
    return seen.stats().since(before);
  }

  @Test
  default void P26_whereScriptsAreRefusedAsWellReadsAreRightAndTheRestSaysThatItIsScripts()
      throws Exception {
    for (Refuser refuser : List.of(Refuser.ENVOY, Refuser.GARNET, Refuser.TAIR)) {
      behindARefusing(
          refuser,
          Set.of("GETEX", "EVALSHA", "EVAL", "SET IFEQ"),
          (commands, seen) -> {
            for (int again = 0; again < 2; again++) {
              assertThat(port().answer(commands.getAndExpire("present", LONGER)))
                  .contains(new byte[0]);
              assertThatItLives(commands, SHORT);
              assertThat(port().answer(commands.getAndExpire("missing", LONGER))).isEmpty();
              assertThat(seen.refused())
                  .as("%s, of %s", refuser, seen.commands())
                  .doesNotHaveDuplicates();
            }
            assertThat(
                    port()
                        .failure(
                            commands.compareAndSet(
                                "present", new byte[0], new byte[0], Optional.empty())))
                .isInstanceOfSatisfying(
                    RedisRefusedException.class,
                    refused -> assertThat(refused.isAboutCommand()).isTrue())
                .hasMessageContaining(refuser.words(List.of("", "")).substring(0, 5));
            assertThat(port().answer(commands.get("present"))).contains(new byte[0]);
          });
    }
  }

  /** Most pages are of other types only, and some of strings only. */
  @Test
  default void P14_aScanFindsEveryStringWhereTypesCannotBeAskedFor() throws Exception {
    behindARefusing(
        Refuser.REDIS_BEFORE_AN_OPTION,
        Set.of("SCAN TYPE"),
        (commands, seen) -> {
          List<String> strings = IntStream.range(0, STRINGS).mapToObj(i -> "mixed:s" + i).toList();
          for (String key : strings) {
            port().answer(commands.set(key, new byte[1], SetOptions.always()));
          }
          for (int count : List.of(2, 1_000)) {
            assertThat(port().scan(commands, "mixed:", count))
                .as("what a scan finds that looks at %s keys at a time", count)
                .containsOnly(strings.toArray(String[]::new));
          }
        });
  }

  /** The server's clock and the client's are not the same. */
  @Test
  default void P8_aTtlIsSentAsWhatIsLeftAndNotAsATime() throws Exception {
    for (Set<String> unknown : List.of(Set.<String>of(), Seen.OPTIONAL)) {
      if (unknown.isEmpty() || port().client().claims(Capability.FALLBACKS)) {
        behindARefusing(
            Refuser.REDIS_6,
            unknown,
            (commands, seen) -> {
              for (EveryMethod method : EveryMethod.values()) {
                port().answer(commands.set("timed", EveryMethod.VALUE, SetOptions.always()));
                port().answer(method.call(commands, "timed"));
              }
              assertThat(seen.commands())
                  .filteredOn(command -> command.contains("timed"))
                  .as("commands with a time in place of a TTL of a minute")
                  .noneMatch(command -> command.stream().anyMatch(A_TIME.asMatchPredicate()));
              assertThat(seen.commands())
                  .extracting(command -> command.get(0).toUpperCase(Locale.ROOT))
                  .as("commands that ask for a time in place of what is left")
                  .doesNotContain("TIME", "EXPIRETIME", "PEXPIRETIME");
            });
      }
    }
  }

  /** Something to do over a client to whom some commands are refused. */
  interface RefusalTest {
    void run(RedisCommands commands, Seen seen) throws Exception;
  }

  private void behindARefusing(Refuser refuser, Set<String> unknown, RefusalTest test)
      throws Exception {
    port().needs(Capability.SCRIPTS);
    if (!unknown.isEmpty()) {
      port().needs(Capability.FALLBACKS);
    }
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        RawRedis raw = server.raw();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      Seen seen = new Seen();
      raw.call("RPUSH", "presents", "a list");
      if (unknown.equals(Set.of("SCAN TYPE"))) {
        putOtherTypes(raw);
      }
      proxy.refuse(command -> seen.answer(command, unknown, refuser));
      RedisCommands commands = port().client().connect(proxy.uri());
      try {
        port().answer(commands.set("present", new byte[0], SetOptions.always()));
        test.run(commands, seen);
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  private static void putOtherTypes(RawRedis raw) {
    for (int i = 0; i < FOREIGN; i += 4) {
      raw.call("RPUSH", "mixed:l" + i, "an element");
      raw.call("SADD", "mixed:m" + i, "a member");
      raw.call("ZADD", "mixed:z" + i, "1", "a member");
      raw.call("HSET", "mixed:h" + i, "a field", "a value");
    }
  }

  private boolean useEverything(RedisCommands commands) {
    assertThat(port().answer(commands.getAndExpire("present", LONGER))).contains(new byte[0]);
    assertThatItLives(commands, SHORT);
    assertThat(port().answer(commands.getAndExpire("missing", LONGER))).isEmpty();
    assertThat(
            port()
                .answer(
                    commands.compareAndSet(
                        "present", new byte[0], new byte[0], Optional.of(LONGER))))
        .isInstanceOf(CompareAndSet.Applied.class);
    assertThat(
            port()
                .answer(
                    commands.compareAndSet(
                        "present", "another".getBytes(UTF_8), new byte[0], Optional.empty())))
        .isInstanceOf(CompareAndSet.Conflict.class);
    assertThat(port().scan(commands, "present", 100)).containsExactly("present");
    return true;
  }

  private void assertThatItLives(RedisCommands commands, Duration longerThan) {
    assertThat(port().answer(commands.timeToLive("present")))
        .isInstanceOfSatisfying(
            TimeToLive.Remaining.class,
            left -> assertThat(left.duration()).isGreaterThan(longerThan));
  }
}
