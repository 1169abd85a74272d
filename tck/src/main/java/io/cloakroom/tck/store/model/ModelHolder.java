package io.cloakroom.tck.store.model;

import io.cloakroom.session.Session;
import io.cloakroom.tck.store.model.ModelSession.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link Session} that a request holds, and what it must show. */
final class ModelHolder {

  /** The idle interval is an attribute of the record as all others. */
  private static final String IDLE = "\0idle";

  private final Session session;
  private int number;
  private int version;
  private boolean isNew;
  private @Nullable Instant created;
  private Map<String, @Nullable Object> base;
  private Map<String, @Nullable Object> view;
  private Optional<Duration> baseMaxAge;
  private Optional<Duration> maxAge;

  /** Numbers that functions have added since the last save. */
  private final Map<String, Integer> added = new HashMap<>();

  /** What was set or removed since the last save. */
  private final Set<String> set = new LinkedHashSet<>();

  /** Changes of this request that are made again whatever others have stored. */
  private final Set<String> confirmed = new LinkedHashSet<>();

  private boolean maxAgeSet;
  private boolean maxAgeConfirmed;

  private ModelHolder(Session session, int number, boolean isNew, ModelSession stored) {
    this.session = session;
    this.number = number;
    this.isNew = isNew;
    this.version = stored.version();
    this.created = stored.created();
    this.base = withIdle(stored);
    this.view = new LinkedHashMap<>(base);
    this.baseMaxAge = stored.facts().maxAge();
    this.maxAge = baseMaxAge;
  }

  static ModelHolder begun(Session session, int number) {
    return new ModelHolder(
        session,
        number,
        true,
        new ModelSession(-1, Map.of(), Facts.NONE, null, true, Duration.ZERO, 0));
  }

  static ModelHolder loaded(Session session, int number, ModelSession stored) {
    return new ModelHolder(session, number, false, stored);
  }

  private static Map<String, @Nullable Object> withIdle(ModelSession stored) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(stored.attributes());
    stored.facts().idle().ifPresent(idle -> all.put(IDLE, idle));
    return all;
  }

  Session session() {
    return session;
  }

  int number() {
    return number;
  }

  int version() {
    return version;
  }

  boolean isNew() {
    return isNew;
  }

  @Nullable Instant created() {
    return created;
  }

  /** What {@link Session#attributes} must show. */
  Map<String, @Nullable Object> attributes() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>(view);
    shown.remove(IDLE);
    return shown;
  }

  Facts facts() {
    return new Facts(maxAge, Optional.ofNullable((Duration) view.get(IDLE)));
  }

  /** The facts that the record holds; of a new session its own. */
  Facts storedFacts() {
    return isNew ? facts() : new Facts(baseMaxAge, Optional.ofNullable((Duration) base.get(IDLE)));
  }

  @Nullable Object get(String name) {
    return view.get(name);
  }

  boolean has(String name) {
    return view.containsKey(name);
  }

  void put(String name, @Nullable Object value) {
    session.set(name, value instanceof List<?> list ? new ArrayList<>(list) : value);
    view.put(name, value);
    set.add(name);
    added.remove(name);
  }

  void remove(String name) {
    session.remove(name);
    if (view.containsKey(name) || base.containsKey(name)) {
      view.remove(name);
      set.add(name);
      added.remove(name);
    }
  }

  void clear() {
    session.clear();
    Set<String> all = new LinkedHashSet<>(view.keySet());
    all.addAll(base.keySet());
    all.remove(IDLE);
    all.forEach(
        name -> {
          view.remove(name);
          set.add(name);
          added.remove(name);
        });
  }

  void revert() {
    session.revert();
    view = new LinkedHashMap<>(base);
    maxAge = baseMaxAge;
    forgetChanges();
  }

  private void forgetChanges() {
    added.clear();
    set.clear();
    confirmed.clear();
    maxAgeSet = false;
    maxAgeConfirmed = false;
  }

  /** Adds to a list in place. */
  @SuppressWarnings("unchecked") // lists of the model hold texts
  void append(String name, String element) {
    if (view.get(name) instanceof List<?> list && session.get(name) instanceof List<?> held) {
      List<Object> longer = new ArrayList<>(list);
      longer.add(element);
      view.put(name, longer);
      ((List<Object>) held).add(element);
    }
  }

  void count(String name, int by) {
    session.update(name, Integer.class, value -> (value == null ? 0 : value) + by);
    view.merge(name, by, (value, more) -> (Integer) value + (Integer) more);
    if (!set.contains(name)) {
      added.merge(name, by, Integer::sum);
    }
  }

  void maxAge(Optional<Duration> newMaxAge) {
    session.setCookie(session.cookie().withMaxAge(newMaxAge.orElse(null)));
    maxAge = newMaxAge;
    maxAgeSet = true;
  }

  void idle(Optional<Duration> interval) {
    session.setIdleInterval(interval.orElse(null));
    if (interval.isPresent()) {
      view.put(IDLE, interval.get());
      set.add(IDLE);
    } else if (view.containsKey(IDLE) || base.containsKey(IDLE)) {
      view.remove(IDLE);
      set.add(IDLE);
    }
  }

  /** Whether there is something to save. */
  boolean isChanged() {
    return !view.equals(base)
        || !maxAge.equals(baseMaxAge)
        || !confirmed.isEmpty()
        || maxAgeConfirmed;
  }

  /** Takes over what another stored, and makes this holder's changes to it again. */
  void rebase(ModelSession theirs) {
    Map<String, @Nullable Object> found = withIdle(theirs);
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(found);
    Set<String> names = new LinkedHashSet<>(base.keySet());
    names.addAll(view.keySet());
    names.addAll(confirmed);
    for (String name : names) {
      if (added.containsKey(name)) {
        merged.merge(name, added.get(name), (value, more) -> (Integer) value + (Integer) more);
        confirmed.add(name);
      } else if (isOwn(name)) {
        if (view.containsKey(name)) {
          merged.put(name, view.get(name));
        } else {
          merged.remove(name);
        }
        confirmed.add(name);
      }
    }
    set.removeIf(name -> !confirmed.contains(name));
    if (maxAgeConfirmed || !maxAge.equals(baseMaxAge)) {
      maxAgeConfirmed = true;
    } else {
      maxAge = theirs.facts().maxAge();
      maxAgeSet = false;
    }
    baseMaxAge = theirs.facts().maxAge();
    base = found;
    view = merged;
    version = theirs.version();
    created = theirs.created();
  }

  private boolean isOwn(String name) {
    return confirmed.contains(name)
        || base.containsKey(name) != view.containsKey(name)
        || !Objects.equals(base.get(name), view.get(name));
  }

  /** Becomes a new session with what was set in this one, and nothing else of it. */
  void beginAgain(int newNumber) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    set.stream().filter(view::containsKey).forEach(name -> kept.put(name, view.get(name)));
    kept.putAll(added);
    if (!maxAgeSet) {
      maxAge = Optional.empty();
    }
    number = newNumber;
    version = -1;
    isNew = true;
    created = null;
    base = new LinkedHashMap<>();
    baseMaxAge = Optional.empty();
    view = kept;
    forgetChanges();
    set.addAll(kept.keySet());
  }

  /** Whether something was set to what it was before: nobody can tell whether that counts. */
  boolean isUnsure() {
    return set.stream().anyMatch(name -> !isOwn(name))
        || view.values().stream().anyMatch(List.class::isInstance)
        || (maxAgeSet && maxAge.equals(baseMaxAge));
  }

  /** Whether nothing was set that a new session could have. */
  boolean hasNothingSet() {
    return attributes().isEmpty();
  }

  /** What a write of this holder leaves in Redis. */
  ModelSession stored(int newVersion, long now) {
    return new ModelSession(newVersion, attributes(), facts(), created, true, facts().ttl(), now);
  }

  /** Notes that it was written. */
  void written(int newNumber, ModelSession stored) {
    number = newNumber;
    version = stored.version();
    isNew = false;
    base = withIdle(stored);
    view = new LinkedHashMap<>(base);
    baseMaxAge = maxAge;
    forgetChanges();
  }

  void createdAt(@Nullable Instant when) {
    created = when;
  }
}
