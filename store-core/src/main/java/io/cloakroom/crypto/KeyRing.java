package io.cloakroom.crypto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of a store: the newest, which records are written under, and retired ones, which can
 * still be read. Immutable.
 *
 * <pre>{@code
 * KeyRing keys = KeyRing.of(EncryptionKey.of(newestBytes))
 *     .andRetired(EncryptionKey.of(lastYearsBytes));
 * }</pre>
 *
 * <p>To change keys without a moment in which a server meets a record that it can't read: first
 * give every server the new key as a retired one; then make it the newest everywhere, and retire
 * the old one; take the old one away when the longest session has ended.
 */
public final class KeyRing {

  private final List<EncryptionKey> keys;

  private KeyRing(List<EncryptionKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A ring of one key. */
  public static KeyRing of(EncryptionKey newest) {
    return new KeyRing(List.of(newest));
  }

  /**
   * This ring and more keys to read with, in any order.
   *
   * @throws IllegalArgumentException if a key is in the ring already
   */
  public KeyRing andRetired(EncryptionKey... retired) {
    List<EncryptionKey> all = new ArrayList<>(keys);
    Set<Long> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.idBits()));
    for (EncryptionKey key : retired) {
      if (!ids.add(key.idBits())) {
        throw new IllegalArgumentException(
            "The key " + key.id() + " is in the key ring twice: retire it once, or not at all");
      }
      all.add(key);
    }
    return new KeyRing(all);
  }

  /** The key that records are written under. */
  public EncryptionKey newest() {
    return keys.get(0);
  }

  /** All keys, the newest first. */
  public List<EncryptionKey> keys() {
    return keys;
  }

  /** The ids of the keys, and nothing of the keys. */
  @Override
  public String toString() {
    return keys.stream().map(EncryptionKey::id).collect(Collectors.joining(", ", "KeyRing[", "]"));
  }
}
