package io.cloakroom.tck.history;

import io.cloakroom.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client changes in a session before it saves it. */
final class SessionEdits {

  static final List<String> NAMES = List.of("a", "b", "c", "list");

  private static final int LONGEST_LIST = 4;

  private final Session session;
  private final SessionTrace track;
  private final Map<String, Optional<String>> made = new HashMap<>();

  SessionEdits(Session session, SessionTrace track) {
    this.session = session;
    this.track = track;
  }

  /** Changes one attribute or two. */
  static SessionEdits atRandom(HeldSession held, Random random) {
    SessionEdits edits = new SessionEdits(held.session(), held.track());
    for (int i = random.nextInt(2); i >= 0; i--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (random.nextInt(20) == 0) {
        edits.remove(name);
      } else if (name.equals("list")) {
        edits.extend(name);
      } else {
        edits.set(name);
      }
    }
    return edits;
  }

  void set(String name) {
    String value = track.newValue();
    if (name.equals("list")) {
      session.set(name, new ArrayList<>(List.of(value)));
    } else {
      session.set(name, value);
    }
    note(name);
  }

  /** Changes a list in place, which the store has to notice by itself. */
  private void extend(String name) {
    if (session.get(name) instanceof List<?> held) {
      @SuppressWarnings("unchecked")
      List<String> list = (List<String>) held;
      if (list.size() >= LONGEST_LIST) {
        list.clear();
      }
      list.add(track.newValue());
      note(name);
    } else {
      set(name);
    }
  }

  private void remove(String name) {
    if (session.names().contains(name) && !made.containsKey(name) && track.mayRemove(name)) {
      session.remove(name);
      made.put(name, Optional.empty());
    }
  }

  private void note(String name) {
    made.put(name, Optional.of(text(session.get(name))));
  }

  /** The changes, by the names of the attributes. */
  Map<String, Optional<String>> made() {
    return Map.copyOf(made);
  }

  /** A value in one text. */
  static String text(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining("+"))
        : String.valueOf(value);
  }
}
