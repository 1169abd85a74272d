package io.cloakroom.serializer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.session.SameSite;
import io.cloakroom.session.SessionCookie;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** express-session's record, with plain JSON values. */
public final class JsonSessionSerializer implements SessionSerializer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonSessionSerializer() {}

  public static JsonSessionSerializer create() {
    return new JsonSessionSerializer();
  }

  @Override
  public byte[] serialize(SessionRecord sessionRecord) {
    SessionCookie c = sessionRecord.cookie();
    Map<String, @Nullable Object> cookie = new LinkedHashMap<>();
    cookie.put("originalMaxAge", c.maxAge() == null ? null : c.maxAge().toMillis());
    cookie.put("expires", c.expires() == null ? null : c.expires().toString());
    cookie.put("secure", c.secure());
    cookie.put("httpOnly", c.httpOnly());
    cookie.put("domain", c.domain());
    cookie.put("path", c.path());
    cookie.put("sameSite", c.sameSite() == null ? null : c.sameSite().name());
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("cookie", cookie);
    all.putAll(sessionRecord.attributes());
    try {
      return JSON.writeValueAsBytes(all);
    } catch (IOException e) {
      throw new UnstorableAttributeException("?", "can't be written");
    }
  }

  @Override
  public SessionRecord deserialize(byte[] bytes) {
    try {
      Map<String, @Nullable Object> all =
          JSON.readValue(bytes, new TypeReference<Map<String, @Nullable Object>>() {});
      if (!(all.remove("cookie") instanceof Map<?, ?> c)) {
        throw new UnreadableRecordException("there is no cookie object");
      }
      Object maxAge = c.get("originalMaxAge");
      Object expires = c.get("expires");
      return new SessionRecord(
          new SessionCookie(
              maxAge instanceof Number n ? Duration.ofMillis(n.longValue()) : null,
              expires instanceof String s ? Instant.parse(s) : null,
              (Boolean) c.get("secure"),
              Boolean.TRUE.equals(c.get("httpOnly")),
              (String) c.get("domain"),
              c.get("path") instanceof String p ? p : "/",
              c.get("sameSite") instanceof String s
                  ? SameSite.valueOf(s.toUpperCase(Locale.ROOT))
                  : null,
              null,
              null),
          all);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableRecordException("it is not a session in JSON");
    }
  }
}
