package io.cloakroom.redis;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that did not succeed. There are three kinds, because they call for different answers:
 *
 * <ul>
 *   <li>{@link RedisRefusedException}: the server received the command and said no. It will say no
 *       again until somebody changes the configuration, the data or the code.
 *   <li>{@link RedisTimeoutException}: no answer came in time. The command may have been carried
 *       out.
 *   <li>{@link RedisUnreachableException}: no server can be reached now. Trying again later may
 *       help.
 * </ul>
 */
public abstract sealed class RedisCommandException extends RuntimeException
    permits RedisRefusedException, RedisTimeoutException, RedisUnreachableException {

  private static final long serialVersionUID = 1L;

  /**
   * Error replies of a server that is there but can't take the command now.
   *
   * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">The
   *     cluster specification, for MOVED, ASK, TRYAGAIN and CLUSTERDOWN</a>
   */
  private static final Set<String> NOT_NOW =
      Set.of(
          "LOADING",
          "BUSY",
          "READONLY",
          "MASTERDOWN",
          "NOREPLICAS",
          "CLUSTERDOWN",
          "TRYAGAIN",
          "MOVED",
          "ASK");

  /**
   * What a server says that takes no more connections, and proxies in the place of one that they
   * cannot reach; neither sends a code.
   */
  private static final Pattern NO_SERVER_THERE =
      Pattern.compile(
          "(?i)(ERR )?(max number of clients reached|no upstream host"
              + "|upstream (failure|protocol error)|proxy (upstream )?not available|no server connection .*|connection (refused|timed out|reset by peer)"
              + "|host is down|no route to host|network is unreachable)");

  RedisCommandException(String message, @Nullable Throwable cause) {
    super(message, Redaction.withoutArguments(cause));
  }

  /**
   * Returns the same failure without these texts: in its message, and in those of all its causes,
   * each is replaced by "…". Servers, proxies and clients repeat a command's arguments in words of
   * their own, and a key holds a session's id.
   */
  public final RedisCommandException without(Collection<String> secrets) {
    return withoutThese(Redaction.possiblyIn(this, secrets));
  }

  private RedisCommandException withoutThese(Collection<String> secrets) {
    Throwable clean = Redaction.of(getCause(), secrets);
    String message = String.valueOf(getMessage());
    String cleanMessage = Redaction.of(message, secrets);
    return clean == getCause() && cleanMessage.equals(message)
        ? this
        : copy(cleanMessage, clean, secrets);
  }

  abstract RedisCommandException copy(
      String message, @Nullable Throwable cause, Collection<String> secrets);

  /**
   * Returns what an error reply means: a refusal, or a {@link RedisUnreachableException} if another
   * server would take the command, or this one would take it later.
   *
   * @param reply the server's error reply, whose first word is its code
   * @param cause the client's own exception, if there is one
   */
  public static RedisCommandException ofReply(String reply, @Nullable Throwable cause) {
    RedisRefusedException refused = new RedisRefusedException(reply, cause);
    return NOT_NOW.contains(refused.code()) || NO_SERVER_THERE.matcher(reply).matches()
        ? new RedisUnreachableException("Redis cannot take the command now: " + reply, cause)
        : refused;
  }
}
