package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that are sound but for one thing which no example of a clause is about: the models of the
 * port must catch each. Caught by {@code P25_…} and {@code P27_…}, which run sequences of calls.
 */
enum ModelSaboteur implements PortSabotage {
  CUTS_VALUES_ABOVE_64_KIB("P27", port -> port.read(value -> cut(value, 65_536))),
  CUTS_VALUES_OF_2_MIB("P27", port -> port.written(value -> cut(value, 2_097_152))),
  DROPS_THE_LAST_BYTE_OF_4_KIB("P27", port -> port.read(value -> lastOf(value, 4_096))),
  DROPS_THE_LAST_BYTE_OF_16383("P27", port -> port.written(value -> lastOf(value, 16_383))),
  TRIMS_WHAT_IT_WRITES("P27", port -> port.written(ModelSaboteur::trimmed)),
  UNPACKS_WHAT_LOOKS_PACKED("P27", port -> port.read(ModelSaboteur::withoutGzip)),
  CUTS_LARGE_VALUES_OF_GET_AND_EXPIRE("P27", port -> port.readAndExpired(v -> cut(v, 50_000))),
  CUTS_LARGE_VALUES_OF_MULTI_GET("P27", port -> port.readTogether(v -> v.map(b -> cut(b, 8_192)))),
  CUTS_LARGE_ARGUMENTS_OF_SCRIPTS("P27", port -> port.arguments(value -> cut(value, 100_000))),
  READS_LARGE_VALUES_AS_MISSING(
      "P27", port -> port.readTogether(v -> v.filter(b -> b.length < 1_000_000))),
  CUTS_TTLS_TO_32_BITS("P27", port -> port.ttl(ttl -> atMost(ttl, Integer.MAX_VALUE))),
  CUTS_EXPIRY_TO_32_BITS("P27", port -> port.expiry(ttl -> atMost(ttl, Integer.MAX_VALUE))),
  CUTS_THE_TTL_OF_A_READ_TO_30_DAYS(
      "P27", port -> port.readExpiry(ttl -> atMost(ttl, 2_592_000_000L))),
  ROUNDS_LONG_TTLS_TO_SECONDS(
      "P27", port -> port.ttl(ttl -> ttl.toDays() > 1 ? Duration.ofSeconds(ttl.toSeconds()) : ttl)),
  ROUNDS_TTLS_OF_CONDITIONS(
      "P27", port -> port.options(given -> conditional(given, ttl -> ttl.plusSeconds(1)))),
  DROPS_THE_TTL_OF_IF_PRESENT("P27", port -> port.options(ModelSaboteur::withoutTtlIfPresent)),
  DROPS_THE_CONDITION_WITH_A_TTL("P27", port -> port.options(ModelSaboteur::unconditionalWithTtl)),
  FOLDS_CASE("P27", port -> port.keys(key -> key.toLowerCase(Locale.ROOT))),
  NORMALIZES_KEYS("P27", port -> port.keys(key -> Normalizer.normalize(key, Normalizer.Form.NFC))),
  STRIPS_KEYS("P27", port -> port.keys(String::strip)),
  DROPS_ZEROS_FROM_KEYS("P27", port -> port.keys(key -> key.replace("\0", ""))),
  UNESCAPES_KEYS("P27", port -> port.keys(key -> key.replace("%20", " ").replace("%2A", "*"))),
  CUTS_LONG_KEYS("P27", port -> port.keys(key -> key.substring(0, Math.min(300, key.length())))),
  WRITES_KEYS_OF_SCRIPTS_IN_ASCII(
      "P27", port -> port.scriptKeys(key -> key.replaceAll("[^\\x00-\\x7f]", "?"))),
  FOLDS_CASE_IN_SCRIPTS("P27", port -> port.scriptKeys(key -> key.toLowerCase(Locale.ROOT))),
  READS_512_KEYS_AT_MOST("P27", port -> port.wanted(all -> missingBeyond(all, 512))),
  READS_NOTHING_BEYOND_4096_KEYS("P27", port -> port.wanted(all -> missingBeyond(all, 4_096))),
  DELETES_512_KEYS_AT_MOST("P27", port -> port.unwanted(all -> first(all, 512))),
  COUNTS_ONE_DELETED_AT_MOST("P27", port -> port.deleted(count -> Math.min(count, 255))),
  ENDS_A_SCAN_AFTER_A_HUNDRED_PAGES("P27", ModelSaboteur::endingAfterAHundredPages),
  LOSES_KEYS_LATE_IN_A_SCAN("P27", ModelSaboteur::losingKeysLate),
  SHARES_A_CURSOR_BETWEEN_SCANS("P27", ModelSaboteur::sharingACursor),
  FINDS_WHAT_HAS_OTHER_CASE("P27", port -> port.pages(ModelSaboteur::withoutUpperCase)),
  CACHES_WHAT_IT_WROTE("P25", ModelSaboteur::cachingWhatItWrote),
  REMEMBERS_WHAT_WAS_MISSING("P25", ModelSaboteur::rememberingMissing),
  REMEMBERS_TTLS("P25", ModelSaboteur::rememberingTtls),
  SPOILS_EACH_FORTIETH_READ("P25", ModelSaboteur::spoilingSomeReads);

  private final String clause;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda, which holds no state
  private final Function<RedisCommands, RedisCommands> sabotage;

  ModelSaboteur(String clause, Spoiling spoiling) {
    this.clause = clause;
    this.sabotage = sound -> spoiling.of(new AlteredPort(sound));
  }

  /** Changes one thing. */
  private interface Spoiling {
    RedisCommands of(AlteredPort port);
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return SabotagedModel.class;
  }

  @Override
  public RedisCommands over(RedisCommands sound, @Nullable RespClient none) {
    return sabotage.apply(sound);
  }

  private static byte[] cut(byte[] value, int most) {
    return value.length > most ? Arrays.copyOf(value, most) : value;
  }

  private static byte[] lastOf(byte[] value, int size) {
    return value.length == size ? Arrays.copyOf(value, size - 1) : value;
  }

  private static byte[] trimmed(byte[] value) {
    int end = value.length;
    while (end > 0 && value[end - 1] == ' ') {
      end--;
    }
    return Arrays.copyOf(value, end);
  }

  private static byte[] withoutGzip(byte[] value) {
    return value.length > 2 && value[0] == 0x1f && value[1] == (byte) 0x8b
        ? Arrays.copyOfRange(value, 2, value.length)
        : value;
  }

  private static Duration atMost(Duration ttl, long millis) {
    return ttl.toMillis() > millis ? Duration.ofMillis(millis) : ttl;
  }

  private static SetOptions conditional(SetOptions given, Function<Duration, Duration> change) {
    return given.condition() == Condition.ALWAYS
        ? given
        : new SetOptions(given.condition(), given.ttl().map(change));
  }

  private static SetOptions withoutTtlIfPresent(SetOptions given) {
    return given.condition() == Condition.IF_PRESENT ? SetOptions.ifPresent() : given;
  }

  private static SetOptions unconditionalWithTtl(SetOptions given) {
    return given.ttl().isPresent() ? new SetOptions(Condition.ALWAYS, given.ttl()) : given;
  }

  private static List<String> missingBeyond(List<String> all, int most) {
    return Stream.concat(
            all.stream().limit(most), all.stream().skip(most).map(key -> "missing:" + key))
        .toList();
  }

  private static Collection<String> first(Collection<String> all, int most) {
    return all.stream().limit(most).toList();
  }

  private static ScanPage withoutUpperCase(ScanPage page) {
    return new ScanPage(
        page.keys().stream().filter(key -> !key.endsWith(":A")).toList(), page.next());
  }

  private static RedisCommands endingAfterAHundredPages(RedisCommands sound) {
    AtomicInteger pages = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        int page = cursor == ScanCursor.START ? 0 : pages.get() + 1;
        pages.set(page);
        return sound
            .scan(prefix, cursor, count)
            .thenApply(all -> page < 100 ? all : new ScanPage(all.keys(), Optional.empty()));
      }
    };
  }

  private static RedisCommands losingKeysLate(RedisCommands sound) {
    AtomicInteger pages = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        int page = cursor == ScanCursor.START ? 0 : pages.get() + 1;
        pages.set(page);
        return sound
            .scan(prefix, cursor, count)
            .thenApply(all -> page == 150 ? new ScanPage(List.of(), all.next()) : all);
      }
    };
  }

  private static RedisCommands sharingACursor(RedisCommands sound) {
    List<ScanCursor> last = new ArrayList<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        ScanCursor from =
            cursor == ScanCursor.START || last.isEmpty() ? cursor : last.get(last.size() - 1);
        return sound
            .scan(prefix, from, count)
            .thenApply(
                page -> {
                  page.next().ifPresent(last::add);
                  return page;
                });
      }
    };
  }

  private static RedisCommands cachingWhatItWrote(RedisCommands sound) {
    Map<String, byte[]> cache = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, value, options)
            .thenApply(
                written -> {
                  if (written && options.ttl().isEmpty()) {
                    cache.put(key, value.clone());
                  }
                  return written;
                });
      }

      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        byte[] cached = cache.get(key);
        return cached == null ? super.get(key) : done(Optional.of(cached.clone()));
      }

      @Override
      public CompletionStage<Long> delete(Collection<String> keys) {
        keys.forEach(cache::remove);
        return super.delete(keys);
      }
    };
  }

  private static RedisCommands rememberingMissing(RedisCommands sound) {
    HashSet<String> missing = new HashSet<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        if (missing.contains(key)) {
          return done(Optional.empty());
        }
        Optional<byte[]> value = now(super.get(key));
        if (value.isEmpty()) {
          missing.add(key);
        }
        return done(value);
      }

      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        missing.remove(key);
        return super.set(key, value, options);
      }
    };
  }

  private static RedisCommands rememberingTtls(RedisCommands sound) {
    Map<String, Duration> moved = new ConcurrentHashMap<>();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        Duration last = moved.put(key, ttl);
        return ttl.equals(last) ? done(true) : super.expire(key, ttl);
      }
    };
  }

  private static RedisCommands spoilingSomeReads(RedisCommands sound) {
    AtomicInteger reads = new AtomicInteger();
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> get(String key) {
        return super.get(key)
            .thenApply(
                value ->
                    reads.incrementAndGet() % 40 == 0
                        ? value.map(bytes -> "another".getBytes(UTF_8))
                        : value);
      }
    };
  }
}
