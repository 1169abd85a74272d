package io.cloakroom.tck.http.model;

import io.cloakroom.session.Session;
import io.cloakroom.tck.http.application.RouteScript.Action;
import io.cloakroom.tck.http.application.RouteScript.Verb;
import io.cloakroom.tck.http.application.ScriptValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must be left when one request does something from beginning to end while another one holds
 * the session, which then does something, too.
 *
 * @param before what is left under the id from before; empty: nothing
 * @param byFast what the session holds that the fast request begins; empty: it begins none
 * @param bySlow the same of the slow one
 * @param refused whether the slow one has to learn that it is not done
 * @param open whether the slow one may learn that it is not done
 */
public record PairExpectation(
    Optional<Map<String, String>> before,
    Optional<Map<String, String>> byFast,
    Optional<Map<String, String>> bySlow,
    boolean refused,
    boolean open) {

  public static final String COLOR = "color";

  private static final String EVICTION = "eviction";

  private static final String VISITS = "visits";
  private static final String CART = "cart";

  /** What makes the session that both have. */
  public static final List<Action> BEFORE =
      List.of(
          new Action(Verb.SET, COLOR, "red"),
          new Action(Verb.COUNT, VISITS, ""),
          new Action(Verb.APPEND, CART, "pen"));

  /** What either of them may do. */
  public static List<Action> actions(String who) {
    return List.of(
        new Action(Verb.GET, COLOR, ""),
        new Action(Verb.SET, who, who),
        new Action(Verb.SET, COLOR, who),
        new Action(Verb.REMOVE, COLOR, ""),
        new Action(Verb.COUNT, VISITS, ""),
        new Action(Verb.APPEND, CART, who),
        new Action(Verb.LOG_IN, "user", who),
        new Action(Verb.BEGIN_AGAIN, "user", who),
        new Action(Verb.DESTROY, "", ""));
  }

  /** What may happen to the session while one of them holds it: Redis may evict it, too. */
  public static List<Action> fastActions() {
    return Stream.concat(
            actions("fast").stream(), Stream.of(new Action(Verb.DESTROY, EVICTION, "")))
        .toList();
  }

  /** Whether no request does it: Redis evicts the session. */
  public static boolean isEviction(Action action) {
    return action.name().equals(EVICTION);
  }

  public static PairExpectation of(Action slow, Action fast) {
    Map<String, String> held = after(BEFORE, Map.of());
    Optional<Map<String, String>> none = Optional.empty();
    if (ends(fast)) {
      return new PairExpectation(
          none,
          begun(fast, held),
          begun(slow, Map.of()),
          fast.verb() != Verb.DESTROY && slow.verb() == Verb.DESTROY,
          isChange(slow));
    }
    // where both change one value in place, that of the later one is kept
    Map<String, String> merged =
        slow.verb() == Verb.APPEND && fast.verb() == Verb.APPEND
            ? held
            : after(List.of(fast), held);
    return ends(slow)
        ? new PairExpectation(none, none, begun(slow, merged), false, false)
        : new PairExpectation(Optional.of(after(List.of(slow), merged)), none, none, false, false);
  }

  /** How many sessions there are in the end. */
  public int sessions() {
    return (int) Stream.of(before, byFast, bySlow).flatMap(Optional::stream).count();
  }

  /** Whether the slow one may be answered so. */
  public boolean allows(int status) {
    return refused ? status >= 400 : status == 200 || open;
  }

  private static boolean ends(Action action) {
    return action.verb() == Verb.LOG_IN
        || action.verb() == Verb.BEGIN_AGAIN
        || action.verb() == Verb.DESTROY;
  }

  private static boolean isChange(Action action) {
    return !ends(action) && action.verb() != Verb.GET;
  }

  private static Optional<Map<String, String>> begun(Action action, Map<String, String> held) {
    return switch (action.verb()) {
      case LOG_IN -> Optional.of(after(List.of(action), held));
      case BEGIN_AGAIN -> Optional.of(after(List.of(action), Map.of()));
      default -> Optional.empty();
    };
  }

  private static Map<String, String> after(List<Action> actions, Map<String, String> held) {
    Map<String, String> left = new HashMap<>(held);
    for (Action action : actions) {
      switch (action.verb()) {
        case SET, LOG_IN, BEGIN_AGAIN -> left.put(action.name(), action.value());
        case REMOVE -> left.remove(action.name());
        case COUNT, APPEND ->
            left.merge(
                action.name(),
                WebExpectation.added(action),
                (had, more) -> WebExpectation.more(had, action));
        default -> {}
      }
    }
    return left;
  }

  /** What a session holds, as words. */
  public static Map<String, String> words(Session session) {
    Map<String, String> words = new HashMap<>();
    session.attributes().forEach((name, value) -> words.put(name, ScriptValue.word(value)));
    return words;
  }
}
