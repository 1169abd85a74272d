package io.cloakroom.benchmarks.comparison;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.CookieValue;
import io.micronaut.http.annotation.Get;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The pages of {@code MicronautRequests} with sessions as people write them themselves. */
@Controller(value = "/by-hand", produces = MediaType.TEXT_PLAIN)
@Requires(property = HandWrittenController.REDIS)
final class HandWrittenController {

  /** The property with the address. */
  static final String REDIS = "by-hand.redis";

  private final HandWrittenRecord records = new HandWrittenRecord();
  private final HandSignedCookie cookie = HandSignedCookie.with("x".repeat(32));
  private final LettuceByHand redis;

  HandWrittenController(@Property(name = REDIS) URI address) {
    this.redis = LettuceByHand.on(address, true);
  }

  @Get("/begin")
  CompletableFuture<HttpResponse<String>> begin() throws GeneralSecurityException {
    String value = cookie.begin();
    return redis
        .begin(cookie.keyOf(value), records.bytes(Map.of("user", "ada")))
        .thenApply(
            stored ->
                HttpResponse.ok("begun")
                    .header(HttpHeaders.SET_COOKIE, HandSignedCookie.header(value)));
  }

  @Get("/read")
  CompletableFuture<String> read(@CookieValue(HandSignedCookie.NAME) String value)
      throws GeneralSecurityException {
    return redis
        .read(cookie.keyOf(value))
        .thenApply(record -> "" + records.content(record).get("user"));
  }

  @Get("/write")
  CompletableFuture<String> write(@CookieValue(HandSignedCookie.NAME) String value)
      throws GeneralSecurityException {
    byte[] key = cookie.keyOf(value);
    return redis
        .read(key)
        .thenCompose(record -> redis.write(key, record, records.changed(record)))
        .thenApply(done -> "written");
  }
}
