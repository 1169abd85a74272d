package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A random program of several holders of few sessions, run beside a model that says what each
 * holder has to see and what Redis has to hold after each step. Holders take turns step by step, so
 * that every save but one's own is a conflict.
 */
final class SessionProgram {

  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  /** The cookie's maxAge is a fact beside the attributes, and merged as one that is set. */
  private static final String MAX_AGE = "(maxAge)";

  private final Random random;
  private final List<BlockingSessionStore> stores;
  private final List<Holder> holders = new ArrayList<>();
  private final Map<SessionId, Map<String, Object>> redis = new HashMap<>();
  private final List<SessionId> ids = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private int unique;

  SessionProgram(long seed, List<BlockingSessionStore> stores) {
    this.random = new Random(seed);
    this.stores = stores;
  }

  /** What was done to an attribute: functions, or null where it was set, removed or changed. */
  private record Change(List<UnaryOperator<Object>> functions) {
    static final Change OVERRIDING = new Change(List.of());

    boolean isOverriding() {
      return functions.isEmpty();
    }
  }

  private final class Holder {
    final BlockingSessionStore store;
    Session session;
    Map<String, Object> base;
    Map<String, Object> view;
    final Map<String, Change> changes = new HashMap<>();

    Holder(BlockingSessionStore store) {
      this.store = store;
      this.session = create(store);
      this.base = copy(redis.get(session.id()));
      this.view = copy(base);
    }

    void load() {
      SessionId id = ids.get(random.nextInt(ids.size()));
      var found = random.nextBoolean() ? store.get(id) : store.getAndTouch(id, null);
      assertThat(found.isPresent()).as("is there").isEqualTo(redis.containsKey(id));
      found.ifPresent(
          loaded -> {
            session = loaded;
            base = copy(redis.get(id));
            view = copy(base);
            changes.clear();
          });
    }

    void set(String name) {
      Object value = value();
      session.set(name, value);
      view.put(name, copyOf(value));
      changes.put(name, Change.OVERRIDING);
    }

    void remove(String name) {
      session.remove(name);
      if (view.containsKey(name) || base.containsKey(name)) {
        view.remove(name);
        changes.put(name, Change.OVERRIDING);
      }
    }

    void setCookie() {
      Duration maxAge = Duration.ofHours(1 + random.nextInt(3));
      session.setCookie(session.cookie().withMaxAge(maxAge));
      view.put(MAX_AGE, maxAge);
      changes.put(MAX_AGE, Change.OVERRIDING);
    }

    /** Changes a value in place that was handed out now. */
    void grow(String name) {
      Object real = session.get(name);
      if (grown(real, ++unique)) {
        grown(view.get(name), unique);
        changes.put(name, Change.OVERRIDING);
      }
    }

    void update(String name) {
      UnaryOperator<Object> function = function();
      Object result = session.update(name, Object.class, function);
      Object expected = function.apply(copyOf(view.get(name)));
      assertThat(result).isEqualTo(expected);
      if (expected == null) {
        view.remove(name);
      } else {
        view.put(name, copyOf(expected));
      }
      Change before = changes.get(name);
      if (before == null || !before.isOverriding()) {
        List<UnaryOperator<Object>> all =
            new ArrayList<>(before == null ? List.of() : before.functions());
        all.add(function);
        changes.put(name, new Change(all));
      }
    }

    boolean differs() {
      return !view.equals(base);
    }

    /** What the record has to become. */
    Map<String, Object> merged(Map<String, Object> theirs) {
      Map<String, Object> merged = copy(theirs);
      changes.forEach(
          (name, change) -> {
            if (!change.isOverriding()) {
              Object value = copyOf(theirs.get(name));
              for (UnaryOperator<Object> each : change.functions()) {
                value = each.apply(value);
              }
              put(merged, name, value != null, value);
            } else if (view.containsKey(name) != base.containsKey(name)
                || !Objects.equals(view.get(name), base.get(name))) {
              put(merged, name, view.containsKey(name), copyOf(view.get(name)));
            }
          });
      return merged;
    }

    void save(boolean always) {
      SaveOutcome outcome = always ? store.resave(session) : store.update(session);
      Map<String, Object> theirs = redis.get(session.id());
      if (!always && !differs()) {
        assertThat(outcome).isEqualTo(SaveOutcome.UNCHANGED);
      } else if (theirs == null) {
        assertThat(outcome).isEqualTo(SaveOutcome.GONE);
      } else {
        assertThat(outcome).isEqualTo(SaveOutcome.SAVED);
        took(session.id(), theirs);
      }
    }

    void regenerate() {
      SessionId old = session.id();
      SaveOutcome outcome = store.regenerate(session, SessionId.random());
      Map<String, Object> theirs = redis.remove(old);
      if (theirs == null) {
        assertThat(outcome).isEqualTo(SaveOutcome.GONE);
        assertThat(session.id()).isEqualTo(old);
      } else {
        assertThat(outcome).isEqualTo(SaveOutcome.SAVED);
        ids.add(session.id());
        took(session.id(), theirs);
      }
    }

    private void took(SessionId id, Map<String, Object> theirs) {
      Map<String, Object> now = merged(theirs);
      redis.put(id, copy(now));
      base = copy(now);
      view = copy(now);
      changes.clear();
    }

    void destroy() {
      assertThat(store.destroy(session.id())).isEqualTo(redis.remove(session.id()) != null);
    }

    void look() {
      assertThat(seen(session)).as("what the holder sees").isEqualTo(view);
      assertThat(session.isModified()).as("is modified").isEqualTo(differs());
    }
  }

  void run(int length) {
    try {
      stores.forEach(store -> holders.add(new Holder(store)));
      for (int i = 0; i < length; i++) {
        step();
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + String.join("\n", steps), e);
    }
  }

  private void step() {
    int number = random.nextInt(holders.size());
    Holder holder = holders.get(number);
    String name = NAMES.get(random.nextInt(NAMES.size()));
    int choice = random.nextInt(40);
    steps.add("holder " + number + " " + name + " choice " + choice + " sees " + holder.view);
    if (choice < 8) {
      holder.save(false);
    } else if (choice < 14) {
      holder.set(name);
    } else if (choice < 20) {
      holder.grow(name);
    } else if (choice < 26) {
      holder.update(name);
    } else if (choice < 29) {
      holder.remove(name);
    } else if (choice < 32) {
      holder.look();
    } else if (choice < 36) {
      holder.load();
    } else if (choice < 37) {
      holder.setCookie();
    } else if (choice < 38) {
      holder.save(true);
    } else if (choice < 39) {
      holder.regenerate();
    } else if (random.nextInt(4) == 0) {
      holder.destroy();
    }
    redis.forEach(
        (id, record) ->
            assertThat(stores.get(0).get(id))
                .hasValueSatisfying(
                    there -> assertThat(seen(there)).as("the record").isEqualTo(record)));
  }

  private static Map<String, Object> seen(Session session) {
    Map<String, Object> seen = new HashMap<>(session.attributes());
    Duration maxAge = session.cookie().maxAge();
    if (maxAge != null) {
      seen.put(MAX_AGE, maxAge);
    }
    return seen;
  }

  private SessionId remember(Session session, Map<String, Object> record) {
    redis.put(session.id(), record);
    ids.add(session.id());
    return session.id();
  }

  private Session create(BlockingSessionStore store) {
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("a", 0);
    assertThat(store.create(session)).isEqualTo(SaveOutcome.SAVED);
    Map<String, Object> record = new HashMap<>();
    record.put("a", 0);
    return store.get(remember(session, record)).orElseThrow();
  }

  private Object value() {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> ++unique;
      case 2 -> (long) random.nextInt(3);
      case 3 -> "text " + random.nextInt(3);
      case 4 -> new ArrayList<>(List.of(++unique));
      case 5 -> new HashSet<>(Set.of("x" + random.nextInt(5), "y"));
      case 6 -> new LinkedHashMap<>(Map.of("list", new ArrayList<>(List.of(random.nextInt(3)))));
      default -> new ArrayList<>();
    };
  }

  private UnaryOperator<Object> function() {
    int number = ++unique;
    return switch (random.nextInt(5)) {
      case 0 -> value -> value instanceof Integer count ? count + 1 : (Object) 1;
      case 1 -> value -> value; // changes nothing, whatever it is
      case 2 -> value -> null;
      default ->
          value -> {
            Object result = value == null || isScalar(value) ? new ArrayList<>() : value;
            grown(result, number);
            return result;
          };
    };
  }

  private static boolean isScalar(Object value) {
    return value instanceof Number || value instanceof String;
  }

  /** Changes a value in place; false where that can't be done. */
  @SuppressWarnings("unchecked") // the values are made here
  private static boolean grown(Object value, int number) {
    if (value instanceof List<?> list) {
      ((List<Object>) list).add(number);
    } else if (value instanceof Set<?> set) {
      ((Set<Object>) set).add("n" + number);
    } else if (value instanceof Map<?, ?> map) {
      ((List<Object>) ((Map<String, Object>) map).get("list")).add(number);
    } else {
      return false;
    }
    return true;
  }

  private static void put(Map<String, Object> map, String name, boolean there, Object value) {
    if (there) {
      map.put(name, value);
    } else {
      map.remove(name);
    }
  }

  private static Map<String, Object> copy(Map<String, Object> map) {
    Map<String, Object> copy = new HashMap<>();
    map.forEach((name, value) -> copy.put(name, copyOf(value)));
    return copy;
  }

  private static Object copyOf(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(SessionProgram::copyOf).toList());
    }
    if (value instanceof Set<?> set) {
      return new HashSet<>(set);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inside) -> copy.put(key, copyOf(inside)));
      return copy;
    }
    return value;
  }
}
