package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S2: the facts of a cookie. */
interface CookieFactClauses extends SerializerClauses {

  @Test
  default void S2_theCookiesFactsComeBack() {
    Instant expires = Instant.parse("2026-03-01T12:00:00.250Z");
    SessionCookie cookie =
        new SessionCookie(
            Duration.ofMinutes(1),
            expires,
            true,
            false,
            "example.org",
            "/app",
            SameSite.STRICT,
            true,
            null);

    comesBack(serializer(), cookie, serializer().serialize(new SessionRecord(cookie, Map.of())));
  }

  @Test
  default void S2_everyFactOfACookieComesBack() {
    for (SessionCookie cookie : cookies()) {
      comesBack(serializer(), cookie, serializer().serialize(new SessionRecord(cookie, Map.of())));
    }
  }

  /** Reads a record that holds nothing else. */
  static void comesBack(SessionSerializer serializer, SessionCookie cookie, byte[] bytes) {
    SessionRecord after = serializer.deserialize(bytes);

    assertThat(after.cookie().withMaxAge(null)).isEqualTo(cookie.withMaxAge(null));
    assertThat(after.cookie().maxAge()).isEqualTo(cookie.maxAge());
  }

  /** With every value that a fact can have. */
  static List<SessionCookie> cookies() {
    SessionCookie usual = SessionCookie.PLAIN;
    List<SessionCookie> cookies = new ArrayList<>();
    cookies.add(cookie(null, null, null, null));
    cookies.add(cookie(true, SameSite.NONE, true, CookiePriority.HIGH));
    for (SameSite sameSite : SameSite.values()) {
      cookies.add(cookie(false, sameSite, null, null));
    }
    for (CookiePriority priority : CookiePriority.values()) {
      cookies.add(cookie(null, null, false, priority));
    }
    for (long millis : new long[] {1, 999, 60_001, 31_536_000_000L}) {
      cookies.add(usual.withMaxAge(Duration.ofMillis(millis)));
    }
    return cookies;
  }

  private static SessionCookie cookie(
      @Nullable Boolean secure,
      @Nullable SameSite sameSite,
      @Nullable Boolean partitioned,
      @Nullable CookiePriority priority) {
    return new SessionCookie(
        null, null, secure, false, null, "/a", sameSite, partitioned, priority);
  }
}
