package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.util.PrefixedKeyArgumentPreProcessor;
import redis.embedded.RedisServer;

class JedisClusterTest {

  private static final Servers SERVERS = new Servers();
  private static List<RedisServer> masters;

  private RedisClusterClient client;
  private RedisCommands commands;

  @BeforeAll
  static void start(@TempDir Path directory) {
    masters = SERVERS.startCluster(3, directory);
  }

  @AfterAll
  static void stop() {
    SERVERS.close();
  }

  @BeforeEach
  void connect() {
    client = RedisClusterClient.create(Servers.address(masters.get(0)));
    client.flushAll();
    commands = JedisCommands.of(client);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void P14_aScanGoesThroughEveryMaster() {
    List<String> keys = write(commands, 300);

    assertThat(scan(commands, "sess:")).hasSameElementsAs(keys);
    assertThat(scan(commands, "")).hasSameElementsAs(keys);
  }

  @Test
  void P23_aPrefixOfTheClientGoesUnnoticedOnEverySlot() {
    write(commands, 20);
    try (RedisClusterClient prefixed =
        RedisClusterClient.builder()
            .nodes(Set.of(Servers.address(masters.get(0))))
            .clientConfig(
                DefaultJedisClientConfig.builder()
                    .commandKeyArgumentPreProcessor(new PrefixedKeyArgumentPreProcessor("app*:"))
                    .build())
            .build()) {
      RedisCommands its = JedisCommands.of(prefixed);
      List<String> keys = write(its, 100);

      assertThat(scan(its, "sess:")).hasSameElementsAs(keys);
      assertThat(client.get("app*:" + keys.get(0))).isEqualTo(keys.get(0));
      assertThat(await(its.multiGet(keys))).extracting(found -> text(found)).isEqualTo(keys);
      assertThat(await(its.delete(keys))).isEqualTo(100);
    }
  }

  @Test
  void P12_P13_keysOnManySlotsKeepTheirOrderAndAreDeleted() {
    List<String> keys = new ArrayList<>(write(commands, 50));
    keys.add(25, "missing");
    keys.add(keys.get(3));
    client.lpush("list", "element");
    keys.add("list");

    assertThat(await(commands.multiGet(keys)))
        .extracting(found -> text(found))
        .containsExactlyElementsOf(
            keys.stream()
                .map(key -> key.equals("missing") || key.equals("list") ? "" : key)
                .toList());
    assertThat(await(commands.delete(keys))).isEqualTo(51);
  }

  @Test
  void P17_aScriptIsSentToAMasterThatDoesNotKnowIt() {
    for (String key : write(commands, 20)) {
      assertThat(
              await(
                  commands.eval(
                      RedisScript.GET_AND_EXPIRE, List.of(key), List.of("60000".getBytes(UTF_8)))))
          .singleElement()
          .isEqualTo(key.getBytes(UTF_8));
    }
  }

  @Test
  void P22_aMasterThatIsGoneInTheMiddleOfAScanIsUnreachable(@TempDir Path directory)
      throws IOException {
    try (Servers mortals = new Servers()) {
      List<RedisServer> cluster = mortals.startCluster(3, directory);
      try (RedisClusterClient its = RedisClusterClient.create(Servers.address(cluster.get(0)))) {
        RedisCommands commandsOfIt = JedisCommands.of(its);
        write(commandsOfIt, 300);
        ScanPage first = await(commandsOfIt.scan("sess:", ScanCursor.START, 10));

        cluster.get(2).stop();
        assertThatThrownBy(() -> scan(commandsOfIt, "sess:", first.next()))
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(RedisUnreachableException.class);
      }
    }
  }

  @Test
  @SuppressWarnings("deprecation") // what it is about
  void refusesAJedisCluster() {
    try (JedisCluster old = new JedisCluster(Servers.address(masters.get(0)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JedisCommands.of(old))
          .withMessageContaining("RedisClusterClient");
    }
  }

  /** Values that are the same as their keys. */
  private static List<String> write(RedisCommands commands, int count) {
    List<String> keys = IntStream.range(0, count).mapToObj(i -> "sess:" + i).toList();
    keys.forEach(key -> await(commands.set(key, key.getBytes(UTF_8), SetOptions.always())));
    return keys;
  }

  private static List<String> scan(RedisCommands commands, String prefix) {
    return scan(commands, prefix, Optional.of(ScanCursor.START));
  }

  private static List<String> scan(
      RedisCommands commands, String prefix, Optional<ScanCursor> from) {
    List<String> found = new ArrayList<>();
    Optional<ScanCursor> cursor = from;
    while (cursor.isPresent()) {
      ScanPage page = await(commands.scan(prefix, cursor.get(), 10));
      found.addAll(page.keys());
      cursor = page.next();
    }
    return found;
  }

  private static String text(Optional<byte[]> value) {
    return value.map(bytes -> new String(bytes, UTF_8)).orElse("");
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
