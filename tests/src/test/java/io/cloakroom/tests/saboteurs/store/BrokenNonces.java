package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Stores whose encryption is weak, although what they write can be read. */
final class BrokenNonces {

  private BrokenNonces() {}

  /** A verb that encrypts nothing. */
  enum Verb {
    SET,
    RESAVE,
    REGENERATE
  }

  static void always(RedisSessionStoreBuilder options) {
    drawing(options, () -> (byte) 7);
  }

  static void countingFromZero(RedisSessionStoreBuilder options) {
    AtomicInteger count = new AtomicInteger();
    drawing(options, () -> (byte) count.incrementAndGet());
  }

  static void few(RedisSessionStoreBuilder options) {
    SecureRandom random = new SecureRandom();
    drawing(options, () -> (byte) random.nextInt(16));
  }

  private interface Draw {
    byte next();
  }

  /** All bytes of a nonce are the one that is drawn. */
  private static void drawing(RedisSessionStoreBuilder options, Draw draw) {
    Object keys = Reflected.get(options, "encryption");
    if (keys != null) {
      Reflected.set(
          Reflected.get(keys, "cipher"),
          "random",
          new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
              Arrays.fill(bytes, draw.next());
            }
          });
    }
  }

  static Opening plainFor(Verb verb) {
    return (commands, options) -> {
      SessionStore sound =
          Opening.sound(
              commands,
              options.andThen(
                  last -> {
                    if (Reflected.has(last, "encryption")) {
                      last.onPlainRecord(OnPlainRecord.ACCEPT);
                    }
                  }));
      SessionStore plain =
          Opening.sound(commands, options.andThen(last -> Reflected.set(last, "encryption", null)));
      return new ForwardingStore(sound) {
        @Override
        public CompletionStage<SaveOutcome> set(Session session) {
          return (verb == Verb.SET ? plain : sound).set(session);
        }

        @Override
        public CompletionStage<SaveOutcome> resave(Session session) {
          return verb == Verb.RESAVE && !session.isNew()
              ? plain.set(session)
              : sound.resave(session);
        }

        @Override
        public CompletionStage<SaveOutcome> regenerate(Session session, SessionId newId) {
          return super.regenerate(session, newId)
              .thenCompose(
                  outcome ->
                      verb == Verb.REGENERATE && outcome == SaveOutcome.SAVED
                          ? plain.set(session).thenApply(done -> outcome)
                          : ForwardingPort.done(outcome));
        }
      };
    };
  }

  static SessionStore keepsAPlainCopy(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return keepingACopy(commands, options, bytes -> bytes);
  }

  static SessionStore keepsACopyInBase64(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return keepingACopy(commands, options, bytes -> Base64.getEncoder().encode(bytes));
  }

  static SessionStore keepsAZippedCopy(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return keepingACopy(commands, options, bytes -> compressed(bytes, true));
  }

  static SessionStore keepsADeflatedCopy(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return keepingACopy(commands, options, bytes -> compressed(bytes, false));
  }

  private static byte[] compressed(byte[] bytes, boolean zipped) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        zipped ? new GZIPOutputStream(all) : new DeflaterOutputStream(all)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  private static SessionStore keepingACopy(
      RedisCommands commands,
      Consumer<RedisSessionStoreBuilder> options,
      Function<byte[], byte[]> form) {
    return new ForwardingStore(Opening.sound(commands, options)) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return super.update(session)
            .thenCompose(
                outcome ->
                    commands
                        .set(
                            "copy",
                            form.apply(
                                JsonSessionSerializer.create()
                                    .serialize(
                                        new SessionRecord(session.cookie(), session.attributes()))),
                            SetOptions.always().expiringAfter(Duration.ofMinutes(1)))
                        .thenApply(done -> outcome));
      }
    };
  }
}
