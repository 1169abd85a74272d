package io.cloakroom.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.session.SessionId;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who visits, as far as the session knows: all that the demo does to it, in any framework. */
final class Visitor {

  private static final String VISITS = "visits";
  private static final String NAME = "name";
  private static final String BASKET = "basket";
  private static final String FORM_TOKEN = "formToken";
  private static final int LONGEST_NAME = 40;
  private static final int FULL = 99;

  private final RequestSession session;

  Visitor(RequestSession session) {
    this.session = session;
  }

  /** The id of the session. */
  SessionId id() {
    return session.id();
  }

  /** Counts this visit, and gives the number of all. */
  int countVisit() {
    int visits = session.get(VISITS) instanceof Integer before ? before + 1 : 1;
    session.set(VISITS, visits);
    return visits;
  }

  /** Who is logged in. */
  Optional<String> name() {
    return Optional.ofNullable((String) session.get(NAME));
  }

  /**
   * Logs in, and changes the id: whoever knew it before does not know it any more.
   *
   * @return false if the name is blank; nothing happens then
   */
  boolean logIn(String newName) {
    String name = newName.strip();
    if (name.isEmpty()) {
      return false;
    }
    session.regenerate(SessionData.KEEP);
    session.set(NAME, name.substring(0, name.offsetByCodePoints(0, length(name))));
    return true;
  }

  private static int length(String name) {
    return Math.min(LONGEST_NAME, name.codePointCount(0, name.length()));
  }

  /** Ends the session. */
  void logOut() {
    session.destroy();
  }

  /** What is in the basket, and how many of each. */
  Map<Item, Integer> basket() {
    Map<Item, Integer> basket = new EnumMap<>(Item.class);
    stored().forEach((word, count) -> Item.of(word).ifPresent(item -> basket.put(item, count)));
    return basket;
  }

  /** Puts one more of an item into the basket. */
  void add(Item item) {
    Map<String, Integer> basket = stored();
    basket.merge(item.word(), 1, (before, one) -> Math.min(FULL, before + one));
    session.set(BASKET, basket);
  }

  /** Takes one of an item out of the basket. */
  void remove(Item item) {
    Map<String, Integer> basket = stored();
    basket.computeIfPresent(item.word(), (word, count) -> count > 1 ? count - 1 : null);
    session.set(BASKET, basket);
  }

  private Map<String, Integer> stored() {
    Map<String, Integer> basket = new LinkedHashMap<>();
    if (session.get(BASKET) instanceof Map<?, ?> stored) {
      stored.forEach((word, count) -> basket.put((String) word, (Integer) count));
    }
    return basket;
  }

  /** What each form of a page has to bring back, so that no other site can send it. */
  String formToken() {
    if (session.get(FORM_TOKEN) instanceof String token) {
      return token;
    }
    String token = SessionId.random().value();
    session.set(FORM_TOKEN, token);
    return token;
  }

  /** Whether a form comes from a page of this session. */
  boolean sent(@Nullable String token) {
    return token != null
        && session.get(FORM_TOKEN) instanceof String own
        && MessageDigest.isEqual(own.getBytes(UTF_8), token.getBytes(UTF_8));
  }
}
