package io.cloakroom.micronaut;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.KrupteinReader;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.serializer.SessionSerializer;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.OnKrupteinRecord;
import io.cloakroom.session.OnPlainRecord;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of the store, as {@link RedisSessionStoreBuilder} explains them. Beside these
 * properties, beans of {@link SessionSerializer}, {@link KeyRing} and {@link KrupteinReader} are
 * used where there are some.
 */
@ConfigurationProperties("cloakroom.store")
public final class StoreConfiguration {

  private final @Nullable SessionSerializer serializer;
  private final @Nullable KeyRing keyRing;
  private final @Nullable KrupteinReader kruptein;
  private String prefix = "sess:";
  private Duration ttl = Duration.ofDays(1);
  private Duration touchAfter = Duration.ZERO;
  private @Nullable Duration maxLifetime;
  private @Nullable String userIndex;
  private boolean disableTouch;
  private boolean disableTtl;
  private int scanCount = 100;
  private List<String> encryptionKeys = List.of();
  private OnPlainRecord onPlainRecord = OnPlainRecord.REJECT;
  private OnKrupteinRecord onKrupteinRecord = OnKrupteinRecord.REWRITE;
  private @Nullable Integer compressionThreshold;
  private boolean idHashing;
  private OnUnreadable onUnreadable = OnUnreadable.DISCARD;
  private OnConflict onConflict = OnConflict.MERGE;

  StoreConfiguration(
      @Nullable SessionSerializer serializer,
      @Nullable KeyRing keyRing,
      @Nullable KrupteinReader kruptein) {
    this.serializer = serializer;
    this.keyRing = keyRing;
    this.kruptein = kruptein;
  }

  /** What each key begins with. */
  public String getPrefix() {
    return prefix;
  }

  /**
   * What each key begins with. Default: {@code sess:}.
   *
   * @param prefix What the key of each session begins with. Default: sess:
   */
  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  /** How long a session lives after it was last used. */
  public Duration getTtl() {
    return ttl;
  }

  /**
   * How long a session lives after it was last used. Default: a day.
   *
   * @param ttl How long a session lives after it was last used, if its cookie has no expiry of its
   *     own. Default: 1 day
   */
  public void setTtl(Duration ttl) {
    this.ttl = ttl;
  }

  /**
   * How much of a TTL is used up before it begins anew. Default: zero.
   *
   * @param touchAfter How much of a session's TTL is used up before using the session begins it
   *     anew, so that not each request writes to Redis; an unused session ends that much later.
   *     Default: 0, each request begins it anew
   */
  public void setTouchAfter(Duration touchAfter) {
    this.touchAfter = touchAfter;
  }

  /**
   * How long a session lives at most. Default: no limit.
   *
   * @param maxLifetime How long a session lives at most, counted from its creation, however often
   *     it is used. Default: no limit
   */
  public void setMaxLifetime(@Nullable Duration maxLifetime) {
    this.maxLifetime = maxLifetime;
  }

  /**
   * The attribute by which the sessions of a user are found. Default: none.
   *
   * @param userIndex The attribute that says whose a session is, so that all sessions of a user can
   *     be found and ended; with micronaut-security micronaut.AUTHENTICATION, of which the name
   *     counts. Default: none
   */
  public void setUserIndex(@Nullable String userIndex) {
    this.userIndex = userIndex;
  }

  /**
   * Whether reading leaves the TTL as it is. Default: false.
   *
   * @param disableTouch Whether reading a session does not prolong it. Default: false
   */
  public void setDisableTouch(boolean disableTouch) {
    this.disableTouch = disableTouch;
  }

  /**
   * Whether sessions never expire. Default: false.
   *
   * @param disableTtl Whether sessions never expire. Default: false
   */
  public void setDisableTtl(boolean disableTtl) {
    this.disableTtl = disableTtl;
  }

  /**
   * How many keys a step of a walk over all sessions looks at. Default: 100.
   *
   * @param scanCount How many keys the server looks at for each step of ids, all, length and clear.
   *     Default: 100
   */
  public void setScanCount(int scanCount) {
    this.scanCount = scanCount;
  }

  /**
   * The keys that records are encrypted with, the newest first. Default: none, not encrypted.
   *
   * @param encryptionKeys The keys that records are encrypted with, each 32 bytes in Base64; the
   *     first encrypts, the others are retired ones that are still read. Default: records are not
   *     encrypted
   */
  public void setEncryptionKeys(List<String> encryptionKeys) {
    this.encryptionKeys = List.copyOf(encryptionKeys);
  }

  /**
   * What a store that encrypts does with a plain record. Default: {@link OnPlainRecord#REJECT}.
   *
   * @param onPlainRecord What a store that encrypts does with a record that is not encrypted:
   *     accept or reject. Default: reject
   */
  public void setOnPlainRecord(OnPlainRecord onPlainRecord) {
    this.onPlainRecord = onPlainRecord;
  }

  /**
   * What becomes of a record of connect-redis-crypto's. Default: {@link OnKrupteinRecord#REWRITE}.
   *
   * @param onKrupteinRecord What becomes of a record of connect-redis-crypto's when its session is
   *     saved: rewrite, or leave, which refuses to save it. Default: rewrite
   */
  public void setOnKrupteinRecord(OnKrupteinRecord onKrupteinRecord) {
    this.onKrupteinRecord = onKrupteinRecord;
  }

  /**
   * From which size in bytes on records are compressed. Default: none are.
   *
   * @param compressionThreshold From which size in bytes on records are compressed. Default: none
   *     are
   */
  public void setCompressionThreshold(@Nullable Integer compressionThreshold) {
    this.compressionThreshold = compressionThreshold;
  }

  /**
   * Whether Redis holds the ids' hashes instead of the ids. Default: false.
   *
   * @param idHashing Whether Redis holds the SHA-256 of the id instead of the id. Default: false
   */
  public void setIdHashing(boolean idHashing) {
    this.idHashing = idHashing;
  }

  /**
   * What a record that can't be read means. Default: {@link OnUnreadable#DISCARD}.
   *
   * @param onUnreadable What a record that can't be read means: discard, there is no session; or
   *     fail. Default: discard
   */
  public void setOnUnreadable(OnUnreadable onUnreadable) {
    this.onUnreadable = onUnreadable;
  }

  /**
   * What becomes of what another request stored meanwhile. Default: {@link OnConflict#MERGE}.
   *
   * @param onConflict What becomes of what another request stored since a session was loaded:
   *     merge, it is kept; or overwrite, it is lost. Default: merge
   */
  public void setOnConflict(OnConflict onConflict) {
    this.onConflict = onConflict;
  }

  RedisSessionStoreBuilder applyTo(RedisSessionStoreBuilder store) {
    store
        .prefix(prefix)
        .ttl(ttl)
        .touchAfter(touchAfter)
        .scanCount(scanCount)
        .onPlainRecord(onPlainRecord)
        .onKrupteinRecord(onKrupteinRecord)
        .onUnreadable(onUnreadable)
        .onConflict(onConflict);
    if (maxLifetime != null) {
      store.maxLifetime(maxLifetime);
    }
    String attribute = userIndex;
    if (attribute != null) {
      store.userIndex(session -> userIn(session.get(attribute)));
    }
    if (disableTouch) {
      store.disableTouch();
    }
    if (disableTtl) {
      store.disableTtl();
    }
    if (idHashing) {
      store.idHashing();
    }
    if (compressionThreshold != null) {
      store.compression(RecordCompression.from(compressionThreshold));
    }
    if (serializer != null) {
      store.serializer(serializer);
    }
    if (kruptein != null) {
      store.kruptein(kruptein);
    }
    KeyRing keys = keys();
    return keys == null ? store : store.encryption(keys);
  }

  /** The user that an attribute names, or the one whom {@link AuthenticationConverters} stored. */
  private static @Nullable String userIn(@Nullable Object value) {
    Object user = value instanceof Map<?, ?> who ? who.get("name") : value;
    return user == null ? null : user.toString();
  }

  private @Nullable KeyRing keys() {
    if (encryptionKeys.isEmpty()) {
      return keyRing;
    }
    if (keyRing != null) {
      throw new ConfigurationException(
          "There are a KeyRing bean and the property cloakroom.store.encryption-keys: use one");
    }
    List<EncryptionKey> keys = encryptionKeys.stream().map(StoreConfiguration::key).toList();
    return KeyRing.of(keys.get(0))
        .andRetired(keys.subList(1, keys.size()).toArray(EncryptionKey[]::new));
  }

  private static EncryptionKey key(String base64) {
    try {
      return EncryptionKey.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Each of cloakroom.store.encryption-keys must be 32 bytes in Base64. Make one with:"
              + " openssl rand -base64 32");
    }
  }
}
