package io.cloakroom.benchmarks;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a shop keeps of a visitor: a user id, roles, a CSRF token, and a basket of ten items. */
public final class TypicalSession {

  private TypicalSession() {}

  /** The attributes of one of many visitors, all of the same size. */
  public static Map<String, Object> attributes(int user) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("user", "user-" + user);
    content.put("roles", new ArrayList<>(List.of("customer", "editor", "beta")));
    content.put("csrf", "q8Xn2Lr0aVb3ZtYw7KfPsE1dHjMuGo4i");
    List<Object> basket = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("sku", "SKU-" + (100_000 + i));
      item.put("title", "A thing that somebody may want to buy, number " + i);
      item.put("price", 19.95 + i);
      item.put("count", i + 1);
      basket.add(item);
    }
    content.put("basket", basket);
    return content;
  }

  /** The whole of what is stored, with a cookie that lasts a day. */
  static SessionRecord content() {
    SessionCookie cookie = SessionCookie.PLAIN.withMaxAge(Duration.ofDays(1)).usedAt(Instant.EPOCH);
    return new SessionRecord(cookie, attributes(1));
  }
}
