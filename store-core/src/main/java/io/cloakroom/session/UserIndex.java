package io.cloakroom.session;

import io.cloakroom.callback.OptionFunction;
import io.cloakroom.session.index.UserEntries;
import io.cloakroom.session.index.UserName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user of a session, and the sessions of a user. An entry is written before the record,
 * so it may name sessions that are gone, or belong to another user now; their records decide.
 */
final class UserIndex {

  private final SessionKeys keys;
  private final UserEntries entries;
  private final @Nullable OptionFunction<Session, Object> user;

  /**
   * @param user whose a session is; null: there is no index
   */
  UserIndex(SessionKeys keys, UserEntries entries, @Nullable OptionFunction<Session, Object> user) {
    this.keys = keys;
    this.entries = entries;
    this.user = user;
  }

  /**
   * Checks the user whose sessions are requested.
   *
   * @throws IllegalStateException if there is no index
   * @throws IllegalArgumentException if the name is null or blank
   */
  void requireUser(@Nullable String name) {
    requireFunction();
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("The user must not be null or blank");
    }
  }

  private OptionFunction<Session, Object> requireFunction() {
    if (user == null) {
      throw new IllegalStateException(
          "Sessions are not found by user: set the option userIndex of the store");
    }
    return user;
  }

  boolean isOn() {
    return user != null;
  }

  /** Returns whether a session is a user's, as its record says. */
  boolean isOf(String name, Session session) {
    return name.equals(userOf(session));
  }

  /** Whether a session is a user's, or has its user in an attribute that can't be restored here. */
  boolean mayBeOf(String name, Session session) {
    String found = userOf(session);
    return name.equals(found) || (found == null && session.content().carried() > 0);
  }

  /**
   * Returns the user of a session; null if it has none.
   *
   * @throws IllegalStateException if there is no index
   */
  @Nullable String userOf(Session session) {
    UserName name = nameOf(session);
    return name == null || !name.isName() ? null : name.text();
  }

  private @Nullable UserName nameOf(Session session) {
    return UserName.of(requireFunction().call(session));
  }

  /**
   * Enters a session that is saved, and lives under an id for a TTL from now, if it has a user.
   *
   * @param begins whether it is written without regard to a record that may be there
   * @throws IllegalStateException if the option returns a value that is no name
   */
  CompletionStage<Void> add(Session session, SessionId id, Duration ttl, boolean begins) {
    UserName name = isOn() ? nameOf(session) : null;
    if (name == null) {
      return CompletableFuture.completedStage(null);
    }
    name.require();
    String word = keys.wordOf(id);
    return begins ? entries.begin(name.text(), word, ttl) : entries.enter(name.text(), word, ttl);
  }

  /** Keeps a session that is used in the index, if it has a user. */
  CompletionStage<Void> keep(Session session, SessionId id, Duration ttl) {
    String name = isOn() ? userOf(session) : null;
    return name == null
        ? CompletableFuture.completedStage(null)
        : entries.enter(name, keys.wordOf(id), ttl);
  }

  /** Notes that a record was removed. */
  CompletionStage<Void> left(String key) {
    return isOn() ? entries.leave(keys.wordIn(key)) : CompletableFuture.completedStage(null);
  }

  /** Notes that records of a user's sessions were removed. */
  CompletionStage<Void> left(String name, List<String> removed) {
    return entries.leave(name, removed.stream().map(keys::wordIn).toList());
  }

  /** Returns the keys of all records that may be a user's. */
  CompletionStage<List<String>> keysOf(String name) {
    return entries
        .wordsOf(name)
        .thenApply(words -> words.stream().filter(keys::isWord).map(keys::keyOfWord).toList());
  }
}
