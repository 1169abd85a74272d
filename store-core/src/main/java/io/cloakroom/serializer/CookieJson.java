package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.session.CookiePriority;
import io.cloakroom.session.SameSite;
import io.cloakroom.session.SessionCookie;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code cookie} member of express-session's record. Members are written in its order; what is
 * not said is left out, but for {@code originalMaxAge} and {@code expires}, which are null then.
 */
final class CookieJson {

  private CookieJson() {}

  static void write(SessionCookie cookie, JsonGenerator out) throws IOException {
    out.writeStartObject();
    Duration maxAge = cookie.maxAge();
    out.writeFieldName("originalMaxAge");
    if (maxAge == null) {
      out.writeNull();
    } else {
      out.writeNumber(maxAge.toMillis());
    }
    writeFlag("partitioned", cookie.partitioned(), out);
    writeWord("priority", cookie.priority(), out);
    out.writeFieldName("expires");
    Instant expires = cookie.expires();
    if (expires == null) {
      out.writeNull();
    } else {
      out.writeString(EcmaDate.format(expires));
    }
    writeFlag("secure", cookie.secure(), out);
    writeFlag("httpOnly", cookie.httpOnly(), out);
    writeText("domain", cookie.domain(), out);
    writeText("path", cookie.path(), out);
    writeWord("sameSite", cookie.sameSite(), out);
    out.writeEndObject();
  }

  private static void writeFlag(String name, @Nullable Boolean flag, JsonGenerator out)
      throws IOException {
    if (flag != null) {
      out.writeBooleanField(name, flag);
    }
  }

  private static void writeText(String name, @Nullable String text, JsonGenerator out)
      throws IOException {
    if (text != null) {
      out.writeFieldName(name);
      JsonText.writeString(text, out);
    }
  }

  private static void writeWord(String name, @Nullable Enum<?> word, JsonGenerator out)
      throws IOException {
    if (word != null) {
      out.writeStringField(name, word.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Reads the object that the parser has just entered. What is missing is what express-session
   * takes for it; members that it doesn't know are skipped.
   */
  static SessionCookie read(JsonParser in) throws IOException {
    Duration maxAge = null;
    Instant expires = null;
    Boolean secure = null;
    Boolean httpOnly = null;
    String domain = null;
    String path = null;
    SameSite sameSite = null;
    Boolean partitioned = null;
    CookiePriority priority = null;
    Set<String> seen = new HashSet<>(16);
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      if (!seen.add(name)) {
        throw new UnreadableRecordException("The record's cookie has a member twice");
      }
      in.nextToken();
      switch (name) {
        case "originalMaxAge" -> maxAge = maxAge(in);
        case "expires" -> expires = expires(in);
        case "secure" -> secure = flag(in);
        case "httpOnly" -> httpOnly = flag(in);
        case "domain" -> domain = text(in);
        case "path" -> path = text(in);
        case "sameSite" -> sameSite = sameSite(in);
        case "partitioned" -> partitioned = flag(in);
        case "priority" -> priority = word(CookiePriority.class, in);
        default -> in.skipChildren();
      }
    }
    try {
      return new SessionCookie(
          maxAge,
          expires,
          secure,
          httpOnly == null || httpOnly,
          domain,
          path == null ? "/" : path,
          sameSite,
          partitioned,
          priority);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("The record's cookie is one that no browser would take");
    }
  }

  private static @Nullable Duration maxAge(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
        && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return Duration.ofMillis(in.getLongValue());
    }
    if (in.currentToken().isNumeric()) {
      double millis = Math.ceil(in.getDoubleValue());
      if (Math.abs(millis) >= Long.MAX_VALUE) {
        throw nonsense("originalMaxAge");
      }
      return Duration.ofMillis((long) millis);
    }
    checkNothing(in, "originalMaxAge");
    return null;
  }

  private static @Nullable Instant expires(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      try {
        return EcmaDate.parse(in.getText());
      } catch (DateTimeException e) {
        throw nonsense("expires");
      }
    }
    checkNothing(in, "expires");
    return null;
  }

  /** express-session's own way to say "with the browser" is null, its users' also false. */
  private static void checkNothing(JsonParser in, String name) {
    if (in.currentToken() != JsonToken.VALUE_NULL && in.currentToken() != JsonToken.VALUE_FALSE) {
      throw nonsense(name);
    }
  }

  private static @Nullable Boolean flag(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw nonsense(in.currentName());
    };
  }

  private static @Nullable String text(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getText();
      case VALUE_NULL -> null;
      default -> throw nonsense(in.currentName());
    };
  }

  /** A word, or true for strict and false for nothing, as the npm package cookie takes it. */
  private static @Nullable SameSite sameSite(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> SameSite.STRICT;
      case VALUE_FALSE -> null;
      default -> word(SameSite.class, in);
    };
  }

  private static <E extends Enum<E>> @Nullable E word(Class<E> words, JsonParser in)
      throws IOException {
    String word = text(in);
    if (word == null) {
      return null;
    }
    try {
      return Enum.valueOf(words, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw nonsense(in.currentName());
    }
  }

  private static UnreadableRecordException nonsense(String member) {
    return new UnreadableRecordException(
        "The " + member + " of the record's cookie can't be understood");
  }
}
