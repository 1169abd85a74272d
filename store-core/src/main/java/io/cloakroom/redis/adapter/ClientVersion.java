package io.cloakroom.redis.adapter;

/** Refuses a client that is too old and would fail later by a missing method. */
public final class ClientVersion {

  private ClientVersion() {}

  /**
   * Checks that a client is recent enough.
   *
   * @param client its name, for the message
   * @param minimum the first version that will do, for the message
   * @param since a class that this version brought
   * @param beside a class of the client that is older
   * @throws IllegalStateException if the class is not there
   */
  public static void require(String client, String minimum, String since, Class<?> beside) {
    try {
      Class.forName(since, false, beside.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "Cloakroom needs %s %s or later, and the one in use is older: raise its version"
              .formatted(client, minimum),
          e);
    }
  }
}
