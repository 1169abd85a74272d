package io.cloakroom.serializer;

/** Different keys that have the same hash code. */
public final class HostileKeys {

  private HostileKeys() {}

  /** The texts of all numbers have one hash code. */
  public static String text(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      text.append((number >>> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }
}
