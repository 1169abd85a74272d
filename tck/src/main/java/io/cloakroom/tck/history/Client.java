package io.cloakroom.tck.history;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionCookie;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.history.Operation.Verb;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Carries out operations on a store and notes each with its answer. */
final class Client {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(10);
  private static final int MOST_ATTEMPTS = 2_000;

  private final int number;
  private final BlockingSessionStore store;
  private final AtomicLong time;

  /**
   * @param time what all clients take their moments from
   */
  Client(int number, BlockingSessionStore store, AtomicLong time) {
    this.number = number;
    this.store = store;
    this.time = time;
  }

  /** Begins a session; another where that failed, because there may be none to check. */
  Track create(AtomicInteger numbers) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      SessionId id = SessionId.random();
      Track track = new Track(numbers.incrementAndGet(), id);
      Session session = Session.create(id, SessionCookie.DEFAULT);
      Edits edits = new Edits(session, track);
      Edits.NAMES.forEach(edits::set);
      Answer answer =
          perform(
              track,
              Verb.CREATE,
              id,
              edits.made(),
              Optional.empty(),
              () -> store.create(session) ? found(session) : new Answer.Gone());
      if (answer instanceof Answer.Found) {
        return track;
      }
      if (answer instanceof Answer.Gone) {
        throw new IllegalStateException("A fresh id is in use");
      }
    }
    throw away();
  }

  Optional<Held> load(Track track, SessionId id, boolean touching) {
    Holder loaded = new Holder();
    perform(
        track,
        Verb.LOAD,
        id,
        Map.of(),
        Optional.empty(),
        () -> loaded.take(touching ? store.getAndTouch(id, null) : store.get(id)));
    return loaded.session.map(session -> new Held(track, session));
  }

  /** Loads a session as often as needed to know whether it is there. */
  void loadForCertain(Track track, SessionId id) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Answer answer = perform(track, Verb.LOAD, id, Map.of(), Optional.empty(), () -> look(id));
      if (!(answer instanceof Answer.Unknown)) {
        return;
      }
    }
    throw away();
  }

  private static IllegalStateException away() {
    return new IllegalStateException("Redis did not come back");
  }

  private Answer look(SessionId id) {
    return new Holder().take(store.get(id));
  }

  void touch(Held held) {
    SessionId id = held.session().id();
    perform(
        held.track(),
        Verb.TOUCH,
        id,
        Map.of(),
        Optional.empty(),
        () -> store.touch(held.session()) ? new Answer.Done() : new Answer.Gone());
  }

  /** Whether the session is still there to be held. */
  boolean update(Held held, Edits edits) {
    Session session = held.session();
    return perform(
            held.track(),
            Verb.UPDATE,
            session.id(),
            edits.made(),
            Optional.empty(),
            () -> store.update(session) ? found(session) : new Answer.Gone())
        instanceof Answer.Found;
  }

  Optional<Held> regenerate(Held held, Edits edits) {
    Track track = held.track();
    SessionId newId = SessionId.random();
    Holder renamed = new Holder();
    track.moves();
    Answer answer =
        perform(
            track,
            Verb.REGENERATE,
            held.session().id(),
            edits.made(),
            Optional.of(newId),
            () -> renamed.take(store.regenerate(held.session(), newId)));
    if (answer instanceof Answer.Found) {
      track.movedTo(newId);
    } else {
      track.stayed();
    }
    return renamed.session.map(session -> new Held(track, session));
  }

  void destroy(Track track, SessionId id) {
    perform(
        track,
        Verb.DESTROY,
        id,
        Map.of(),
        Optional.empty(),
        () -> store.destroy(id) ? new Answer.Done() : new Answer.Gone());
  }

  private Answer perform(
      Track track,
      Verb verb,
      SessionId id,
      Map<String, Optional<String>> changes,
      Optional<SessionId> newId,
      Supplier<Answer> call) {
    String to = newId.map(SessionId::value).orElse("");
    long start = time.incrementAndGet();
    Answer answer;
    long end;
    try {
      answer = call.get();
      end = time.incrementAndGet();
    } catch (RedisCommandException | SessionConflictException e) {
      answer = new Answer.Unknown();
      end = Operation.NEVER;
      LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
    }
    track.note(new Operation(number, verb, id.value(), changes, to, answer, start, end));
    return answer;
  }

  private static Answer.Found found(Session session) {
    Map<String, String> seen = new TreeMap<>();
    session.attributes().forEach((name, value) -> seen.put(name, Edits.text(value)));
    return new Answer.Found(seen);
  }

  /** A session on its way out of a call. */
  private static final class Holder {
    private Optional<Session> session = Optional.empty();

    Answer take(Optional<Session> answer) {
      session = answer;
      return answer.<Answer>map(Client::found).orElseGet(Answer.Gone::new);
    }
  }
}
