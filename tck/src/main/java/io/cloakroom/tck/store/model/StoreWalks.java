package io.cloakroom.tck.store.model;

import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.store.fixture.StoreForm.Option;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is done with many sessions at once, compared with the model. */
final class StoreWalks {

  private final StoreModelWorld world;
  private final StoreInspection inspection;

  StoreWalks(StoreModelWorld world, StoreInspection inspection) {
    this.world = world;
    this.inspection = inspection;
  }

  private BlockingSessionStore store() {
    return world.store(0);
  }

  void destroy(int number) {
    boolean there = world.model.remove(number) != null;
    if (store().destroy(world.id(number)) != there) {
      throw Violations.of(
          "S25", "destroy of a session that %s there".formatted(there ? "was" : "was not"));
    }
  }

  void retire(int number) {
    boolean there = world.model.containsKey(number);
    world.retire(number);
    if (store().retire(world.id(number)) != there) {
      throw Violations.of(
          "S24", "retire of a session that %s there".formatted(there ? "was" : "was not"));
    }
  }

  void destroyAll(StoreStep.DestroyAll all) {
    if (!world.form().has(Option.INDEXED)) {
      return;
    }
    Set<Integer> ended = of(all.user());
    ended.remove(all.except());
    long count = store().destroyAll(all.user(), world.id(all.except()));
    if (count != ended.size()) {
      throw Violations.of(
          "S27", "destroyAll ended %s sessions instead of %s".formatted(count, ended));
    }
    ended.forEach(this::requireToldWhetherReplaced);
    ended.forEach(world.model::remove);
  }

  private void requireToldWhetherReplaced(int number) {
    boolean replaced = world.replaced().contains(number);
    if (store().wasReplaced(world.id(number)) != replaced) {
      throw Violations.of(
          "S24",
          (replaced ? "nothing says that session %s was replaced" : "session %s was not replaced")
              .formatted(number));
    }
  }

  void clear() {
    long count = store().clear();
    if (count != world.model.size()) {
      throw Violations.of(
          "S14", "clear removed %s sessions of %s".formatted(count, world.model.size()));
    }
    world.model.clear();
  }

  /** Asks everything that does not begin with an id. */
  void walk() {
    Set<Integer> all = world.model.keySet();
    long length = store().length();
    if (length != all.size()) {
      throw Violations.of("S13", "the length is %s instead of %s".formatted(length, all.size()));
    }
    for (int number = 0; number < StoreModelWorld.SESSIONS; number++) {
      requireToldWhetherReplaced(number);
    }
    inspection.requireThatAllEnd();
    if (!world.form().has(Option.HASHED)) {
      compare("S13", "ids", all, store().ids().toList());
      Set<Integer> readable = those(ModelSession::isReadable);
      compare("S16", "all", readable, store().all().map(this::sound).toList());
      if (world.form().has(Option.INDEXED)) {
        users().forEach(this::find);
      }
    }
  }

  private void find(String user) {
    List<SessionId> found = store().findByUser(user).stream().map(this::sound).toList();
    compare("S27", "findByUser of \"" + user + "\"", of(user), found);
  }

  /** The id of a session whose attributes are right. */
  private SessionId sound(Session session) {
    StoreInspection.compareCookie(session);
    for (Map.Entry<Integer, ModelSession> entry : world.model.entrySet()) {
      if (world.id(entry.getKey()).equals(session.id())
          && !entry.getValue().attributes().equals(session.attributes())) {
        throw Violations.of("S50", "a walk brings session %s otherwise".formatted(entry.getKey()));
      }
    }
    return session.id();
  }

  private Set<String> users() {
    Set<String> users = new TreeSet<>(StoreChanges.USERS);
    users.removeIf(String::isBlank);
    return users;
  }

  private Set<Integer> of(String user) {
    return those(session -> user.equals(session.user()));
  }

  private Set<Integer> those(Predicate<ModelSession> which) {
    return world.model.entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compare(String clause, String what, Set<Integer> expected, List<SessionId> found) {
    Set<String> wanted =
        expected.stream().map(number -> world.id(number).value()).collect(Collectors.toSet());
    Set<String> seen = found.stream().map(SessionId::value).collect(Collectors.toSet());
    if (!wanted.equals(seen) || seen.size() != found.size()) {
      throw Violations.of(
          clause,
          "%s brings %s sessions, %s different, instead of %s"
              .formatted(what, found.size(), seen.size(), wanted.size()));
    }
  }
}
