package io.cloakroom.session;

import io.cloakroom.crypto.OnPlainRecord;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.record.RecordPeer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.keys.ReservedKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses options of a store that contradict one another. The messages say what to change. */
final class OptionChecks {

  private OptionChecks() {}

  /**
   * @throws IllegalArgumentException if two options contradict one another
   */
  static void check(RedisSessionStoreBuilder options) {
    checkPeer(options);
    checkPrefix(options.prefix(), options.peer);
    checkTtl(options);
    if (options.encryption == null && options.onPlainRecord == OnPlainRecord.ACCEPT) {
      throw new IllegalArgumentException(
          "Option onPlainRecord ACCEPT needs the option encryption: without it all records are plain."
              + " Set encryption, or leave onPlainRecord out");
    }
  }

  private static void checkPeer(RedisSessionStoreBuilder options) {
    if (options.peer == null) {
      return;
    }
    String unreadable = null;
    if (options.encryption != null) {
      unreadable = "encryption";
    } else if (options.compression != RecordCompression.OFF) {
      unreadable = "compression";
    } else if (options.idHashing) {
      unreadable = "idHashing";
    } else if (options.serializer != null
        && !(options.serializer instanceof JsonSessionSerializer)) {
      unreadable = "serializer (other than JsonSessionSerializer)";
    }
    if (unreadable != null) {
      throw new IllegalArgumentException(
          "Option %s cannot be combined with sharedWith: %s could not read that"
              .formatted(unreadable, options.peer.name()));
    }
  }

  private static void checkPrefix(String prefix, @Nullable RecordPeer peer) {
    if (peer == null && !prefix.isEmpty() && !SessionKeys.isSeparate(prefix)) {
      throw new IllegalArgumentException(
          "Option prefix must end with a character that stands for no part of a session id in a key,"
              + " such as a colon: with \""
              + prefix
              + "\" the sessions of another prefix that continues it could be taken for its own");
    }
    if (!new ReservedKeys(prefix).followSessions()) {
      throw new IllegalArgumentException(
          "Option prefix has a brace that begins or ends no hash tag: \""
              + prefix
              + "\". In a cluster, keys that belong together would be on different servers. Leave"
              + " braces out, or put a text into a pair of them");
    }
  }

  private static void checkTtl(RedisSessionStoreBuilder options) {
    Duration ttl = options.ttl;
    Duration touchAfter = options.touchAfter;
    if (options.ttlFunction == null && touchAfter.compareTo(ttl) > 0) {
      throw new IllegalArgumentException(
          "Option touchAfter must not be longer than ttl: sessions would live for "
              + touchAfter
              + " beyond their ttl of "
              + ttl
              + ". Set touchAfter to a small part of ttl, such as "
              + ttl.dividedBy(10));
    }
    if (options.touchDisabled) {
      refuse(!touchAfter.isZero(), "touchAfter", "disableTouch", "no TTL is reset then");
    }
    if (options.ttlDisabled) {
      refuse(!touchAfter.isZero(), "touchAfter", "disableTtl", "no TTL is reset then");
      refuse(
          options.ttlChosen || options.ttlFunction != null,
          "ttl",
          "disableTtl",
          "no session expires then. Leave one out");
      refuse(
          options.maxLifetime != null,
          "maxLifetime",
          "disableTtl",
          "the session would have to expire and never expire");
      refuse(options.expiredEvents, "expiredEvents", "disableTtl", "no session expires");
      refuse(
          options.user != null,
          "userIndex",
          "disableTtl",
          "entries of the index expire with their sessions");
    }
  }

  private static void refuse(boolean isSet, String option, String with, String reason) {
    if (isSet) {
      throw new IllegalArgumentException(
          "Option %s cannot be combined with %s: %s".formatted(option, with, reason));
    }
  }
}
