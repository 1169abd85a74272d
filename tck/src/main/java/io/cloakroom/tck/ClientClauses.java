package io.cloakroom.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P20 and P23: the client belongs to the user, and is configured by them. */
interface ClientClauses extends PortClauses {

  byte[] STORED = "value".getBytes(UTF_8);

  @Test
  default void P20_aClientThatWasHandedInIsNeverClosed() throws Exception {
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start()) {
      HandedInClient client =
          port().hooks().handIn(server.uri()).orElseThrow(Capability.HANDED_IN_CLIENT::notClaimed);
      try {
        port().answer(client.commands().get("key"));
        server.kill();
        port().failure(client.commands().get("key"));
        server.start();
        Recovery.await(client.commands(), port().timeout());
        if (client.commands() instanceof AutoCloseable closeable) {
          closeable.close();
        }

        assertThat(client.works().getAsBoolean()).isTrue();
      } finally {
        client.close().run();
      }
    }
  }

  @Test
  default void P23_aPrefixInTheClientIsTransparent() throws Exception {
    port().needs(Capability.SERVER);
    String prefix = port().key("in-the-client:");
    RedisCommands commands =
        port()
            .hooks()
            .connectWithPrefix(port().redis().uri(), prefix)
            .orElseThrow(Capability.CLIENT_PREFIX::notClaimed);
    try {
      goesIntoThePrefix(commands, prefix);
      comesOutWithoutIt(commands, prefix);
    } finally {
      port().hooks().disconnect(commands);
    }
  }

  private void goesIntoThePrefix(RedisCommands commands, String prefix) {
    Duration ttl = Duration.ofHours(1);
    port().answer(commands.set("k", STORED, SetOptions.always()));
    assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().answer(commands.expire("k", ttl))).isTrue();
    assertThat(port().ttl(prefix + "k")).isInstanceOf(TimeToLive.Remaining.class);
    if (!port().hooks().notClaimed().contains(Capability.SCRIPTS)) {
      port().answer(CompareAndSet.run(commands, "k", STORED, STORED, Optional.empty()));
      assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Unlimited());
    }
    port().answer(commands.getAndExpire("k", ttl));
    assertThat(port().ttl(prefix + "k")).isInstanceOf(TimeToLive.Remaining.class);
  }

  private void comesOutWithoutIt(RedisCommands commands, String prefix) {
    port().redis().putForeign(prefix + "list");
    port().redis().fill(prefix + "other:", 1);
    assertThat(port().answer(commands.timeToLive("k"))).isInstanceOf(TimeToLive.Remaining.class);
    assertThat(port().answer(commands.get("k"))).contains(STORED);
    assertThat(port().answer(commands.multiGet(List.of("k"))).get(0)).contains(STORED);
    assertThat(port().scan(commands, "k", 1000)).containsOnly("k");
    assertThat(port().scan(commands, "", 1000)).containsOnly("k", "other:0");
    assertThat(port().answer(commands.delete(List.of("k")))).isEqualTo(1);
    assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Missing());
  }
}
