package io.cloakroom.micronaut;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.crypto.RecordCompression;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.micronaut.context.annotation.ConfigurationBuilder;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties below {@code cloakroom.store}: the options of {@link RedisSessionStoreBuilder} by
 * their names, whose defaults stand there, and those that are made of text.
 */
@ConfigurationProperties(KnownProperties.PREFIX + ".store")
final class StoreConfiguration {

  @ConfigurationBuilder(
      prefixes = "",
      excludes = {
        "userIndex",
        "serializer",
        "observer",
        "tracer",
        "encryption",
        "compression",
        "foreignRecords",
        "sharedWith",
        "resilience",
        "clock",
        "build"
      })
  final RedisSessionStoreBuilder store;

  private List<String> allow = List.of();
  private List<String> encryptionKeys = List.of();

  StoreConfiguration(RedisCommands commands) {
    this.store = RedisSessionStore.builder(commands);
  }

  /**
   * Which classes of the application JSON may store and restore.
   *
   * @param allow Which classes of the application sessions may hold: names of classes, and of
   *     packages with .* at their end. Default: none
   */
  public void setAllow(List<String> allow) {
    this.allow = List.copyOf(allow);
  }

  List<String> allow() {
    return allow;
  }

  /**
   * By which attribute sessions are found by user.
   *
   * @param userIndex The attribute that names the user, by whom sessions can be found and ended;
   *     micronaut.AUTHENTICATION for who is logged in. Default: none
   */
  public void setUserIndex(String userIndex) {
    if (userIndex.isEmpty()) {
      throw new ConfigurationException(
          "cloakroom.store.user-index must name an attribute of sessions, but is empty");
    }
    store.userIndex(session -> userIn(session.get(userIndex)));
  }

  /** Returns the user that an attribute names, or that {@link AuthenticationConverters} stored. */
  private static @Nullable String userIn(@Nullable Object value) {
    Object user = value instanceof Map<?, ?> who ? who.get("name") : value;
    return user == null ? null : user.toString();
  }

  /**
   * From which size on records are compressed.
   *
   * @param compressionThreshold From which size in bytes on records are compressed. Default: none
   *     are
   */
  public void setCompressionThreshold(int compressionThreshold) {
    store.compression(RecordCompression.from(compressionThreshold));
  }

  /**
   * The keys that records are encrypted with.
   *
   * @param encryptionKeys The keys that records are encrypted with, 32 bytes each in Base64: the
   *     first encrypts, the others are retired ones that are still read. Default: records are not
   *     encrypted
   */
  public void setEncryptionKeys(List<String> encryptionKeys) {
    this.encryptionKeys = List.copyOf(encryptionKeys);
  }

  /** Encrypts with these keys, or with the application's. */
  void encrypt(@Nullable KeyRing keyRing) {
    if (!encryptionKeys.isEmpty() && keyRing != null) {
      throw new ConfigurationException(
          "There are a KeyRing bean and the property cloakroom.store.encryption-keys: use one");
    }
    if (!encryptionKeys.isEmpty()) {
      List<EncryptionKey> keys = encryptionKeys.stream().map(StoreConfiguration::key).toList();
      store.encryption(
          KeyRing.of(keys.get(0))
              .andRetired(keys.subList(1, keys.size()).toArray(EncryptionKey[]::new)));
    } else if (keyRing != null) {
      store.encryption(keyRing);
    }
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
