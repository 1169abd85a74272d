package io.cloakroom.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.session.SessionId;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who visits, as far as the session knows: all that the demo does to it, in any framework. */
final class DemoSession {

  private static final String VISITS = "visits";

  /** The attribute that names the user. */
  static final String NAME = "name";

  private static final String BASKET = "basket";
  private static final String FORM_TOKEN = "formToken";
  private static final int LONGEST_NAME = 40;
  private static final int FULL = 99;

  private final RequestSession session;

  DemoSession(RequestSession session) {
    this.session = session;
  }

  /** The id of the session. */
  SessionId id() {
    return session.id();
  }

  /** Counts this visit, and gives the number of all. */
  int countVisit() {
    Integer visits =
        session.update(VISITS, Integer.class, before -> before == null ? 1 : before + 1);
    return Objects.requireNonNull(visits, "the function never returns null");
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
    counts(session.get(BASKET, Map.class))
        .forEach((word, count) -> Item.of(word).ifPresent(item -> basket.put(item, count)));
    return basket;
  }

  /** Puts one more of an item into the basket. */
  void add(Item item) {
    change(basket -> basket.merge(item.word(), 1, (before, one) -> Math.min(FULL, before + one)));
  }

  /** Takes one of an item out of the basket. */
  void remove(Item item) {
    change(
        basket ->
            basket.computeIfPresent(item.word(), (word, count) -> count > 1 ? count - 1 : null));
  }

  /** Changes the basket by a function, so that two tabs that use it at once both count. */
  private void change(Consumer<Map<String, Integer>> change) {
    session.update(
        BASKET,
        Map.class,
        stored -> {
          Map<String, Integer> basket = counts(stored);
          change.accept(basket);
          return basket;
        });
  }

  private static Map<String, Integer> counts(@Nullable Map<?, ?> stored) {
    Map<String, Integer> basket = new LinkedHashMap<>();
    if (stored != null) {
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
