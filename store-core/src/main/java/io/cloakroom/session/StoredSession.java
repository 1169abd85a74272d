package io.cloakroom.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as {@link SessionInventory} finds it, for those who run an application: what may be
 * shown of it, without changing it or resetting its TTL.
 */
public final class StoredSession {

  private final String word;
  private final String name;
  private final int bytes;
  private final Optional<Duration> left;
  private final @Nullable Session session;
  private final @Nullable String user;
  private final @Nullable Instant lastUsed;
  private final @Nullable String problem;

  private StoredSession(
      String word,
      String name,
      int bytes,
      Optional<Duration> left,
      @Nullable Session session,
      @Nullable String user,
      @Nullable Instant lastUsed,
      @Nullable String problem) {
    this.word = word;
    this.name = name;
    this.bytes = bytes;
    this.left = left;
    this.session = session;
    this.user = user;
    this.lastUsed = lastUsed;
    this.problem = problem;
  }

  static StoredSession readable(
      String word,
      String name,
      int bytes,
      Optional<Duration> left,
      Session session,
      @Nullable String user,
      @Nullable Instant lastUsed) {
    return new StoredSession(word, name, bytes, left, session, user, lastUsed, null);
  }

  static StoredSession unreadable(
      String word, String name, int bytes, Optional<Duration> left, String problem) {
    return new StoredSession(word, name, bytes, left, null, null, null, problem);
  }

  /**
   * Returns what names the session in Redis: its id, or the hash of that with {@code idHashing}. It
   * is not for showing or logging; {@link #name} is.
   */
  public String word() {
    return word;
  }

  /** Returns the masked id, or the hash with {@code idHashing}. */
  public String name() {
    return name;
  }

  /** Returns the size of the record in Redis. */
  public int bytes() {
    return bytes;
  }

  /** Returns how long the session lives unless it is used; empty where it never expires. */
  public Optional<Duration> left() {
    return left;
  }

  /** Returns the session's user; empty if it has none, and without the option {@code userIndex}. */
  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /** Returns when the session began; empty where its record does not say, as Express's do not. */
  public Optional<Instant> created() {
    return Optional.ofNullable(session).map(Session::creationTime);
  }

  /**
   * Returns when the session was last used, as far as its TTL tells: up to {@code touchAfter}
   * earlier. Empty where nothing resets its TTL.
   */
  public Optional<Instant> lastUsed() {
    return Optional.ofNullable(lastUsed);
  }

  /** Returns why the record can't be read; empty where it can. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Returns the names of the attributes, also of those that can't be restored. */
  public List<String> attributes() {
    return session == null ? List.of() : List.copyOf(session.content().storedNames());
  }

  /**
   * Returns an attribute's value as text.
   *
   * @return empty where there is none, or where it can't be restored here
   */
  public Optional<String> value(String attribute) {
    try {
      return Optional.ofNullable(session).map(it -> it.get(attribute)).map(String::valueOf);
    } catch (Throwable e) {
      return Optional.empty();
    }
  }
}
