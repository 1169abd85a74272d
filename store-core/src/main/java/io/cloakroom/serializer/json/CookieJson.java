package io.cloakroom.serializer.json;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnreadableRecordException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code cookie} member of express-session's record. Members are written in its order; absent
 * facts are left out, except {@code originalMaxAge} and {@code expires}, which are null then.
 */
final class CookieJson {

  private static final List<String> MEMBERS =
      List.of(
          "originalMaxAge",
          "expires",
          "secure",
          "httpOnly",
          "domain",
          "path",
          "sameSite",
          "partitioned",
          "priority");

  private CookieJson() {}

  /** Remembers which members there were; only unknown ones need more memory. */
  private static final class Seen {

    private int known;
    private @Nullable Set<String> others;

    /** Notes a member; false where there was one of this name already. */
    boolean add(String name) {
      int index = MEMBERS.indexOf(name);
      if (index >= 0) {
        int before = known;
        known |= 1 << index;
        return known != before;
      }
      if (others == null) {
        others = new HashSet<>();
      }
      return others.add(name);
    }
  }

  static void write(SessionCookie cookie, RecordBytes out) {
    Duration maxAge = cookie.maxAge();
    out.writeAscii("{\"originalMaxAge\":");
    out.writeAscii(maxAge == null ? "null" : Long.toString(maxAge.toMillis()));
    writeFlag("partitioned", cookie.partitioned(), out);
    writeWord("priority", cookie.priority(), out);
    Instant expires = cookie.expires();
    out.writeAscii(",\"expires\":");
    if (expires == null) {
      out.writeAscii("null");
    } else {
      out.writeQuoted(EcmaDate.format(expires));
    }
    writeFlag("secure", cookie.secure(), out);
    writeFlag("httpOnly", cookie.httpOnly(), out);
    writeText("domain", cookie.domain(), out);
    writeText("path", cookie.path(), out);
    writeWord("sameSite", cookie.sameSite(), out);
    out.write('}');
  }

  private static void writeFlag(String name, @Nullable Boolean flag, RecordBytes out) {
    if (flag != null) {
      writeName(name, out);
      out.writeAscii(flag ? "true" : "false");
    }
  }

  private static void writeText(String name, @Nullable String text, RecordBytes out) {
    if (text != null) {
      writeName(name, out);
      out.writeQuoted(text);
    }
  }

  private static void writeWord(String name, @Nullable Enum<?> word, RecordBytes out) {
    writeText(name, word == null ? null : word.name().toLowerCase(Locale.ROOT), out);
  }

  private static void writeName(String name, RecordBytes out) {
    out.write(',');
    out.writeQuoted(name);
    out.write(':');
  }

  /**
   * Reads the object that is the next value. Missing members get express-session's defaults;
   * unknown members are skipped.
   */
  static SessionCookie read(JsonScanner in) throws JsonScanner.MalformedException {
    Duration maxAge = null;
    Instant expires = null;
    Boolean secure = null;
    Boolean httpOnly = null;
    String domain = null;
    String path = null;
    SameSite sameSite = null;
    Boolean partitioned = null;
    CookiePriority priority = null;
    Seen seen = new Seen();
    for (boolean more = in.enterObject(); more; more = in.hasNextMember()) {
      String name = in.name();
      if (!seen.add(name)) {
        throw new UnreadableRecordException("The record's cookie has a member twice");
      }
      switch (name) {
        case "originalMaxAge" -> maxAge = maxAge(in.text());
        case "expires" -> expires = expires(in.text());
        case "secure" -> secure = flag(name, in.text());
        case "httpOnly" -> httpOnly = flag(name, in.text());
        case "domain" -> domain = text(name, in.text());
        case "path" -> path = text(name, in.text());
        case "sameSite" -> sameSite = sameSite(in.text());
        case "partitioned" -> partitioned = flag(name, in.text());
        case "priority" -> priority = word(CookiePriority.class, name, in.text());
        default -> in.value();
      }
    }
    try {
      return new SessionCookie(
          maxAge,
          expires,
          secure,
          httpOnly == null || httpOnly,
          domain == null || domain.isEmpty() ? null : domain,
          path == null || path.isEmpty() ? "/" : path,
          sameSite,
          partitioned,
          priority);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("The record's cookie is one that no browser would take");
    }
  }

  private static @Nullable Duration maxAge(String json) {
    if (isNothing(json)) {
      return null;
    }
    if (!isNumber(json)) {
      throw nonsense("originalMaxAge");
    }
    double millis = Math.ceil(Double.parseDouble(json));
    double longest = (double) SessionCookie.LONGEST.toMillis();
    return Duration.ofMillis((long) Math.max(-longest, Math.min(longest, millis)));
  }

  private static boolean isNumber(String json) {
    return json.charAt(0) == '-' || Character.isDigit(json.charAt(0));
  }

  private static @Nullable Instant expires(String json) {
    if (isNothing(json)) {
      return null;
    }
    try {
      String text = text("expires", json);
      return text == null ? null : EcmaDate.parse(text);
    } catch (DateTimeException e) {
      throw nonsense("expires");
    }
  }

  /** express-session's own way to say "with the browser" is null, its users' also false. */
  private static boolean isNothing(String json) {
    return json.equals("null") || json.equals("false");
  }

  private static @Nullable Boolean flag(String name, String json) {
    return switch (json) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case "null" -> null;
      default -> throw nonsense(name);
    };
  }

  private static @Nullable String text(String name, String json) {
    if (json.equals("null")) {
      return null;
    }
    if (json.charAt(0) != '"') {
      throw nonsense(name);
    }
    return JsonText.unescaped(json.substring(1, json.length() - 1));
  }

  /** Reads a word, or true for strict and false for nothing, like the npm package cookie. */
  private static @Nullable SameSite sameSite(String json) {
    return switch (json) {
      case "true" -> SameSite.STRICT;
      case "false" -> null;
      default -> word(SameSite.class, "sameSite", json);
    };
  }

  private static <E extends Enum<E>> @Nullable E word(Class<E> words, String name, String json) {
    String word = text(name, json);
    if (word == null) {
      return null;
    }
    try {
      return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw nonsense(name);
    }
  }

  private static UnreadableRecordException nonsense(String member) {
    return new UnreadableRecordException(
        "The " + member + " of the record's cookie can't be understood");
  }
}
