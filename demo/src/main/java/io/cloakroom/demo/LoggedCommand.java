package io.cloakroom.demo;

import io.cloakroom.redis.RedisScript;

/**
 * A command as it was given to the port.
 *
 * @param name the name of the Redis command
 * @param rest its arguments, shortened
 */
record LoggedCommand(String name, String rest) {

  /** What a session store gives it for. */
  String purpose() {
    return switch (name) {
      case "GET", "MGET" -> "reads";
      case "GETEX" -> "reads, and resets the time to live";
      case "SET" -> rest.contains(" NX") ? "stores what is new, over nothing" : "stores";
      case "PEXPIRE" -> "resets the time to live";
      case "DEL" -> "destroys";
      case "EVALSHA" ->
          rest.startsWith(RedisScript.COMPARE_AND_SET.name())
              ? "replaces only what was read, so that nobody's change is lost"
              : rest.startsWith(RedisScript.COMPARE_AND_DELETE.name())
                  ? "removes only what was read, so that nobody's change is lost"
                  : rest.startsWith(RedisScript.DELETE_AND_MARK.name())
                      ? "destroys what another session takes the place of"
                      : "reads, and resets the time to live";
      default -> "looks";
    };
  }
}
