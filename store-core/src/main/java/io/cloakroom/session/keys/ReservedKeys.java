package io.cloakroom.session.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.adapter.HashSlot;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The keys of what a store keeps beside its sessions. They have the prefix, so that whoever may
 * only use keys with that prefix can write them, and no session has one of them.
 *
 * @param prefix the prefix of the store's keys
 */
public record ReservedKeys(String prefix) {

  private static final String USERS = "users:";

  private static final String REPLACED = "replaced:";

  private static final String ENDS = "ends:";

  private static final String FACTS = "facts:";

  /** Put before an id that looks like one of these keys, so that it is none. */
  public static final String ESCAPE = "id:";

  /** What follows the prefix in these keys, escaped any number of times. */
  private static final Pattern FORM =
      Pattern.compile(
          "(id:)*+((users:|replaced:(\\{[^}]++})?)[A-Za-z0-9_-]{43}|(ends|facts):(\\d++|\\{\\d++}))");

  /** Returns whether what follows the prefix is, or is escaped as, that of one of these keys. */
  public static boolean contain(String word) {
    return FORM.matcher(word).matches();
  }

  /** Returns the key of the index of a user's sessions. The name can't be read in it. */
  public String ofUser(String user) {
    return prefix + USERS + IdHash.of(user);
  }

  /**
   * Returns the key of the note that the session under a key was given another id. It is in the
   * slot of the session's key, for one script to touch both.
   *
   * @param plain whether the key has only characters that {@link EncodedId} leaves as they are
   */
  public String markerOf(String key, boolean plain) {
    if (!plain) {
      String tag = hasTag(prefix) ? "" : "{" + tagOf(key) + "}";
      return prefix + REPLACED + tag + IdHash.of(key);
    }
    return hasTag(prefix)
        ? prefix + REPLACED + key.substring(prefix.length())
        : prefix + REPLACED + "{" + key + "}";
  }

  /** Returns a hash tag that is in the slot of a key, whatever braces the key has. */
  private static String tagOf(String key) {
    int open = key.indexOf('{');
    if (hasTag(key)) {
      return key.substring(open + 1, key.indexOf('}', open));
    }
    if (key.indexOf('}') < 0) {
      return key;
    }
    int slot = HashSlot.of(key.getBytes(UTF_8));
    int number = 0;
    while (HashSlot.of(Integer.toString(number).getBytes(UTF_8)) != slot) {
      number++;
    }
    return Integer.toString(number);
  }

  /**
   * Returns the keys of one part of the index of ends: its times, and what is known of the
   * sessions. Both are in one slot, and other parts in others, unless the prefix has a hash tag.
   */
  public List<String> ofEnds(int part) {
    String name = hasTag(prefix) ? Integer.toString(part) : "{" + part + "}";
    return List.of(prefix + ENDS + name, prefix + FACTS + name);
  }

  /**
   * Returns whether the keys of a session and of its note are always in one slot: the prefix has a
   * hash tag or no brace at all.
   */
  public boolean followSessions() {
    return hasTag(prefix) || (prefix.indexOf('{') < 0 && prefix.indexOf('}') < 0);
  }

  /** Returns whether a part of a text decides on the slot, by the rule of Redis Cluster. */
  private static boolean hasTag(String text) {
    int open = text.indexOf('{');
    return open >= 0 && text.indexOf('}', open) > open + 1;
  }
}
