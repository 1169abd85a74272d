package io.cloakroom.tck.store.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step of a sequence over a store. Holders are {@link io.cloakroom.session.Session} objects, as
 * requests have them, by number; sessions are numbers, too, to which each run gives ids of its own.
 */
public sealed interface StoreStep {

  /** Whether it only changes what a holder has, of which Redis learns by a later step. */
  default boolean isInMemory() {
    return this instanceof Begin
        || this instanceof Put
        || this instanceof Remove
        || this instanceof Clear
        || this instanceof Revert
        || this instanceof Append
        || this instanceof Count
        || this instanceof MaxAge
        || this instanceof Idle;
  }

  /** A holder makes a session that no store knows yet. */
  record Begin(int holder, int session) implements StoreStep {}

  /** Another request has begun a session, if there is none that can be read. */
  record Ensure(int session, String user) implements StoreStep {}

  /** {@code create}. */
  record Create(int holder) implements StoreStep {}

  /** {@code get}, or {@code getAndTouch}. */
  record Load(int holder, int session, boolean touching) implements StoreStep {}

  /** Sets an attribute. */
  record Put(int holder, String name, @Nullable Object value) implements StoreStep {
    @Override
    public String toString() {
      String text = String.valueOf(value);
      return "Put[holder=%s, %s=%s]"
          .formatted(
              holder,
              name,
              text.length() < 40 ? text : text.length() + " characters " + text.substring(0, 8));
    }
  }

  /** Removes an attribute. */
  record Remove(int holder, String name) implements StoreStep {}

  /** Removes all attributes. */
  record Clear(int holder) implements StoreStep {}

  /** Forgets all changes. */
  record Revert(int holder) implements StoreStep {}

  /** Adds to a list in place, if there is one. */
  record Append(int holder, String name, String element) implements StoreStep {}

  /** Adds to a number by a function. */
  record Count(int holder, String name, int by) implements StoreStep {}

  /** Sets the {@code maxAge} of the cookie. */
  record MaxAge(int holder, Optional<Duration> maxAge) implements StoreStep {}

  /** Sets the idle interval. */
  record Idle(int holder, Optional<Duration> interval) implements StoreStep {}

  /** A verb that saves. */
  enum Verb {
    UPDATE,
    RESAVE,
    SET
  }

  /**
   * Saves.
   *
   * @param meanwhile what others do ahead of each of its writes, one after another
   */
  record Save(int holder, Verb verb, List<Meanwhile> meanwhile) implements StoreStep {
    public Save {
      meanwhile = List.copyOf(meanwhile);
    }
  }

  /** {@code regenerate}. */
  record Rename(int holder, int newSession, List<Meanwhile> meanwhile) implements StoreStep {
    public Rename {
      meanwhile = List.copyOf(meanwhile);
    }
  }

  /** {@code recreate}, after the session was found to be gone. */
  record Again(int holder, int newSession) implements StoreStep {}

  /** {@code touch}. */
  record Touch(int holder) implements StoreStep {}

  /** {@code destroy}. */
  record Destroy(int session) implements StoreStep {}

  /** {@code retire}. */
  record Retire(int session) implements StoreStep {}

  /** {@code destroyAll}, and the session that stays. */
  record DestroyAll(String user, int except) implements StoreStep {

    /** With the steps before it by which the user has another session than the one that is kept. */
    static List<StoreStep> ofSome(String user, int kept) {
      int other = (kept + 1) % StoreModelWorld.SESSIONS;
      return List.of(
          new Ensure(kept, user),
          new Destroy(other),
          new Ensure(other, user),
          new DestroyAll(user, kept));
    }
  }

  /** {@code clear}. */
  record ClearAll() implements StoreStep {}

  /** Walks over all sessions, and asks for those of each user. */
  record Walk() implements StoreStep {}

  /** Gives a session's key another TTL from outside. */
  record Shorten(int session) implements StoreStep {}

  /** A session's TTL ends. */
  record Expire(int session) implements StoreStep {}

  /** What somebody who can write to Redis puts in a record's place. */
  enum Damage {
    GARBAGE,
    EMPTY,
    HALF,
    /** One bit of an encrypted record is another. */
    FLIPPED,
    /** A sound record that is not encrypted. */
    PLAIN,
    /** Another session's record. */
    OTHER_ID,
    /** The record that a store of another prefix has for the same id. */
    OTHER_PREFIX,
    /** The record that a store with another key has written. */
    OTHER_KEY
  }

  /** A record is damaged. */
  record Spoil(int session, Damage damage, int seed) implements StoreStep {}

  /** The encryption key is rotated in all servers. */
  record Rotate() implements StoreStep {}

  /** What another server does while a session is being saved. */
  record Meanwhile(Deed deed, String name, int number) {

    /** The session under whose id it goes on, if it is renamed. */
    int newSession() {
      return number % StoreModelWorld.SESSIONS;
    }

    /** Whether it takes an id. */
    boolean takes(int session) {
      return deed == Deed.RENAME && newSession() == session;
    }
  }

  /** Kinds of that. */
  enum Deed {
    PUT,
    REMOVE,
    COUNT,
    SET,
    TOUCH,
    DESTROY,
    RENAME
  }
}
