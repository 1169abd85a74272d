package io.cloakroom.redis;

import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error: {@code WRONGTYPE}, {@code OOM}, {@code NOAUTH} and the like.
 */
public final class RedisRefusedException extends RedisCommandException {

  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("[A-Z]{2,16}");

  /** Servers before 7.0 wrap the error of a command that a script runs in one of their own. */
  private static final Pattern WITHIN_A_SCRIPT =
      Pattern.compile("ERR Error running script.*: -?([A-Z]{2,16}) .*");

  private static final Pattern SCRIPT_COMMAND = Pattern.compile("['`]eval(sha)?['`]");

  /** Codes of refusals that say something about the data, the log-in or the server's state. */
  private static final Set<String> NOT_ABOUT_COMMANDS =
      Set.of(
          "WRONGTYPE",
          "OOM",
          "NOAUTH",
          "WRONGPASS",
          "NOSCRIPT",
          "MISCONF",
          "BUSY",
          "BUSYKEY",
          "NOREPLICAS",
          "EXECABORT",
          "NOPROTO",
          "CROSSSLOT",
          "DENIED",
          "NOPREFIX",
          "UNEXPECTED");

  private final String reply;
  private final Meaning meaning;

  /** What a reply means, by its words as the server sent them, which the message may not repeat. */
  private record Meaning(String code, boolean aboutCommand, boolean aboutScripts)
      implements Serializable {

    private static Meaning of(String reply) {
      String code = code(reply);
      String words = reply.toLowerCase(Locale.ROOT);
      return new Meaning(
          code,
          !NOT_ABOUT_COMMANDS.contains(code)
              && !comesFromARunningScript(reply)
              && !isAboutAKey(code, reply),
          (words.startsWith("err unknown command") || code.equals("NOPERM"))
              && SCRIPT_COMMAND.matcher(words).find());
    }

    private static String code(String reply) {
      Matcher wrapped = WITHIN_A_SCRIPT.matcher(reply);
      if (wrapped.matches()) {
        return wrapped.group(1);
      }
      int space = reply.indexOf(' ');
      return space < 0 ? reply : reply.substring(0, space);
    }

    /** A Redis user may run a command, but not on every key. */
    private static boolean isAboutAKey(String code, String reply) {
      return code.equals("NOPERM") && reply.contains("permissions to access");
    }

    private static boolean comesFromARunningScript(String reply) {
      return reply.contains("user_script") || reply.contains("Error running script");
    }

    Meaning ofScripts() {
      return new Meaning(code, aboutCommand, true);
    }

    /** A proxy may begin with anything, but servers' codes are capitals and no secrets. */
    Meaning without(Collection<String> secrets) {
      return CODE.matcher(code).matches()
          ? this
          : new Meaning(Redaction.of(code, secrets), aboutCommand, aboutScripts);
    }
  }

  /**
   * Returns a refusal in the server's own words. What a server repeats of the command's arguments
   * is left out, because it may be a session's key.
   *
   * @param reply the server's error reply, whose first word is its code
   * @param cause the client's own exception, if there is one
   */
  public RedisRefusedException(String reply, @Nullable Throwable cause) {
    this(Redaction.withoutArguments(reply), cause, Meaning.of(Redaction.withoutArguments(reply)));
  }

  private RedisRefusedException(String reply, @Nullable Throwable cause, Meaning meaning) {
    super("Redis refused the command: " + reply, cause);
    this.reply = reply;
    this.meaning = meaning;
  }

  /**
   * Returns the first word of the server's reply, such as {@code WRONGTYPE} or {@code ERR}; of a
   * command that a script ran, its own.
   */
  public String code() {
    return meaning.code();
  }

  /** Returns whether the server does not know the script that it was asked to run by its digest. */
  public boolean isUnknownScript() {
    return code().equals("NOSCRIPT");
  }

  /**
   * Returns whether the command itself may be what was refused: the server is too old, the command
   * was disabled, the user may not use it, or a proxy does not pass it on. Servers, managed
   * services and proxies each say so in words of their own; so this is true of every refusal that
   * is not known to say something else.
   */
  public boolean isAboutCommand() {
    return meaning.aboutCommand();
  }

  /**
   * Returns whether it is scripts that were refused: the user may not run them, or the server has
   * none.
   */
  public boolean isAboutScripts() {
    return meaning.aboutScripts();
  }

  /** Returns the same refusal, known to be {@linkplain #isAboutScripts about scripts}. */
  public RedisRefusedException ofScripts() {
    return isAboutScripts() ? this : new RedisRefusedException(reply, this, meaning.ofScripts());
  }

  /**
   * Returns the same refusal with a message that also says what to do about it.
   *
   * @param advice a sentence, without the full stop before it
   */
  public RedisRefusedException advising(String advice) {
    return new RedisRefusedException(reply + ". " + advice, this, meaning);
  }

  @Override
  RedisCommandException copy(
      String message, @Nullable Throwable cause, Collection<String> secrets) {
    return new RedisRefusedException(Redaction.of(reply, secrets), cause, meaning.without(secrets));
  }
}
