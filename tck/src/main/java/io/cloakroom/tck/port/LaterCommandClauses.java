package io.cloakroom.tck.port;

import static io.cloakroom.tck.port.EveryMethod.COMPARE_AND_SET;
import static io.cloakroom.tck.port.EveryMethod.EVAL;
import static io.cloakroom.tck.port.EveryMethod.GET_AND_EXPIRE;
import static io.cloakroom.tck.port.EveryMethod.SCAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.ConcurrentTasks;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.fault.Refuser;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
   */
  record Later(EveryMethod method, String name) {

    static final List<Later> ALL =
        List.of(
            new Later(GET_AND_EXPIRE, "EVAL"),
            new Later(GET_AND_EXPIRE, "PEXPIRE"),
            new Later(SCAN, "SCAN"),
            new Later(SCAN, "TYPE"),
            new Later(EVAL, "EVAL"),
            new Later(COMPARE_AND_SET, "EVAL"));

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
              for (Later later : Later.ALL) {
                port().answer(commands.set(later.key(), EveryMethod.VALUE, SetOptions.always()));
              }
              for (Later later : Later.ALL) {
                proxy.reply(command -> reply(later, command, "-ERR not today\r\n"));
                assertFailsAs(RedisRefusedException.class, commands, later, "is refused");
                proxy.reply(command -> reply(later, command, "-LOADING Redis is loading\r\n"));
                assertFailsAs(RedisUnreachableException.class, commands, later, "has to wait");
              }
              assertSilenceIsATimeout(proxy, commands);
              proxy.pass();
              Recovery.await(commands, port().timeout());
              for (Later later : Later.ALL) {
                assertThat(port().answer(later.method().call(commands, later.key()))).isNotNull();
              }
            });
  }

  /** All at once, since each takes a whole timeout. */
  private void assertSilenceIsATimeout(FaultyProxy proxy, RedisCommands commands) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    proxy.reply(
        command -> {
          if (Later.ALL.stream().anyMatch(later -> later.is(command))) {
            awaitEnd(over);
          }
          return refusal(command);
        });
    try {
      ConcurrentTasks.run(
          Later.ALL.stream()
              .<Callable<Optional<Throwable>>>map(
                  later ->
                      () ->
                          assertFailsAs(
                              RedisTimeoutException.class, commands, later, "is not answered"))
              .toList());
    } finally {
      over.countDown();
    }
  }

  private static void awaitEnd(CountDownLatch over) {
    try {
      boolean unused = over.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A call that went on with another command has succeeded. */
  private Optional<Throwable> assertFailsAs(
      Class<? extends RedisCommandException> type,
      RedisCommands commands,
      Later later,
      String what) {
    Optional<Throwable> failure =
        port()
            .answer(
                later
                    .method()
                    .call(commands, later.key())
                    .handle((answer, failed) -> Optional.ofNullable(failed)))
            .map(StageFailure::cause);
    assertThat(failure)
        .as("what %s fails with, whose %s %s", later.method(), later.name(), what)
        .satisfiesAnyOf(
            none -> assertThat(none).isEmpty(), some -> assertThat(some).containsInstanceOf(type));
    return failure;
  }

  private static Optional<String> reply(Later later, List<String> command, String fault) {
    return later.is(command) && refusal(command).isEmpty() ? Optional.of(fault) : refusal(command);
  }

  /** As a server before 6.2 has it, behind a proxy that knows no digests. */
  private static Optional<String> refusal(List<String> command) {
    Seen seen = new Seen();
    return seen.answer(command, Seen.OPTIONAL, Refuser.REDIS_6).map(words -> "-" + words + "\r\n");
  }
}
