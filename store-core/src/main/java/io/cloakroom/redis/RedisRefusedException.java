package io.cloakroom.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error: {@code WRONGTYPE}, {@code OOM}, {@code NOAUTH} and the like.
 */
public final class RedisRefusedException extends RedisCommandException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param reply the server's error reply, whose first word is its code
   * @param cause the client's own exception, if there is one
   */
  public RedisRefusedException(String reply, @Nullable Throwable cause) {
    super("Redis refused the command: " + reply, cause);
    int space = reply.indexOf(' ');
    this.code = space < 0 ? reply : reply.substring(0, space);
    this.unknownCommand = reply.toLowerCase(Locale.ROOT).startsWith("err unknown command");
  }

  private final boolean unknownCommand;

  /** The first word of the server's reply, such as {@code WRONGTYPE} or {@code ERR}. */
  public String code() {
    return code;
  }

  /** Whether the server does not know the script that it was asked to run by its digest. */
  public boolean isUnknownScript() {
    return code.equals("NOSCRIPT");
  }

  /** Whether the server does not know the command: it is too old, or the command was disabled. */
  public boolean isUnknownCommand() {
    return unknownCommand;
  }
}
