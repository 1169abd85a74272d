package io.cloakroom.benchmarks.comparison;

import io.cloakroom.benchmarks.TypicalSession;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.security.GeneralSecurityException;
import java.util.Map;

/** The pages of Javalin's with sessions as people write them themselves. */
final class HandWrittenPages {

  private final HandWrittenRecord records = new HandWrittenRecord();
  private final HandSignedCookie cookie;

  HandWrittenPages(String secret) {
    this.cookie = HandSignedCookie.with(secret);
  }

  void overJedis(JedisByHand redis, JavalinConfig config) {
    config.routes.get(
        "/begin", ctx -> redis.begin(begin(ctx), records.bytes(TypicalSession.attributes(1))));
    config.routes.get("/read", ctx -> show(ctx, records.content(redis.read(keyOf(ctx)))));
    config.routes.get(
        "/write",
        ctx -> {
          byte[] key = keyOf(ctx);
          byte[] record = redis.read(key);
          redis.write(key, record, records.changed(record));
          ctx.result("written");
        });
  }

  void overLettuce(LettuceByHand redis, JavalinConfig config) {
    config.routes.get(
        "/begin",
        ctx -> {
          byte[] key = begin(ctx);
          ctx.future(() -> redis.begin(key, records.bytes(TypicalSession.attributes(1))));
        });
    config.routes.get(
        "/read",
        ctx -> {
          byte[] key = keyOf(ctx);
          ctx.future(
              () -> redis.read(key).thenAccept(record -> show(ctx, records.content(record))));
        });
    config.routes.get(
        "/write",
        ctx -> {
          byte[] key = keyOf(ctx);
          ctx.future(
              () ->
                  redis
                      .read(key)
                      .thenCompose(record -> redis.write(key, record, records.changed(record)))
                      .thenAccept(done -> ctx.result("written")));
        });
  }

  private static void show(Context ctx, Map<String, Object> content) {
    ctx.result("" + content.get("user"));
  }

  private byte[] begin(Context ctx) throws GeneralSecurityException {
    String value = cookie.begin();
    ctx.header("Set-Cookie", HandSignedCookie.header(value));
    return cookie.keyOf(value);
  }

  private byte[] keyOf(Context ctx) throws GeneralSecurityException {
    return cookie.keyOf(ctx.cookie(HandSignedCookie.NAME));
  }
}
