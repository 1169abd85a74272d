package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Ports that send the wrong commands, or treat their client wrongly. */
final class BrokenClients {

  private BrokenClients() {}

  static RedisCommands expiresByASecondCommand(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        boolean written =
            now(sound.set(key, value, new SetOptions(options.condition(), Optional.empty())));
        options.ttl().filter(ttl -> written).ifPresent(ttl -> now(sound.expire(key, ttl)));
        return done(written);
      }
    };
  }

  static RedisCommands asksBeforeItChecksATtl(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        client.call("EXISTS", key);
        return sound.expire(key, ttl);
      }
    };
  }

  static RedisCommands getsAndExpiresInTwoCommands(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        CompletionStage<Boolean> moved = sound.expire(key, ttl);
        return moved.thenCompose(existed -> sound.get(key));
      }
    };
  }

  static RedisCommands hasNoWayButGetex(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return refusing(
            () ->
                Optional.ofNullable(
                    (byte[]) client.call("GETEX", key, "PX", String.valueOf(ttl.toMillis()))));
      }
    };
  }

  static RedisCommands sendsADeleteOfNothing(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        client.call("DEL", "nothing");
        return sound.delete(keys);
      }
    };
  }

  static RedisCommands sendsAMultiGetOfNothing(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        client.call("MGET", "nothing");
        return sound.multiGet(keys);
      }
    };
  }

  static RedisCommands scansAllTypes(RedisCommands sound, RespClient client) {
    return scanningRaw(sound, client, ScanPattern::startingWith);
  }

  static RedisCommands takesAPrefixForAGlob(RedisCommands sound, RespClient client) {
    return scanningRaw(sound, client, prefix -> prefix + "*");
  }

  static RedisCommands scansAhead(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        ScanPage page = now(sound.scan(prefix, cursor, count));
        page.next().ifPresent(next -> now(sound.scan(prefix, next, count)));
        return done(page);
      }
    };
  }

  static RedisCommands sendsDigestsOnly(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      private boolean loaded;

      @Override
      public synchronized CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (!loaded) {
          loaded = true;
          List.of(RedisScript.values())
              .forEach(each -> client.call("SCRIPT", "LOAD", each.source()));
        }
        return script("EVALSHA", script.sha1(), client, keys, arguments);
      }
    };
  }

  static RedisCommands sendsTheSourceEachTime(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script("EVAL", script.source(), client, keys, arguments);
      }
    };
  }

  /** Has eight connections, and gives none back that has brought a script which is unknown. */
  static RedisCommands keepsTheConnectionOfAnUnknownScript(RedisCommands sound, RespClient client) {
    AtomicInteger left = new AtomicInteger(8);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script("EVALSHA", script.sha1(), client, keys, arguments)
            .exceptionallyCompose(
                unknown -> {
                  left.decrementAndGet();
                  return super.eval(script, keys, arguments);
                });
      }

      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return left.get() > 0
            ? stage
            : CompletableFuture.failedFuture(new RedisUnreachableException("exhausted", null));
      }
    };
  }

  static RedisCommands closesItsClientAfterAFailure(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public <T> CompletionStage<T> through(CompletionStage<T> stage) {
        return stage.whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                client.close();
              }
            });
      }
    };
  }

  /** Goes on over a client of its own, and leaves the user's closed. */
  static RedisCommands leavesItsClientAfterManyFailures(RedisCommands sound, RespClient client) {
    AtomicReference<RedisCommands> port = new AtomicReference<>(sound);
    AtomicInteger failures = new AtomicInteger();
    return (RedisCommands)
        Proxy.newProxyInstance(
            RedisCommands.class.getClassLoader(),
            new Class<?>[] {RedisCommands.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(port.get(), arguments);
              if (answer instanceof CompletionStage<?> stage) {
                stage.whenComplete(
                    (value, failure) -> {
                      if (failure != null && failures.incrementAndGet() == 20) {
                        port.set(new RespRedisCommands(client.ofDatabase(0)));
                        client.close();
                      }
                    });
              }
              return answer;
            });
  }

  static RedisCommands closesItsClientAlong(RedisCommands sound, RespClient client) {
    class Closing extends ForwardingPort implements AutoCloseable {
      Closing(RedisCommands whole) {
        super(whole);
      }

      @Override
      public void close() {
        client.close();
      }
    }
    return new Closing(sound);
  }

  static RedisCommands showsTheClientsPrefix(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return sound
            .scan(prefix, cursor, count)
            .thenApply(
                page ->
                    new ScanPage(
                        page.keys().stream().map(client.prefix()::concat).toList(), page.next()));
      }
    };
  }

  static RedisCommands keepsTheClientsPrefixToItself(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public byte[] keyOnServer(String key) {
        return key.getBytes(UTF_8);
      }
    };
  }

  static RedisCommands forgetsThePrefixInScripts(RedisCommands sound, RespClient client) {
    return sendsTheSourceEachTime(sound, client);
  }

  private static RedisCommands scanningRaw(
      RedisCommands sound, RespClient client, UnaryOperator<String> pattern) {
    record At(String cursor) implements ScanCursor {}
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        String from = cursor instanceof At at ? at.cursor() : "0";
        List<?> reply =
            (List<?>) client.call("SCAN", from, "MATCH", pattern.apply(prefix), "COUNT", count);
        String next = new String((byte[]) reply.get(0), UTF_8);
        List<String> keys =
            ((List<?>) reply.get(1)).stream().map(key -> new String((byte[]) key, UTF_8)).toList();
        return done(
            new ScanPage(keys, next.equals("0") ? Optional.empty() : Optional.of(new At(next))));
      }
    };
  }

  private static CompletionStage<List<byte[]>> script(
      String command, String script, RespClient client, List<String> keys, List<byte[]> arguments) {
    Object[] words = new Object[3 + keys.size() + arguments.size()];
    words[0] = command;
    words[1] = script;
    words[2] = keys.size();
    System.arraycopy(keys.toArray(), 0, words, 3, keys.size());
    System.arraycopy(arguments.toArray(), 0, words, 3 + keys.size(), arguments.size());
    return refusing(() -> ((List<?>) client.call(words)).stream().map(byte[].class::cast).toList());
  }

  private static <T> CompletionStage<T> refusing(Supplier<T> call) {
    try {
      return CompletableFuture.completedFuture(call.get());
    } catch (ErrorReply e) {
      return CompletableFuture.failedFuture(new RedisRefusedException(e.getMessage(), e));
    } catch (UncheckedIOException e) {
      return CompletableFuture.failedFuture(new RedisUnreachableException("away", e));
    }
  }
}
