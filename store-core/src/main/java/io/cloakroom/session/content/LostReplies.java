package io.cloakroom.session.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was sent for a session without a reply. It may have been written, so whoever tries again may
 * meet it, and must not take it for another's.
 */
public final class LostReplies {

  private final List<Sent> all = new ArrayList<>(0);

  /**
   * What is written.
   *
   * @param draft what it covers
   * @param end when the record expires; null: it does not
   */
  public record Write(SessionContent.Draft draft, StoredRecord stored, @Nullable Instant end) {}

  /** A write, and the key under which it may stand. */
  public record Sent(String key, Write write) {}

  /** Notes a write under a key that may have been carried out, although it failed. */
  public synchronized void note(String key, Write write) {
    all.add(new Sent(key, write));
  }

  /** Returns whether anything may have been written under a key. */
  public synchronized boolean isAny(String key) {
    return all.stream().anyMatch(sent -> sent.key().equals(key));
  }

  /** Returns what may have been written under other keys than these. */
  public synchronized List<Sent> besides(Set<String> keys) {
    return all.stream().filter(sent -> !keys.contains(sent.key())).toList();
  }

  /** Returns the write by which these bytes came under a key; empty if it was another's. */
  public synchronized Optional<Write> find(String key, byte[] found) {
    return all.stream()
        .filter(sent -> sent.key().equals(key))
        .map(Sent::write)
        .filter(write -> Arrays.equals(write.stored().bytes(), found))
        .findFirst();
  }

  /** Forgets the writes under a key, as a reply about it has come since. */
  public synchronized void forget(String key) {
    all.removeIf(sent -> sent.key().equals(key));
  }
}
