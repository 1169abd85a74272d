package io.cloakroom.session.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.keys.ReservedKeys;
import io.cloakroom.session.writing.RefusalAdvice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of users in Redis: for each user a sorted set of the words of sessions, by when they
 * will certainly have ended. Before its time, an entry is removed only after its record was, and
 * never if a session was to begin under a word that had an entry already. So no race and no crash
 * removes the entry of a session that lives.
 *
 * <p>An entry is good for two TTLs, and so outlasts the next use of its session although that
 * prolongs the record first. It is written again at most once in {@link #REST}; by then it has been
 * good for that much longer.
 */
public final class UserEntries {

  /** How long an entry is left alone by who has written it. */
  private static final Duration REST = Duration.ofMinutes(5);

  private static final int REMEMBERED = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(UserEntries.class);

  private final RedisCommands commands;
  private final ReservedKeys keys;
  private final InstantSource clock;
  private final Map<String, Written> written =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Written> eldest) {
          return size() > REMEMBERED;
        }
      };

  public UserEntries(RedisCommands commands, ReservedKeys keys, InstantSource clock) {
    this.commands = commands;
    this.keys = keys;
    this.clock = clock;
  }

  /** Where the entry of a word was written, and when: by the wall clock and the monotonic one. */
  private record Written(String indexKey, Instant at, long nanos, Duration ttl) {

    /** Whether less than a duration has passed since then, whatever was done to the clock. */
    boolean isWithin(Duration rest, Instant now) {
      return !now.isBefore(at)
          && now.isBefore(at.plus(rest))
          && System.nanoTime() - nanos < rest.toNanos();
    }
  }

  /** Enters the word of a user's session that is about to begin, and lives for a TTL from now. */
  public CompletionStage<Void> begin(String user, String word, Duration ttl) {
    return write(keys.ofUser(user), word, ttl, "1");
  }

  /** Enters the word of a user's session that is there, and lives for a TTL from now. */
  public CompletionStage<Void> enter(String user, String word, Duration ttl) {
    String indexKey = keys.ofUser(user);
    return isGood(indexKey, word, ttl)
        ? CompletableFuture.completedStage(null)
        : write(indexKey, word, ttl, "");
  }

  private CompletionStage<Void> write(String indexKey, String word, Duration ttl, String begins) {
    Written now = new Written(indexKey, clock.instant(), System.nanoTime(), ttl);
    return RefusalAdvice.with(
            RefusalAdvice.INDEX,
            commands.eval(
                RedisScript.INDEX_ADD,
                List.of(indexKey),
                List.of(
                    word.getBytes(UTF_8),
                    millis(ttl.plus(ttl).plus(REST)),
                    begins.getBytes(UTF_8))))
        .thenAccept(done -> remember(word, now));
  }

  private synchronized boolean isGood(String indexKey, String word, Duration ttl) {
    Written last = written.get(word);
    return last != null
        && last.indexKey().equals(indexKey)
        && ttl.compareTo(last.ttl()) <= 0
        && last.isWithin(ttl.compareTo(REST) < 0 ? ttl : REST, clock.instant());
  }

  private synchronized void remember(String word, Written what) {
    written.put(word, what);
  }

  private synchronized @Nullable Written forget(String word) {
    return written.remove(word);
  }

  /**
   * Removes the entry of a session whose record was removed, if it was written here not long ago:
   * nothing else tells whose it was. No command where it was not.
   */
  public CompletionStage<Void> leave(String word) {
    Written known = forget(word);
    return known == null
        ? CompletableFuture.completedStage(null)
        : remove(known.indexKey(), List.of(word));
  }

  /** Removes the entries of sessions of a user whose records were removed. */
  public CompletionStage<Void> leave(String user, List<String> words) {
    words.forEach(this::forget);
    return words.isEmpty()
        ? CompletableFuture.completedStage(null)
        : remove(keys.ofUser(user), words);
  }

  /**
   * What fails here leaves an entry that expires by itself. The sessions have ended all the same.
   */
  private CompletionStage<Void> remove(String indexKey, List<String> words) {
    return commands
        .eval(
            RedisScript.INDEX_REMOVE,
            List.of(indexKey),
            words.stream().map(word -> word.getBytes(UTF_8)).toList())
        .handle(
            (done, failure) -> {
              if (failure != null) {
                LOG.debug("Entries of ended sessions stay in the index of users", failure);
              }
              return null;
            });
  }

  /** Returns the words of all sessions that may be a user's. */
  public CompletionStage<List<String>> wordsOf(String user) {
    return RefusalAdvice.with(
            RefusalAdvice.INDEX,
            commands.eval(RedisScript.INDEX_READ, List.of(keys.ofUser(user)), List.of()))
        .thenApply(words -> words.stream().map(word -> new String(word, UTF_8)).toList());
  }

  private static byte[] millis(Duration ttl) {
    Duration possible = ttl.compareTo(TimeToLive.MAXIMUM) > 0 ? TimeToLive.MAXIMUM : ttl;
    return Long.toString(TimeToLive.toMillis(possible)).getBytes(UTF_8);
  }
}
