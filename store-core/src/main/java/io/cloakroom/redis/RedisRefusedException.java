package io.cloakroom.redis;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error: {@code WRONGTYPE}, {@code OOM}, {@code NOAUTH} and the like.
 */
public final class RedisRefusedException extends RedisCommandException {

  private static final long serialVersionUID = 1L;
  private static final Pattern SCRIPT_COMMAND = Pattern.compile("['`]eval(sha)?['`]");

  private final String reply;
  private final String code;
  private final boolean unknownCommand;

  /**
   * A refusal in the server's own words. What a server repeats of the command's arguments is left
   * out, because it may be a session's key.
   *
   * @param reply the server's error reply, whose first word is its code
   * @param cause the client's own exception, if there is one
   */
  public RedisRefusedException(String reply, @Nullable Throwable cause) {
    super("Redis refused the command: " + withoutArguments(reply), cause);
    this.reply = withoutArguments(reply);
    int space = reply.indexOf(' ');
    this.code = space < 0 ? reply : reply.substring(0, space);
    this.unknownCommand = reply.toLowerCase(Locale.ROOT).startsWith("err unknown command");
  }

  private static String withoutArguments(String reply) {
    int arguments = reply.indexOf(", with args");
    return arguments < 0 ? reply : reply.substring(0, arguments);
  }

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

  /** Whether it is scripts that were refused: the user may not run them, or the server has none. */
  public boolean isAboutScripts() {
    return (unknownCommand || code.equals("NOPERM"))
        && SCRIPT_COMMAND.matcher(reply.toLowerCase(Locale.ROOT)).find();
  }

  /**
   * The same refusal, whose message says what to do about it.
   *
   * @param advice a sentence, without the full stop before it
   */
  public RedisRefusedException advising(String advice) {
    return new RedisRefusedException(reply + ". " + advice, this);
  }
}
