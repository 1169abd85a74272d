package io.cloakroom.tests.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The session of all golden records. Its classes and values must never change. */
final class GoldenSession {

  static final SessionId ID = SessionId.of("golden-session-0123456789abcdef");

  enum Size {
    SMALL,
    LARGE
  }

  record Item(String article, int amount, Size size) {}

  private GoldenSession() {}

  static Session session(GoldenForm form) {
    Session session = Session.create(ID, cookie(form));
    attributes(form).forEach(session::set);
    return session;
  }

  static SessionCookie cookie(GoldenForm form) {
    return form.shared()
        ? SessionCookie.PLAIN.withMaxAge(Duration.ofHours(8))
        : new SessionCookie(
            Duration.ofHours(8),
            null,
            true,
            true,
            "shop.example.com",
            "/shop",
            SameSite.STRICT,
            null,
            null);
  }

  static Map<String, Object> attributes(GoldenForm form) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("user", "ada \"λ\" \uD83D\uDE00");
    attributes.put("visits", 42);
    attributes.put("admin", true);
    attributes.put("roles", new ArrayList<>(List.of("user", "editor")));
    if (!form.shared()) {
      attributes.put("big", Long.MAX_VALUE);
      attributes.put("price", new BigDecimal("19.990"));
      attributes.put("ratio", 0.1f);
      attributes.put("token", "secret".getBytes(UTF_8));
      attributes.put("since", Instant.parse("2026-01-02T03:04:05.678901Z"));
      attributes.put("birthday", LocalDate.of(1815, 12, 10));
      attributes.put("meeting", ZonedDateTime.parse("2026-07-01T09:00+02:00[Europe/Berlin]"));
      attributes.put("uuid", UUID.fromString("00000000-0000-4000-8000-000000000001"));
      attributes.put("language", Locale.forLanguageTag("de-AT"));
      attributes.put("nothing", Optional.empty());
      attributes.put("size", Size.LARGE);
      attributes.put("basket", new ArrayList<>(List.of(new Item("tea", 2, Size.SMALL))));
      attributes.put("tags", new LinkedHashSet<>(List.of("new", "sale")));
      attributes.put("counts", new LinkedHashMap<>(Map.of(7, 1L)));
      attributes.put("fixed", List.of("a", "b"));
    }
    return attributes;
  }
}
