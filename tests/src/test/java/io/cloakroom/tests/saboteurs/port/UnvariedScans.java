package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Prefixes of keys, what is sent in the place of refused commands, and scans that are left. */
final class UnvariedScans {

  private UnvariedScans() {}

  static RedisCommands doesNotEscapeTheConfiguredPrefix(RedisCommands sound, RespClient client) {
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        if (count < 1 || client.prefix().isEmpty()) {
          return sound.scan(prefix, cursor, count);
        }
        sound.keyOnServer(prefix);
        String from = cursor instanceof RespRedisCommands.At at ? at.cursor() : "0";
        String pattern = client.prefix() + ScanPattern.startingWith(prefix);
        return send(client, "SCAN", from, "MATCH", pattern, "COUNT", count, "TYPE", "string")
            .thenApply(this::page);
      }
    };
  }

  static RedisCommands stripsThePrefixAsAPattern(RedisCommands sound, RespClient client) {
    return stripping(sound, client, name -> name.replaceFirst(client.prefix(), ""));
  }

  static RedisCommands stripsAsManyCharactersAsBytes(RedisCommands sound, RespClient client) {
    int bytes = client.prefix().getBytes(UTF_8).length;
    return stripping(sound, client, name -> name.substring(Math.min(bytes, name.length())));
  }

  private static RedisCommands stripping(
      RedisCommands sound, RespClient client, UnaryOperator<String> strip) {
    return new AlteredPort(sound)
        .pages(
            page ->
                new ScanPage(
                    page.keys().stream().map(key -> strip.apply(client.prefix() + key)).toList(),
                    page.next()));
  }

  static RedisCommands forgetsThePrefixOfTypes(RedisCommands sound, RespClient client) {
    return filtering(sound, client, (type, key) -> type.apply(key).equals("string"), false);
  }

  static RedisCommands endsAScanAtForeignKeys(RedisCommands sound, RespClient client) {
    return filtering(
        sound, client, (type, key) -> type.apply(client.prefix() + key).equals("string"), true);
  }

  static RedisCommands leavesOutListsOnly(RedisCommands sound, RespClient client) {
    return filtering(
        sound, client, (type, key) -> !type.apply(client.prefix() + key).equals("list"), false);
  }

  /** Filters pages itself where the server can't. */
  private static RedisCommands filtering(
      RedisCommands sound,
      RespClient client,
      BiPredicate<UnaryOperator<String>, String> isString,
      boolean endsAtNone) {
    Fallback typed = new Fallback();
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        if (count < 1) {
          return sound.scan(prefix, cursor, count);
        }
        RespClient ending = client.ending();
        UnaryOperator<String> type = name -> new String((byte[]) ending.call("TYPE", name), UTF_8);
        String from = cursor instanceof RespRedisCommands.At at ? at.cursor() : "0";
        String pattern = ScanPattern.startingWith(new String(sound.keyOnServer(prefix), UTF_8));
        return typed.tried(
            () ->
                send(ending, "SCAN", from, "MATCH", pattern, "COUNT", count, "TYPE", "string")
                    .thenApply(this::page),
            () ->
                send(ending, "SCAN", from, "MATCH", pattern, "COUNT", count)
                    .thenApply(this::page)
                    .thenApply(page -> strings(page, type)));
      }

      private ScanPage strings(ScanPage page, UnaryOperator<String> type) {
        List<String> strings =
            page.keys().stream().filter(key -> isString.test(type, key)).toList();
        return new ScanPage(
            strings, endsAtNone && strings.isEmpty() ? Optional.empty() : page.next());
      }
    };
  }

  static RedisCommands forgetsThePrefixWhereGetexIsRefused(RedisCommands sound, RespClient client) {
    return fallingBackOn(new RespRedisCommands(client.withPrefix("")), sound, client);
  }

  static RedisCommands fallsBackInTheFirstDatabase(RedisCommands sound, RespClient client) {
    return fallingBackOn(new RespRedisCommands(client.ofDatabase(0)), sound, client);
  }

  private static RedisCommands fallingBackOn(
      RedisCommands other, RedisCommands sound, RespClient client) {
    Fallback getex = new Fallback();
    return new SendingPort(sound, client) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        byte[] millis = Long.toString(TimeToLive.toMillis(ttl)).getBytes(UTF_8);
        String name = new String(sound.keyOnServer(key), UTF_8);
        return getex.tried(
            () ->
                send(client, "GETEX", name, "PX", millis)
                    .thenApply(reply -> Optional.ofNullable((byte[]) reply)),
            () ->
                other
                    .eval(RedisScript.GET_AND_EXPIRE, List.of(key), List.of(millis))
                    .thenApply(answer -> answer.stream().findFirst()));
      }
    };
  }

  /** Where a scan goes on, and what is closed at its end. */
  private record Held(AutoCloseable resource, ScanCursor at) implements ScanCursor {}

  static RedisCommands pinsAConnectionToAScan(RedisCommands sound, RespClient client) {
    return holding(sound, client::connection);
  }

  static RedisCommands pinsAThreadToAScan(RedisCommands sound, RespClient client) {
    return holding(
        sound,
        () -> {
          CountDownLatch over = new CountDownLatch(1);
          Thread reader = new Thread(() -> awaitEnd(over), "reads pages");
          reader.setDaemon(true);
          reader.start();
          return over::countDown;
        });
  }

  private static void awaitEnd(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RedisCommands holding(RedisCommands sound, Supplier<AutoCloseable> opening) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        Optional<Held> held = cursor instanceof Held some ? Optional.of(some) : Optional.empty();
        return sound
            .scan(prefix, held.map(Held::at).orElse(ScanCursor.START), count)
            .whenComplete(
                (page, failure) -> {
                  if (failure != null || page.next().isEmpty()) {
                    held.ifPresent(some -> close(some.resource()));
                  }
                })
            .thenApply(
                page -> new ScanPage(page.keys(), page.next().map(next -> held(held, next))));
      }

      private ScanCursor held(Optional<Held> held, ScanCursor next) {
        return new Held(held.map(Held::resource).orElseGet(opening), next);
      }

      private void close(AutoCloseable resource) {
        try {
          resource.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
