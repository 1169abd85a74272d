package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.ExpiredSessions;
import io.cloakroom.session.RedisSessionStore;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Only {@link ExpiredSessions#close} ends the thread that looks for expired sessions. */
class SweeperThreadTest {

  private final Set<Thread> before = sweepers();
  private final ExpiredSessions sweeper =
      RedisSessionStore.builder(InMemoryRedisCommands.create())
          .expiredEvents(true)
          .sweepInterval(Duration.ofDays(1))
          .build()
          .expiredSessions(event -> {})
          .orElseThrow();

  @AfterEach
  void close() {
    sweeper.close();
  }

  @Test
  void anInterruptDoesNotEndIt() throws Exception {
    Thread thread = started();

    for (int i = 0; i < 3; i++) {
      thread.interrupt();
      thread.join(50);
      assertThat(thread.isAlive()).isTrue();
    }
  }

  @Test
  void closingEndsIt() throws Exception {
    Thread thread = started();

    sweeper.close();

    thread.join(Duration.ofSeconds(15).toMillis());
    assertThat(thread.isAlive()).isFalse();
  }

  private Thread started() {
    sweeper.start();
    Set<Thread> now = sweepers();
    now.removeAll(before);
    assertThat(now).hasSize(1);
    return now.iterator().next();
  }

  private static Set<Thread> sweepers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cloakroom-expired-sessions"))
        .collect(Collectors.toSet());
  }
}
