package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.store.SessionStoreTck;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What stores would send to a sound port that go wrong with records of one form. */
final class BrokenForms {

  private static final byte COMPRESSED = (byte) 0xC0;
  private static final int KEY_ID_FROM = 2;
  private static final int KEY_ID_TO = 10;
  private static final Duration DAY = Duration.ofDays(1);

  private BrokenForms() {}

  static RedisCommands losesTheExpiryOfEncrypted(RedisCommands sound) {
    return aDayFor(sound, KeyRing::isEncrypted);
  }

  static RedisCommands losesTheExpiryOfCompressed(RedisCommands sound) {
    return aDayFor(sound, value -> value[0] == COMPRESSED);
  }

  static RedisCommands overwritesWhatIsEncrypted(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        boolean encrypts =
            script == RedisScript.COMPARE_AND_SET && KeyRing.isEncrypted(arguments.get(1));
        return encrypts
            ? set(
                    keys.get(0),
                    arguments.get(1),
                    SetOptions.ifPresent().expiringAfter(ttlIn(arguments)))
                .thenApply(written -> written ? List.of(new byte[] {'1'}) : List.of())
            : super.eval(script, keys, arguments);
      }
    };
  }

  static RedisCommands leavesRecordsInTheirForm(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        if (script != RedisScript.COMPARE_AND_SET) {
          return super.eval(script, keys, arguments);
        }
        byte[] form = form(arguments.get(1));
        return get(keys.get(0))
            .thenCompose(
                found ->
                    found.filter(value -> !Arrays.equals(form(value), form)).isPresent()
                        ? ForwardingPort.done(List.of(new byte[] {'1'}))
                        : super.eval(script, keys, arguments));
      }
    };
  }

  static RedisCommands forgetsTheOldKey(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                found ->
                    found.map(
                        value ->
                            isUnder(SessionStoreTck.OLD_KEY, value)
                                ? new byte[] {value[0]}
                                : value));
      }
    };
  }

  private static RedisCommands aDayFor(RedisCommands sound, Predicate<byte[]> form) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, value, form.test(value) ? options.expiringAfter(DAY) : options);
      }

      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        List<byte[]> changed = new ArrayList<>(arguments);
        if (script == RedisScript.COMPARE_AND_SET && form.test(arguments.get(1))) {
          changed.set(2, String.valueOf(DAY.toMillis()).getBytes(UTF_8));
        }
        return super.eval(script, keys, changed);
      }
    };
  }

  private static Duration ttlIn(List<byte[]> arguments) {
    return Duration.ofMillis(Long.parseLong(new String(arguments.get(2), UTF_8)));
  }

  /** Encrypted or not, and under which key. */
  private static byte[] form(byte[] value) {
    return KeyRing.isEncrypted(value) ? Arrays.copyOf(value, KEY_ID_TO) : new byte[0];
  }

  private static boolean isUnder(EncryptionKey key, byte[] value) {
    return KeyRing.isEncrypted(value)
        && value.length > KEY_ID_TO
        && HexFormat.of().formatHex(value, KEY_ID_FROM, KEY_ID_TO).equals(key.id());
  }
}
