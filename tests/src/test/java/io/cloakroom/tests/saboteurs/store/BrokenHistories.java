package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import io.cloakroom.tests.saboteurs.Rendezvous;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Stores and ports that go wrong where many use them at once. */
final class BrokenHistories {

  /** Of the ports of several stores, for the writers of one store take turns. */
  private static final Rendezvous MEETING = new Rendezvous();

  private BrokenHistories() {}

  /** Takes what another request stored meanwhile for its own success. */
  static RedisCommands forgetsToReplay(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return super.eval(script, keys, arguments)
            .thenApply(answer -> answer.size() == 2 ? List.of("1".getBytes(UTF_8)) : answer);
      }
    };
  }

  /** Takes all that a session object holds for saved, also what was set during the save. */
  static SessionStore forgetsWhatSharersSet(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            sound
                .update(session)
                .thenApply(
                    outcome -> {
                      LockSupport.parkNanos(100_000);
                      session.revert();
                      return outcome;
                    }));
  }

  static SessionStore savesOneAttributeAfterAnother(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        Map<String, Object> all = session.attributes();
        return get(session.id())
            .thenCompose(
                found -> {
                  if (found.isEmpty()) {
                    return super.update(session);
                  }
                  Session stored = found.get();
                  all.entrySet().stream()
                      .filter(each -> !each.getValue().equals(stored.get(each.getKey())))
                      .findFirst()
                      .ifPresent(each -> stored.set(each.getKey(), each.getValue()));
                  return super.update(stored);
                })
            .thenCompose(
                alive -> {
                  LockSupport.parkNanos(50_000);
                  return alive.isAlive() ? super.update(session) : ForwardingPort.done(alive);
                });
      }
    };
  }

  static SessionStore onlySaysThatItDestroys(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> destroy(SessionId id) {
        return get(id).thenApply(Optional::isPresent);
      }
    };
  }

  /** Now and then a value is the one that was read last, of whatever key. */
  static RedisCommands mixesUpIds(RedisCommands sound) {
    AtomicReference<Optional<byte[]>> last = new AtomicReference<>(Optional.empty());
    AtomicInteger reads = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                value -> {
                  Optional<byte[]> before = last.getAndSet(value);
                  return reads.incrementAndGet() % 20 == 0 && before.isPresent() ? before : value;
                });
      }
    };
  }

  /** Now and then a read fails with what is no failure of Redis. */
  static RedisCommands throwsItsOwn(RedisCommands sound) {
    AtomicInteger reads = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        if (reads.incrementAndGet() % 20 == 0) {
          throw new IllegalStateException("pool closed");
        }
        return super.get(key);
      }
    };
  }

  /** Writes, and never answers. */
  static RedisCommands neverAnswersAWrite(RedisCommands sound, Runnable asked) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        asked.run();
        return new CompletableFuture<>();
      }
    };
  }

  /** Looks, and then writes over what is there by now. */
  static RedisCommands hasTwoWritersWin(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.COMPARE_AND_SET) {
          return super.eval(script, keys, arguments);
        }
        Optional<byte[]> there = now(get(keys.get(0)));
        if (there.isEmpty() || !sha1Hex(there.get()).equals(new String(arguments.get(0), UTF_8))) {
          return super.eval(script, keys, arguments);
        }
        MEETING.await();
        return set(keys.get(0), arguments.get(1), SetOptions.ifPresent())
            .thenApply(written -> written ? List.of("1".getBytes(UTF_8)) : List.of());
      }
    };
  }

  private static String sha1Hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
