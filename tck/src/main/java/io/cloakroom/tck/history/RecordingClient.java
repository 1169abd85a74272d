package io.cloakroom.tck.history;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.history.Violation.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out operations on a store and notes each with its answer. */
final class RecordingClient {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(10);

  private final int number;
  private final BlockingSessionStore store;
  private final Progress progress;
  private @Nullable Operation last;

  RecordingClient(int number, BlockingSessionStore store, Progress progress) {
    this.number = number;
    this.store = store;
    this.progress = progress;
  }

  /** Begins a session; another where that failed, because there may be none to check. */
  SessionTrace create(AtomicInteger numbers) {
    do {
      SessionId id = LikeIds.next();
      SessionTrace track = new SessionTrace(numbers.incrementAndGet(), id);
      Session session = Session.create(id, SessionCookie.PLAIN);
      SessionEdits edits = new SessionEdits(session, track);
      SessionEdits.NAMES.forEach(edits::set);
      Outcome answer =
          perform(
              track,
              Verb.CREATE,
              id,
              edits.made(),
              Optional.empty(),
              () -> store.create(session).isAlive() ? found(session) : new Outcome.Gone());
      if (answer instanceof Outcome.Found) {
        return track;
      }
      if (answer instanceof Outcome.Gone) {
        progress.breaks(
            new Violation(
                Promise.AS_IF_ONE_AFTER_ANOTHER,
                List.of("S50"),
                "an id that nobody has used is in use: " + track.text(),
                null));
      }
    } while (!progress.isLate() && !progress.isBroken());
    throw new CancellationException("The run ends");
  }

  Optional<HeldSession> load(SessionTrace track, SessionId id, boolean touching) {
    Holder loaded = new Holder();
    perform(
        track,
        Verb.LOAD,
        id,
        Map.of(),
        Optional.empty(),
        () -> loaded.take(touching ? store.getAndTouch(id, null) : store.get(id)));
    return loaded.session.map(session -> new HeldSession(track, session));
  }

  /** Loads a session as often as needed to know whether it is there. */
  void loadForCertain(SessionTrace track, SessionId id) {
    while (!progress.isLate()) {
      Outcome answer = perform(track, Verb.LOAD, id, Map.of(), Optional.empty(), () -> look(id));
      if (!(answer instanceof Outcome.Unknown)) {
        return;
      }
    }
    throw progress.late();
  }

  private Outcome look(SessionId id) {
    return new Holder().take(store.get(id));
  }

  void touch(HeldSession held) {
    SessionId id = held.session().id();
    perform(
        held.track(),
        Verb.TOUCH,
        id,
        Map.of(),
        Optional.empty(),
        () -> store.touch(held.session()) ? new Outcome.Done() : new Outcome.Gone());
  }

  /** Whether the session is still there to be held. */
  boolean update(HeldSession held, SessionEdits edits) {
    Session session = held.session();
    return perform(
            held.track(),
            Verb.UPDATE,
            session.id(),
            edits.made(),
            Optional.empty(),
            () -> save(session, edits).isAlive() ? found(session) : new Outcome.Gone())
        instanceof Outcome.Found;
  }

  /** Without a change an update asks nobody, and knows nothing of the session. */
  private SaveOutcome save(Session session, SessionEdits edits) {
    return edits.made().isEmpty() ? store.resave(session) : store.update(session);
  }

  /**
   * Sets one attribute of a session object that other clients use at the same time, and saves it.
   * What the object shows meanwhile is no one moment's, so it is not looked at; and where the
   * session is gone, another client's save of the object may have taken the change along before.
   */
  void updateShared(HeldSession held, String name) {
    Session session = held.session();
    String value = held.track().newValue();
    Outcome answer =
        perform(
            held.track(),
            Verb.UPDATE,
            session.id(),
            Map.of(name, Optional.of(value)),
            Optional.empty(),
            () -> {
              session.set(name, value);
              return store.update(session).isAlive() ? new Outcome.Done() : new Outcome.Unknown();
            });
    if (answer instanceof Outcome.Unknown) {
      held.track().noLongerShared(held);
    }
  }

  Optional<HeldSession> regenerate(HeldSession held, SessionEdits edits) {
    SessionTrace track = held.track();
    SessionId newId = LikeIds.next();
    Holder renamed = new Holder();
    track.moves();
    Outcome answer =
        perform(
            track,
            Verb.REGENERATE,
            held.session().id(),
            edits.made(),
            Optional.of(newId),
            () ->
                renamed.take(
                    store.regenerate(held.session(), newId).isAlive()
                        ? Optional.of(held.session())
                        : Optional.empty()));
    if (answer instanceof Outcome.Found) {
      track.movedTo(newId);
    } else {
      track.stayed();
    }
    return renamed.session.map(session -> new HeldSession(track, session));
  }

  void destroy(SessionTrace track, SessionId id) {
    perform(
        track,
        Verb.DESTROY,
        id,
        Map.of(),
        Optional.empty(),
        () -> store.destroy(id) ? new Outcome.Done() : new Outcome.Gone());
  }

  private Outcome perform(
      SessionTrace track,
      Verb verb,
      SessionId id,
      Map<String, Optional<String>> changes,
      Optional<SessionId> newId,
      Supplier<Outcome> call) {
    String to = newId.map(SessionId::value).orElse("");
    long start = progress.time().incrementAndGet();
    Outcome answer;
    long end;
    progress.begins(number, verb, id.value());
    try {
      answer = call.get();
      end = answer instanceof Outcome.Unknown ? Operation.NEVER : progress.time().incrementAndGet();
    } catch (RedisCommandException | SessionConflictException e) {
      answer = new Outcome.Unknown();
      end = Operation.NEVER;
      LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
    } catch (RuntimeException | Error e) {
      answer = new Outcome.Threw(e);
      end = Operation.NEVER;
    }
    progress.ended(number, end != Operation.NEVER);
    last = new Operation(number, verb, id.value(), changes, to, answer, start, end);
    track.note(last);
    if (answer instanceof Outcome.Threw threw) {
      progress.breaks(thrown(verb, "All that was done to this session:" + track.text(), threw));
    }
    return answer;
  }

  /** Notes an exception that the client has met between two operations. */
  void meets(Throwable failure) {
    Operation before = last;
    if (before != null) {
      String text = "It came while a session was read or changed after that operation.";
      progress.breaks(thrown(before.verb(), text, new Outcome.Threw(failure)));
    }
  }

  private Violation thrown(Verb verb, String text, Outcome.Threw threw) {
    return new Violation(
        Promise.FAILS_AS_DOCUMENTED,
        List.of(verb.clause()),
        "client %s: %s\n  ended by %s\n%s".formatted(number, last, threw.failure(), text),
        threw.failure());
  }

  private static Outcome.Found found(Session session) {
    Map<String, String> seen = new TreeMap<>();
    session.attributes().forEach((name, value) -> seen.put(name, SessionEdits.text(value)));
    return new Outcome.Found(seen);
  }

  /** A session on its way out of a call. */
  private static final class Holder {
    private Optional<Session> session = Optional.empty();

    Outcome take(Optional<Session> answer) {
      session = answer;
      return answer.<Outcome>map(RecordingClient::found).orElseGet(Outcome.Gone::new);
    }
  }
}
