package io.cloakroom.tck.port;

import static io.cloakroom.tck.port.EveryMethod.COMPARE_AND_SET;
import static io.cloakroom.tck.port.EveryMethod.EVAL;
import static io.cloakroom.tck.port.EveryMethod.GET_AND_EXPIRE;
import static io.cloakroom.tck.port.EveryMethod.SCAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.fault.Refuser;
import io.cloakroom.tck.port.probe.Seen;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * P18 and P26: where the server lacks a command, a call goes on with others, each of which may fail
 * as a single one does.
 */
interface LaterCommandClauses extends PortClauses {

  /** Ends what waits for a reply. */
  int LONGEST_SECONDS = 30;

  /**
   * A command that a call goes on with.
   *
   * @param name of the command; a client may go on with another one, to which nothing happens
   * @param last whether no other command does the same where this one is refused
   */
  record Later(EveryMethod method, String name, boolean last) {

    static final List<Later> ALL =
        List.of(
            new Later(GET_AND_EXPIRE, "EVAL", false),
            new Later(GET_AND_EXPIRE, "PEXPIRE", true),
            new Later(SCAN, "SCAN", true),
            new Later(SCAN, "TYPE", true),
            new Later(EVAL, "EVAL", true),
            new Later(COMPARE_AND_SET, "EVAL", true));

    String key() {
      return "later-" + method + "-" + name;
    }

    boolean is(List<String> command) {
      return command.get(0).equalsIgnoreCase(name)
          && command.stream().anyMatch(word -> word.replace("\\", "").contains(key()));
    }
  }

  @Test
  default void P18_P26_aCommandThatACallGoesOnWithFailsAsASingleOneDoes() throws Exception {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.FALLBACKS);
    port()
        .behindAProxy(
            (proxy, commands) -> {
              Map<Later, String> undisturbed = new HashMap<>();
              for (Later later : Later.ALL) {
                port().answer(commands.set(later.key(), EveryMethod.VALUE, SetOptions.always()));
                undisturbed.put(later, shown(answer(commands, later)));
              }
              assertAllFailAs(
                  RedisRefusedException.class,
                  () -> "-ERR not today",
                  proxy,
                  commands,
                  undisturbed);
              assertAllFailAs(
                  RedisUnreachableException.class,
                  () -> "-LOADING Redis is loading",
                  proxy,
                  commands,
                  undisturbed);
              CountDownLatch over = new CountDownLatch(1);
              try {
                assertAllFailAs(
                    RedisTimeoutException.class,
                    () -> afterwards(over, Duration.ofSeconds(LONGEST_SECONDS), "-ERR too late"),
                    proxy,
                    commands,
                    undisturbed);
              } finally {
                over.countDown();
              }
              proxy.pass();
              Recovery.await(commands, port().timeout());
              for (Later later : Later.ALL) {
                assertThat(shown(answer(commands, later))).isEqualTo(undisturbed.get(later));
              }
            });
  }

  /** Redis will carry it out, although what came over its connection since was for another. */
  @Test
  default void P18_aCommandThatWasSentBehindASlowOneIsATimeout() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    port()
        .behindAProxy(
            (proxy, commands) -> {
              port().answer(commands.get("connected"));
              proxy.reply(
                  command -> {
                    String words = String.join(" ", command);
                    if (words.contains("slow")) {
                      slow.countDown();
                      afterwards(over, port().timeout().multipliedBy(3).dividedBy(5), "");
                      return Optional.of("$-1\r\n");
                    }
                    return words.contains("behind")
                        ? Optional.of(
                            afterwards(over, Duration.ofSeconds(LONGEST_SECONDS), "+OK\r\n"))
                        : Optional.empty();
                  });
              try {
                CompletionStage<Optional<byte[]>> first = commands.get("slow");
                assertThat(slow.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
                CompletionStage<Object> second =
                    commands
                        .set("behind", EveryMethod.VALUE, SetOptions.always())
                        .handle((set, failed) -> failed == null ? set : StageFailure.cause(failed));

                assertThat(port().answer(first)).isEmpty();
                assertThat(port().answer(second)).isInstanceOf(RedisTimeoutException.class);
              } finally {
                over.countDown();
              }
            });
  }

  /** All at once, since each may take a whole timeout. */
  private void assertAllFailAs(
      Class<? extends RedisCommandException> type,
      Supplier<String> fault,
      FaultyProxy proxy,
      RedisCommands commands,
      Map<Later, String> undisturbed)
      throws Exception {
    Set<Later> met = ConcurrentHashMap.newKeySet();
    proxy.reply(
        command ->
            refusal(command)
                .or(
                    () ->
                        Later.ALL.stream()
                            .filter(later -> later.is(command))
                            .findFirst()
                            .map(
                                later -> {
                                  met.add(later);
                                  return fault.get() + "\r\n";
                                })));
    ConcurrentTasks.run(
        Later.ALL.stream()
            .<Callable<Later>>map(
                later ->
                    () -> {
                      Object outcome = outcome(commands, later);
                      if (!type.isInstance(outcome)) {
                        boolean mayGoOn = type == RedisRefusedException.class && !later.last;
                        assertThat(mayGoOn || !met.contains(later))
                            .as("%s goes on, or sends no %s: %s", later.method, later.name, outcome)
                            .isTrue();
                        assertThat(shown(outcome))
                            .as("what %s answers without %s", later.method, later.name)
                            .isEqualTo(undisturbed.get(later));
                      }
                      return later;
                    })
            .toList());
  }

  private static String afterwards(CountDownLatch over, Duration most, String reply) {
    try {
      boolean unused = over.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return reply;
  }

  private Object answer(RedisCommands commands, Later later) {
    return port().answer(later.method().call(commands, later.key()));
  }

  /** What a call answers or fails with. */
  private Object outcome(RedisCommands commands, Later later) {
    return port()
        .answer(
            later
                .method
                .call(commands, later.key())
                .<Object>handle(
                    (answer, failed) -> failed == null ? answer : StageFailure.cause(failed)));
  }

  /** An answer without what differs from call to call. */
  private static String shown(Object answer) {
    if (answer instanceof ScanPage page) {
      return page.keys().toString();
    }
    if (answer instanceof byte[] bytes) {
      return new String(bytes, UTF_8);
    }
    if (answer instanceof Optional<?> found) {
      return found.map(LaterCommandClauses::shown).orElse("none");
    }
    return answer instanceof List<?> list
        ? list.stream().findFirst().map(LaterCommandClauses::shown).orElse("none")
        : answer.getClass().getSimpleName();
  }

  /** As a server before 6.2 has it, behind a proxy that knows no digests. */
  private static Optional<String> refusal(List<String> command) {
    Seen seen = new Seen();
    return seen.answer(command, Seen.OPTIONAL, Refuser.REDIS_6).map(words -> "-" + words + "\r\n");
  }
}
