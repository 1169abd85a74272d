package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisCluster;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Ports that forget that a cluster has several masters, or that its slots move. */
final class BrokenTopologies {

  private BrokenTopologies() {}

  static RedisCommands sendsOneDelete(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        try (RawRedis node = RawRedis.connect(RedisCluster.shared().uri())) {
          Object[] words = Stream.concat(Stream.of("DEL"), keys.stream()).toArray();
          return CompletableFuture.completedFuture(node.number(words));
        } catch (RawRedis.ErrorReply e) {
          return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
        }
      }
    };
  }

  static RedisCommands gathersValuesBySlot(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(
            keys.stream()
                .sorted(comparing(key -> JedisClusterCRC16.getSlot(key.getBytes(UTF_8))))
                .toList());
      }
    };
  }

  static RedisCommands scansOneMaster(RedisCommands sound) {
    record At(String number) implements ScanCursor {}
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        String from = cursor instanceof At at ? at.number : "0";
        String pattern = ScanPattern.startingWith(prefix);
        try (RawRedis node = RawRedis.connect(RedisCluster.shared().uri())) {
          List<?> reply = (List<?>) node.call("SCAN", from, "MATCH", pattern, "COUNT", count);
          String next = text(reply.get(0));
          List<String> keys =
              ((List<?>) reply.get(1)).stream().map(BrokenTopologies::text).toList();
          return CompletableFuture.completedFuture(
              new ScanPage(keys, next.equals("0") ? Optional.empty() : Optional.of(new At(next))));
        }
      }
    };
  }

  static RedisCommands endsAScanWhenASlotMoves(RedisCommands sound) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return RedisCluster.shared().uris().stream().anyMatch(BrokenTopologies::seesASlotMove)
            ? CompletableFuture.completedFuture(new ScanPage(List.of(), Optional.empty()))
            : super.scan(prefix, cursor, count);
      }
    };
  }

  /** What answers the rest of a list answers whoever comes next. */
  static RedisCommands leavesRepliesBehind(RedisCommands sound) {
    AtomicReference<String> left = new AtomicReference<>();
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> keys) {
        return super.multiGet(keys)
            .whenComplete(
                (values, failure) -> {
                  if (failure != null) {
                    left.set(keys.get(keys.size() - 1));
                  }
                });
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        String another = left.getAndSet(null);
        return super.get(another == null ? key : another);
      }
    };
  }

  /** Reads a key where it was first written to, and takes a redirection for a missing key. */
  static RedisCommands readsWhereAKeyWas(RedisCommands sound) {
    Map<String, URI> written = new ConcurrentHashMap<>();
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        written.putIfAbsent(key, RedisCluster.shared().masterOf(key).uri());
        return super.set(key, value, options);
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        URI master = written.get(key);
        if (master == null) {
          return super.get(key);
        }
        try (RawRedis node = RawRedis.connect(master)) {
          return CompletableFuture.completedFuture(
              Optional.ofNullable((byte[]) node.call("GET", key)));
        } catch (RawRedis.ErrorReply moved) {
          return CompletableFuture.completedFuture(Optional.empty());
        }
      }
    };
  }

  /** A node lists slots on their way as {@code [slot->-id]} or {@code [slot-<-id]}. */
  private static boolean seesASlotMove(URI uri) {
    try (RawRedis node = RawRedis.connect(uri)) {
      return node.text("CLUSTER", "NODES").contains("[");
    }
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, UTF_8);
  }
}
