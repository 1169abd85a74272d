package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Ports whose calls end too late, for once or in parts. */
final class OverlookedTimes {

  private static final int PART = 1_000;

  private OverlookedTimes() {}

  static RedisCommands waitsForEachPart(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        if (keys.size() <= PART) {
          return super.multiGet(keys);
        }
        return super.multiGet(keys.subList(0, PART))
            .thenCompose(
                first ->
                    multiGet(keys.subList(PART, keys.size()))
                        .thenApply(
                            rest -> {
                              List<Optional<byte[]>> all = new ArrayList<>(first);
                              all.addAll(rest);
                              return all;
                            }));
      }
    };
  }

  static RedisCommands waitsForEachDeletion(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        if (keys.size() <= PART) {
          return super.delete(keys);
        }
        List<String> all = List.copyOf(keys);
        return super.delete(all.subList(0, PART))
            .thenCompose(
                first -> delete(all.subList(PART, all.size())).thenApply(rest -> first + rest));
      }
    };
  }

  static RedisCommands loadsAScriptBeforeItsFirstUse(RedisCommands sound, RespClient client) {
    Set<RedisScript> loaded = ConcurrentHashMap.newKeySet();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (loaded.add(script)) {
          try {
            client.call("SCRIPT", "LOAD", script.source());
          } catch (UncheckedIOException e) {
            loaded.remove(script);
          }
        }
        return super.eval(script, keys, arguments);
      }
    };
  }

  /** Each part of a reply has the whole timeout. */
  static RedisCommands waitsForEachPartOfAReply(RedisCommands sound, RespClient client) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        URI uri = client.address();
        if (uri.getUserInfo() != null) {
          return super.get(key);
        }
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
          socket.setSoTimeout((int) client.timeout().toMillis());
          byte[] name = keyOnServer(key);
          socket
              .getOutputStream()
              .write(("*2\r\n$3\r\nGET\r\n$" + name.length + "\r\n").getBytes(UTF_8));
          socket.getOutputStream().write(name);
          socket.getOutputStream().write("\r\n".getBytes(UTF_8));
          DataInputStream in = new DataInputStream(socket.getInputStream());
          StringBuilder header = new StringBuilder();
          for (int b = in.readByte(); b != '\n'; b = in.readByte()) {
            header.append((char) b);
          }
          if (header.charAt(0) != '$' || header.charAt(1) == '-') {
            return super.get(key);
          }
          byte[] value = new byte[Integer.parseInt(header.substring(1).strip())];
          in.readFully(value);
          return done(Optional.of(value));
        } catch (SocketTimeoutException e) {
          return CompletableFuture.failedFuture(new RedisTimeoutException("No answer", e));
        } catch (IOException e) {
          return CompletableFuture.failedFuture(new RedisUnreachableException("Lost", e));
        }
      }
    };
  }

  /** Of ten thousand who read one waits until the timeout is over. */
  static RedisCommands wakesAReaderTooLate(RedisCommands sound) {
    AtomicInteger calls = new AtomicInteger();
    Executor timeout = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        Optional<byte[]> value = now(super.get(key));
        return calls.incrementAndGet() % 10_000 == 0
            ? CompletableFuture.supplyAsync(() -> value, timeout)
            : done(value);
      }
    };
  }

  static RedisCommands neverWakesAWriter(RedisCommands sound) {
    AtomicInteger calls = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        boolean written = now(super.set(key, value, options));
        return calls.incrementAndGet() % 1_000 == 0 ? new CompletableFuture<>() : done(written);
      }
    };
  }

  /** A pool that does not look whether the server has closed what it lends. */
  static RedisCommands lendsClosedConnections(RedisCommands sound, RespClient client) {
    Deque<RawRedis> pool = new ArrayDeque<>();
    return new Pooled(sound, client, pool) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return pooled(() -> super.get(key));
      }
    };
  }

  static RedisCommands writesOverClosedConnections(RedisCommands sound, RespClient client) {
    Deque<RawRedis> pool = new ArrayDeque<>();
    return new Pooled(sound, client, pool) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return pooled(() -> super.set(key, value, options));
      }
    };
  }

  private static class Pooled extends ForwardingPort implements AutoCloseable {

    private static final int SIZE = 8;

    private final RespClient client;
    private final Deque<RawRedis> pool;

    Pooled(RedisCommands sound, RespClient client, Deque<RawRedis> pool) {
      super(sound);
      this.client = client;
      this.pool = pool;
    }

    /** Fails where the connection that is its turn has been closed. */
    synchronized <T> CompletionStage<T> pooled(Supplier<CompletionStage<T>> call) {
      try {
        RawRedis connection = pool.size() < SIZE ? client.connection() : pool.removeFirst();
        connection.call("PING");
        pool.addLast(connection);
        return call.get();
      } catch (UncheckedIOException e) {
        return CompletableFuture.failedFuture(new RedisUnreachableException("closed", e));
      } catch (RawRedis.ErrorReply e) {
        return call.get();
      }
    }

    @Override
    public synchronized void close() {
      pool.forEach(RawRedis::close);
    }
  }
}
