package io.cloakroom.lettuce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A write whose reply is cut off: Lettuce connects again and sends it again, and the second reply
 * tells what the write has found of itself. It must not be taken for an answer.
 */
class SendOnceTest {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final byte[] OLD = "old".getBytes(UTF_8);
  private static final byte[] NEW = "new".getBytes(UTF_8);

  private final RedisServer server = RedisServers.start();
  private final FaultyProxy proxy = FaultyProxy.before(server.uri());
  private final RedisClient client = RedisClient.create(address());
  private final StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC);
  private final LettuceCommands commands =
      LettuceCommands.of(connection, CODEC, Duration.ofSeconds(5));

  @AfterEach
  void stop() {
    KitClients.shutDown(client);
    proxy.close();
    server.close();
  }

  @Test
  void P21_aSetIfAbsentThatFindsItsOwnValueIsNotReportedAsSecond() {
    assertUnknown("set", () -> commands.set("key", NEW, SetOptions.ifAbsent()));

    assertThat(stored()).isEqualTo(NEW);
  }

  @Test
  void P21_aDeleteThatFindsNothingAfterALostReplyIsNotReportedAsMissing() {
    await(commands.set("key", OLD, SetOptions.always()));

    assertUnknown("del", () -> commands.delete(List.of("key")));

    assertThat(stored()).isNull();
  }

  @Test
  void P21_aCompareAndSetThatFindsItsOwnValueIsNoConflict() {
    await(commands.set("key", OLD, SetOptions.always()));
    await(compareAndSet(OLD, OLD)); // so that the server knows the script

    assertUnknown("evalsha", () -> compareAndSet(OLD, NEW));

    assertThat(stored()).isEqualTo(NEW);
  }

  private CompletionStage<CompareAndSet.Outcome> compareAndSet(byte[] expected, byte[] value) {
    return CompareAndSet.run(commands, "key", expected, value, Optional.empty());
  }

  private interface Write {
    CompletionStage<?> send();
  }

  /** That it fails as one of which nobody knows, although the server has answered it twice. */
  private void assertUnknown(String command, Write write) {
    long before = calls(command);
    proxy.cutOnceAfter(0);

    assertThatThrownBy(() -> await(write.send()))
        .hasCauseInstanceOf(RedisUnreachableException.class)
        .hasMessageContaining("whether the command was carried out is unknown");

    assertThat(calls(command) - before).as("times that %s was sent", command).isEqualTo(2);
  }

  private long calls(String command) {
    Pattern calls = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)");
    Matcher found = calls.matcher(onServer(raw -> raw.text("INFO", "commandstats")));
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private Object stored() {
    return onServer(raw -> raw.call("GET", "key"));
  }

  private <T> T onServer(Function<RawRedis, T> question) {
    try (RawRedis raw = server.raw()) {
      return question.apply(raw);
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, SECONDS).join();
  }

  private RedisURI address() {
    RedisURI address = RedisURI.create(proxy.uri());
    address.setTimeout(Duration.ofSeconds(5));
    return address;
  }
}
