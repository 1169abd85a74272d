package io.cloakroom.tck.history;

import io.cloakroom.tck.history.Operation.Verb;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a session is, between two operations: the store's specification, for one client at a time.
 *
 * @param id where it is; empty where there is none
 * @param values its attributes
 */
record Content(String id, Map<String, String> values) {

  static final Content NONE = new Content("", Map.of());

  /** What it is after an operation; empty where the operation's answer can't be true. */
  Optional<Content> after(Operation operation) {
    if (operation.verb() == Verb.CREATE) {
      return Optional.of(changedBy(operation, operation.id()))
          .filter(created -> equals(NONE) && operation.sawItAlive());
    }
    boolean present = id.equals(operation.id());
    if (operation.answer() instanceof Answer.Gone) {
      return present ? Optional.empty() : Optional.of(this);
    }
    if (!present) {
      return Optional.empty();
    }
    Content after =
        switch (operation.verb()) {
          case CREATE, LOAD, TOUCH -> this;
          case UPDATE -> changedBy(operation, id);
          case REGENERATE -> changedBy(operation, operation.newId());
          case DESTROY -> new Content("", Map.of());
        };
    return operation.answer() instanceof Answer.Found found && !found.seen().equals(after.values)
        ? Optional.empty()
        : Optional.of(after);
  }

  private Content changedBy(Operation operation, String newId) {
    Map<String, String> changed = new HashMap<>(values);
    operation
        .changes()
        .forEach(
            (name, value) ->
                value.ifPresentOrElse(text -> changed.put(name, text), () -> changed.remove(name)));
    return new Content(newId, Map.copyOf(changed));
  }
}
