package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.RedisRefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading many keys where a server or a proxy has no command for it. */
class ManyReadsTest {

  private static final List<String> KEYS = List.of("a", "b", "c");
  private static final byte[] VALUE = "value".getBytes(UTF_8);

  private final RedisRefusedException refused = new RedisRefusedException("Forbidden", null);
  private final ScriptedClient client = new ScriptedClient();
  private final ClientCommands<String> commands =
      new ClientCommands<>(client, Duration.ofSeconds(1)) {};

  @Test
  void P26_keysAreReadOneByOneAndMgetIsNotAskedForAgain() {
    RedisRefusedException list = new RedisRefusedException("WRONGTYPE a list", null);
    client.answers(refused, VALUE, null, list);

    assertThat(commands.multiGet(KEYS).toCompletableFuture().join())
        .containsExactly(Optional.of(VALUE), Optional.empty(), Optional.empty());

    client.answers(null, null, null);
    assertThat(commands.multiGet(KEYS)).isCompleted();
    assertThat(client.names()).containsExactly("MGET", "GET", "GET", "GET", "GET", "GET", "GET");
  }

  @Test
  void aServerThatHasItIsAskedByOneCommand() {
    client.answers(Arrays.asList(VALUE, null, null));

    assertThat(commands.multiGet(KEYS).toCompletableFuture().join())
        .containsExactly(Optional.of(VALUE), Optional.empty(), Optional.empty());
    assertThat(client.names()).containsExactly("MGET");
  }
}
