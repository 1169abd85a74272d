package io.cloakroom.benchmarks.comparison;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.benchmarks.TypicalSession;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.SetParams;

/** The pages of Javalin's with sessions as people write them themselves. */
final class HandWrittenPages {

  private static final long DAY_MILLIS = 86_400_000;
  private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();
  private final HandSignedCookie cookie;

  HandWrittenPages(String secret) {
    this.cookie = HandSignedCookie.with(secret);
  }

  void overJedis(URI redis, JavalinConfig config) {
    redis.clients.jedis.RedisClient client = StoreContenders.client(redis);
    config.routes.get(
        "/begin",
        ctx -> client.set(cookie.begin(ctx), bytes(TypicalSession.attributes(1)), px(DAY_MILLIS)));
    config.routes.get(
        "/read",
        ctx -> {
          GetExParams ttl = GetExParams.getExParams().px(DAY_MILLIS);
          show(ctx, content(client.getEx(cookie.keyOf(ctx), ttl)));
        });
    config.routes.get(
        "/write",
        ctx -> {
          byte[] key = cookie.keyOf(ctx);
          GetExParams ttl = GetExParams.getExParams().px(DAY_MILLIS);
          client.set(key, changed(content(client.getEx(key, ttl))), px(DAY_MILLIS));
          ctx.result("written");
        });
  }

  void overLettuce(URI redis, JavalinConfig config) {
    RedisAsyncCommands<byte[], byte[]> commands =
        RedisClient.create(redis.toString()).connect(ByteArrayCodec.INSTANCE).async();
    config.routes.get(
        "/begin",
        ctx -> {
          byte[] key = cookie.begin(ctx);
          byte[] value = bytes(TypicalSession.attributes(1));
          ctx.future(
              () -> commands.set(key, value, SetArgs.Builder.px(DAY_MILLIS)).toCompletableFuture());
        });
    config.routes.get(
        "/read",
        ctx -> {
          byte[] key = cookie.keyOf(ctx);
          ctx.future(() -> read(commands, key).thenAccept(content -> show(ctx, content)));
        });
    config.routes.get(
        "/write",
        ctx -> {
          byte[] key = cookie.keyOf(ctx);
          ctx.future(
              () ->
                  read(commands, key)
                      .thenCompose(
                          content ->
                              commands.set(key, changed(content), SetArgs.Builder.px(DAY_MILLIS)))
                      .thenAccept(done -> ctx.result("written")));
        });
  }

  private CompletableFuture<Map<String, Object>> read(
      RedisAsyncCommands<byte[], byte[]> commands, byte[] key) {
    return commands
        .getex(key, GetExArgs.Builder.px(DAY_MILLIS))
        .thenApply(this::content)
        .toCompletableFuture();
  }

  private static void show(Context ctx, Map<String, Object> content) {
    ctx.result("" + content.get("user"));
  }

  private static SetParams px(long millis) {
    return SetParams.setParams().px(millis);
  }

  private Map<String, Object> content(byte[] record) {
    try {
      return json.readValue(record, CONTENT);
    } catch (IOException e) {
      throw new IllegalStateException("The record is no JSON", e);
    }
  }

  private byte[] changed(Map<String, Object> content) {
    content.put("views", ThreadLocalRandom.current().nextInt());
    return bytes(content);
  }

  private byte[] bytes(Map<String, Object> content) {
    try {
      return json.writeValueAsBytes(content);
    } catch (IOException e) {
      throw new IllegalStateException("The content can't be written", e);
    }
  }
}
