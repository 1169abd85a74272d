package io.cloakroom.redis;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a command's arguments out of exceptions. Servers repeat arguments in some refusals, and
 * clients put the server's words into their own exceptions; an argument may be a session's key or
 * its content.
 */
final class Redaction {

  /** What Redis and Valkey put before the arguments that they repeat. */
  private static final String ARGUMENTS = ", with args";

  /**
   * The user and the password of an address; some versions of Redisson write them into messages.
   */
  private static final Pattern ACCOUNT = Pattern.compile("://\\S*@");

  /** So many secrets are sorted out before each text is looked through for each of them. */
  private static final int MANY = 64;

  private Redaction() {}

  /** Returns a text without the arguments that a server repeats in it. */
  static String withoutArguments(String text) {
    int arguments = text.indexOf(ARGUMENTS);
    return arguments < 0 ? text : text.substring(0, arguments);
  }

  /** Returns a text without repeated arguments, and with "…" for what it has of the secrets. */
  static String of(String text, Collection<String> secrets) {
    return SharedText.hidden(withoutAccounts(withoutArguments(text)), secrets);
  }

  /**
   * Returns the secrets without those of which nothing stands in a failure and its causes. A call
   * may have tens of thousands, each of which is looked through once here.
   */
  static Collection<String> possiblyIn(Throwable failure, Collection<String> secrets) {
    if (secrets.size() < MANY) {
      return secrets;
    }
    StringBuilder texts = new StringBuilder();
    collect(failure, texts, seen());
    return SharedText.possiblyIn(texts.toString(), secrets);
  }

  private static void collect(Throwable failure, StringBuilder texts, Set<Throwable> seen) {
    if (seen.add(failure)) {
      texts.append(failure).append('\n');
      if (failure.getCause() != null) {
        collect(failure.getCause(), texts, seen);
      }
      Stream.of(failure.getSuppressed()).forEach(each -> collect(each, texts, seen));
    }
  }

  private static String withoutAccounts(String text) {
    return text.contains("://")
        ? ACCOUNT.matcher(text).replaceAll("://" + SharedText.HIDDEN + "@")
        : text;
  }

  /** Returns the failure itself if its whole chain is clean, or else a copy that is. */
  static @Nullable Throwable of(@Nullable Throwable failure, Collection<String> secrets) {
    return failure == null || isClean(failure, secrets, seen())
        ? failure
        : copy(failure, secrets, seen());
  }

  static @Nullable Throwable withoutArguments(@Nullable Throwable failure) {
    return of(failure, List.of());
  }

  /** A chain may lead back to itself. */
  private static Set<Throwable> seen() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean isClean(
      Throwable failure, Collection<String> secrets, Set<Throwable> seen) {
    if (!seen.add(failure)) {
      return true;
    }
    String text = failure.toString();
    return of(text, secrets).equals(text)
        && (failure.getCause() == null || isClean(failure.getCause(), secrets, seen))
        && Stream.of(failure.getSuppressed()).allMatch(each -> isClean(each, secrets, seen));
  }

  private static @Nullable Throwable copy(
      @Nullable Throwable failure, Collection<String> secrets, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return null;
    }
    Copy copy = new Copy(of(failure.toString(), secrets), copy(failure.getCause(), secrets, seen));
    copy.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      Throwable clean = copy(suppressed, secrets, seen);
      if (clean != null) {
        copy.addSuppressed(clean);
      }
    }
    return copy;
  }

  /** Stands for an exception of a client library whose message repeated arguments. */
  private static final class Copy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Copy(String text, @Nullable Throwable cause) {
      super(text, cause);
    }
  }
}
