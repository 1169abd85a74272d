package io.cloakroom.tck.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a session is, between two operations: the store's specification, for one client at a time.
 *
 * @param copies its attributes, by the id under which they are: none where it is gone, and more
 *     than one only where a failover came between the two writes of a new id
 */
record SessionCopies(Map<String, Map<String, String>> copies) {

  static final SessionCopies NONE = new SessionCopies(Map.of());

  SessionCopies {
    copies = Map.copyOf(copies);
  }

  /** What it is after an operation; empty where the operation's answer can't be true. */
  Optional<SessionCopies> after(Operation operation) {
    String id = operation.id();
    if (operation.verb() == Verb.CREATE) {
      return Optional.of(with(id, changed(Map.of(), operation)))
          .filter(created -> equals(NONE) && operation.sawItAlive());
    }
    Map<String, String> values = copies.get(id);
    if (operation.answer() instanceof Outcome.Gone) {
      return values == null ? Optional.of(this) : Optional.empty();
    }
    if (values == null) {
      return Optional.empty();
    }
    Map<String, String> changed = changed(values, operation);
    if (operation.answer() instanceof Outcome.Found found && !found.seen().equals(changed)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (operation.verb()) {
          case CREATE, LOAD, TOUCH -> this;
          case UPDATE -> with(id, changed);
          case REGENERATE -> without(id).with(operation.newId(), changed);
          case DESTROY -> without(id);
        });
  }

  /**
   * What it is between the two writes of a new id: under the old one as it is here, under the new
   * one as it was at another moment, with the changes that came with the id.
   */
  Optional<SessionCopies> halfway(Operation regenerate, SessionCopies copied) {
    Map<String, String> values = copied.copies.get(regenerate.id());
    return values == null || !copies.containsKey(regenerate.id())
        ? Optional.empty()
        : Optional.of(with(regenerate.newId(), changed(values, regenerate)));
  }

  /** What it is when some ids are as they were earlier. */
  SessionCopies undoneTo(SessionCopies earlier, Predicate<String> concerned) {
    Map<String, Map<String, String>> undone = new HashMap<>(copies);
    undone.keySet().removeIf(concerned);
    earlier.copies.forEach(
        (id, values) -> {
          if (concerned.test(id)) {
            undone.put(id, values);
          }
        });
    return new SessionCopies(undone);
  }

  private SessionCopies with(String id, Map<String, String> values) {
    Map<String, Map<String, String>> more = new HashMap<>(copies);
    more.put(id, values);
    return new SessionCopies(more);
  }

  private SessionCopies without(String id) {
    Map<String, Map<String, String>> fewer = new HashMap<>(copies);
    fewer.remove(id);
    return new SessionCopies(fewer);
  }

  private static Map<String, String> changed(Map<String, String> values, Operation operation) {
    Map<String, String> changed = new HashMap<>(values);
    operation
        .changes()
        .forEach(
            (name, value) ->
                value.ifPresentOrElse(text -> changed.put(name, text), () -> changed.remove(name)));
    return Map.copyOf(changed);
  }
}
