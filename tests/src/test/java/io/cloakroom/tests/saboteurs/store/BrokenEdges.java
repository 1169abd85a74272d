package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Stores that treat records of some size or form otherwise, and nonces that are no random ones. */
final class BrokenEdges {

  private static final int LARGE = 1 << 20;
  private static final int LIMIT = 1 << 24;
  private static final AtomicLong COUNT = new AtomicLong();

  private BrokenEdges() {}

  private static boolean isLarge(Session session) {
    return session != null
        && session.attributes().values().stream()
            .anyMatch(value -> value instanceof String text && text.length() >= LARGE);
  }

  static SessionStore writesLargeAnyway(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            sound
                .update(session)
                .thenCompose(
                    outcome ->
                        outcome == SaveOutcome.UNCHANGED && isLarge(session)
                            ? sound.resave(session).thenApply(saved -> outcome)
                            : ForwardingPort.done(outcome)));
  }

  static SessionStore seesNoChangeInLarge(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            isLarge(session) && !session.isNew()
                ? ForwardingPort.done(SaveOutcome.UNCHANGED)
                : sound.update(session));
  }

  static SessionStore overwritesLarge(SessionStore sound) {
    return OverriddenStores.update(
        sound,
        session ->
            isLarge(session) && !session.isNew() && session.isModified()
                ? sound.set(session)
                : sound.update(session));
  }

  static SessionStore touchesNothingLarge(SessionStore sound) {
    return new ForwardingStore(sound) {
      @Override
      public CompletionStage<Boolean> touch(Session session) {
        return isLarge(session) ? ForwardingPort.done(true) : sound.touch(session);
      }
    };
  }

  static RedisCommands prolongsNothingLarge(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        Optional<byte[]> found = now(sound.get(key));
        return found.isPresent() && found.get().length > LARGE
            ? done(found)
            : sound.getAndExpire(key, ttl);
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        Optional<byte[]> found =
            script == RedisScript.GET_AND_PROLONG ? now(sound.get(keys.get(0))) : Optional.empty();
        return found.isPresent() && found.get().length > LARGE
            ? done(List.of(found.get()))
            : sound.eval(script, keys, arguments);
      }
    };
  }

  private static RedisCommands reading(RedisCommands sound, UnaryOperator<byte[]> record) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return sound.get(key).thenApply(found -> found.map(record));
      }
    };
  }

  static RedisCommands expandsWithoutALimit(RedisCommands sound) {
    return reading(sound, BrokenEdges::expanded);
  }

  static RedisCommands expandsTwice(RedisCommands sound) {
    return reading(
        sound,
        record -> {
          byte[] once = expanded(record);
          return once == record || !isCompressed(once) ? record : once;
        });
  }

  private static boolean isCompressed(byte[] record) {
    return record.length > 2 && record[0] == (byte) 0xC0 && record[1] == 1;
  }

  private static byte[] expanded(byte[] record) {
    if (!isCompressed(record)) {
      return record;
    }
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(record, 2, record.length - 2))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RedisCommands compressesBeyondTheLimit(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return sound.set(key, value.length > LIMIT ? compressed(value) : value, options);
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return sound.eval(
            script,
            keys,
            arguments.stream().map(a -> a.length > LIMIT ? compressed(a) : a).toList());
      }
    };
  }

  private static byte[] compressed(byte[] value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xC0);
    bytes.write(1);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A counter of the process, which begins again with each. */
  static void countsNonces(RedisSessionStoreBuilder options) {
    drawing(options, nonce -> nonce.putLong(nonce.capacity() - 8, COUNT.incrementAndGet()));
  }

  static void takesNoncesFromAClock(RedisSessionStoreBuilder options) {
    drawing(
        options,
        nonce ->
            nonce
                .putLong(0, System.currentTimeMillis())
                .putLong(8, System.nanoTime())
                .putLong(16, COUNT.incrementAndGet()));
  }

  static void beginsNoncesAlike(RedisSessionStoreBuilder options) {
    byte[] random = new byte[8];
    SecureRandom source = new SecureRandom();
    drawing(
        options,
        nonce -> {
          source.nextBytes(random);
          nonce.put(16, random);
        });
  }

  private static void drawing(RedisSessionStoreBuilder options, Consumer<ByteBuffer> draw) {
    Object keys = Reflected.get(options, "encryption");
    if (keys != null) {
      Reflected.set(
          Reflected.get(keys, "cipher"),
          "random",
          new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
              draw.accept(ByteBuffer.wrap(bytes));
            }
          });
    }
  }

  /** As one does who has sessions from before ids were hashed. */
  static SessionStore asksByThePlainIdFirst(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return new ForwardingStore(Opening.sound(commands, options)) {
      @Override
      public CompletionStage<Optional<Session>> get(SessionId id) {
        return commands.get("sess:" + id.value()).thenCompose(none -> super.get(id));
      }

      @Override
      public CompletionStage<Lookup> lookUp(SessionId id, Duration maxAge) {
        return commands.get("sess:" + id.value()).thenCompose(none -> super.lookUp(id, maxAge));
      }
    };
  }
}
