package io.cloakroom.benchmarks.comparison;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.benchmarks.TypicalSession;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The pages of Javalin's with sessions as people write them themselves. */
final class HandWrittenPages {

  private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();
  private final HandSignedCookie cookie;

  HandWrittenPages(String secret) {
    this.cookie = HandSignedCookie.with(secret);
  }

  void overJedis(JedisByHand redis, JavalinConfig config) {
    config.routes.get(
        "/begin", ctx -> redis.begin(cookie.begin(ctx), bytes(TypicalSession.attributes(1))));
    config.routes.get("/read", ctx -> show(ctx, content(redis.read(cookie.keyOf(ctx)))));
    config.routes.get(
        "/write",
        ctx -> {
          byte[] key = cookie.keyOf(ctx);
          byte[] record = redis.read(key);
          redis.write(key, record, changed(content(record)));
          ctx.result("written");
        });
  }

  void overLettuce(LettuceByHand redis, JavalinConfig config) {
    config.routes.get(
        "/begin",
        ctx -> {
          byte[] key = cookie.begin(ctx);
          ctx.future(() -> redis.begin(key, bytes(TypicalSession.attributes(1))));
        });
    config.routes.get(
        "/read",
        ctx -> {
          byte[] key = cookie.keyOf(ctx);
          ctx.future(() -> redis.read(key).thenAccept(record -> show(ctx, content(record))));
        });
    config.routes.get(
        "/write",
        ctx -> {
          byte[] key = cookie.keyOf(ctx);
          ctx.future(
              () ->
                  redis
                      .read(key)
                      .thenCompose(record -> redis.write(key, record, changed(content(record))))
                      .thenAccept(done -> ctx.result("written")));
        });
  }

  private static void show(Context ctx, Map<String, Object> content) {
    ctx.result("" + content.get("user"));
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
