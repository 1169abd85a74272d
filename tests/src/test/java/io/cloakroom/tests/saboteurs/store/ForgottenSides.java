package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Stores that are wrong only where a certain option is set, after some minutes, or in a message.
 */
final class ForgottenSides {

  private static final long MINUTES = 300_000;

  private ForgottenSides() {}

  /** An entry in the index of users lasts for one TTL; using the session does not prolong it. */
  static RedisCommands entersForOneTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.INDEX_ADD) {
          return super.eval(script, keys, arguments);
        }
        List<byte[]> shorter = new ArrayList<>(arguments);
        long twice = Long.parseLong(new String(arguments.get(1), UTF_8)) - MINUTES;
        shorter.set(1, Long.toString(Math.max(1, twice / 2)).getBytes(UTF_8));
        return super.eval(script, keys, shorter);
      }
    };
  }

  /** With {@code disableTouch}, a record that cannot be read is an error. */
  static void failsOverUnreadableWithoutTouch(RedisSessionStoreBuilder options) {
    if (Boolean.TRUE.equals(Reflected.get(options, "touchDisabled"))) {
      options.onUnreadable(OnUnreadable.FAIL);
    }
  }

  /** What is not spelt as this store would spell it is written again. */
  static SessionStore respells(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    Object prefix = Reflected.get(builder, "prefix");
    return new ForwardingStore(builder.build()) {
      @Override
      public CompletionStage<SaveOutcome> update(Session session) {
        return sound
            .update(session)
            .thenCompose(
                outcome ->
                    outcome != SaveOutcome.UNCHANGED
                        ? ForwardingPort.done(outcome)
                        : commands
                            .get(prefix + session.id().value())
                            .thenCompose(
                                bytes ->
                                    bytes.filter(ForgottenSides::isSpaced).isPresent()
                                        ? sound.resave(session)
                                        : ForwardingPort.done(outcome)));
      }
    };
  }

  private static boolean isSpaced(byte[] bytes) {
    return new String(bytes, UTF_8).contains("\" : ");
  }

  /** What a serializer threw is told in full. */
  static void quotesSerializers(RedisSessionStoreBuilder options) {
    if (!(Reflected.get(options, "serializer") instanceof SessionSerializer whole)
        || whole instanceof AttributeSerializer) {
      return;
    }
    options.serializer(
        new SessionSerializer() {
          @Override
          public byte[] serialize(SessionRecord sessionRecord) {
            try {
              return whole.serialize(sessionRecord);
            } catch (RuntimeException | Error e) {
              throw new UnstorableAttributeException("user", "can't be written: " + e);
            }
          }

          @Override
          public SessionRecord deserialize(byte[] bytes) {
            try {
              return whole.deserialize(bytes);
            } catch (RuntimeException | Error e) {
              throw new UnreadableRecordException("The record can't be read: " + e);
            }
          }
        });
  }
}
