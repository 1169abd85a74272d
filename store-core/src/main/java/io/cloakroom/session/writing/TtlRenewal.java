package io.cloakroom.session.writing;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.redis.adapter.Fallback;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Resets the TTL of a record when its session is used. */
public interface TtlRenewal {

  /** Stands for a TTL that was not asked for. */
  TimeToLive NOT_ASKED = new TimeToLive.Missing();

  /**
   * Reads a record and resets its TTL.
   *
   * @param assumed the TTL that its session should have
   */
  CompletionStage<Optional<Read>> read(String key, TtlRange assumed);

  /** Returns the same, and tells the TTL that there was before, as far as one command can. */
  default CompletionStage<Optional<Read>> readAsking(String key, TtlRange assumed) {
    return read(key, assumed);
  }

  /** Reads a record that nothing is known of, and leaves its TTL as it is. */
  CompletionStage<Optional<Read>> read(String key);

  /** Reads a record and its TTL, and leaves that as it is. */
  CompletionStage<Optional<Read>> look(String key);

  /** Resets the TTL of a record; false where there is no record. */
  CompletionStage<Boolean> touch(String key, TtlRange ttl);

  /**
   * A record that was read.
   *
   * @param left the TTL it has now; {@link TimeToLive.Missing} where that was not asked for
   * @param before the TTL it had before; {@link TimeToLive.Missing} where that was not asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record Read(byte[] value, TimeToLive left, TimeToLive before) {

    /** Returns a record whose TTL was asked for, and left as it is. */
    static Read unchanged(byte[] value, TimeToLive left) {
      return new Read(value, left, left);
    }
  }

  /**
   * Returns the way that a store's options ask for.
   *
   * @param late whether a TTL is renewed only when it is due
   * @param merging whether changes are merged, for which there are scripts
   */
  static TtlRenewal of(boolean late, boolean merging, RedisCommands commands) {
    RenewalWhenDue due = new RenewalWhenDue(commands);
    Optional<RenewalWhenDueByScript> script =
        merging ? Optional.of(new RenewalWhenDueByScript(due, new Fallback())) : Optional.empty();
    return late
        ? script.<TtlRenewal>map(it -> it).orElse(due)
        : new RenewalOnEveryUse(commands, script, new AtomicBoolean());
  }
}
