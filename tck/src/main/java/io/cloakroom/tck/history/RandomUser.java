package io.cloakroom.tck.history;

import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Decides at random what a client does next. */
final class RandomUser {

  private static final int HANDS = 3;

  /** The texts, since a list that one thread changes in place must not be saved by another. */
  private static final int SHARED_NAMES = 3;

  private final RecordingClient client;
  private final List<SessionSlot> slots;
  private final AtomicInteger numbers;
  private final Consumer<SessionTrace> begun;
  private final Random random;
  private final List<HeldSession> held = new ArrayList<>();

  /**
   * @param numbers counts the sessions of all visitors
   * @param begun is given each session that this one begins
   */
  RandomUser(
      RecordingClient client,
      List<SessionSlot> slots,
      AtomicInteger numbers,
      Consumer<SessionTrace> begun,
      Random random) {
    this.client = client;
    this.slots = slots;
    this.numbers = numbers;
    this.begun = begun;
    this.random = random;
  }

  /** Does one thing. */
  void act() {
    if (random.nextInt(8) == 0) {
      share();
      return;
    }
    int choice = random.nextInt(100);
    if (choice < 30) {
      load().filter(loaded -> held.size() < HANDS).ifPresent(held::add);
    } else if (choice < 75) {
      take().ifPresent(this::update);
    } else if (choice < 82) {
      take().ifPresent(client::touch);
    } else if (choice < 92) {
      take().ifPresent(this::regenerate);
    } else if (choice < 97) {
      SessionTrace track = track();
      client.destroy(track, random.nextInt(4) == 0 ? track.anyId(random) : track.latestId());
    } else {
      held.clear();
    }
  }

  private void share() {
    SessionTrace track = track();
    HeldSession session = track.shared(() -> client.load(track, track.latestId(), false));
    if (session != null) {
      client.updateShared(session, SessionEdits.NAMES.get(random.nextInt(SHARED_NAMES)));
    }
  }

  private void update(HeldSession session) {
    if (client.update(session, SessionEdits.atRandom(session, random)) && random.nextBoolean()) {
      held.add(session);
    }
  }

  private void regenerate(HeldSession session) {
    client.regenerate(session, SessionEdits.atRandom(session, random)).ifPresent(held::add);
  }

  /** A session that was held for a while, or one that is loaded now. */
  private Optional<HeldSession> take() {
    return held.isEmpty() || random.nextInt(3) == 0
        ? load()
        : Optional.of(held.remove(random.nextInt(held.size())));
  }

  private Optional<HeldSession> load() {
    SessionTrace track = track();
    SessionId id = random.nextInt(5) == 0 ? track.anyId(random) : track.latestId();
    return client.load(track, id, random.nextBoolean());
  }

  private SessionTrace track() {
    SessionSlot slot = slots.get(random.nextInt(slots.size()));
    SessionTrace current = slot.current(this::begin);
    SessionTrace previous = slot.previous();
    return previous != null && random.nextInt(6) == 0 ? previous : current;
  }

  private SessionTrace begin() {
    SessionTrace track = client.create(numbers);
    begun.accept(track);
    return track;
  }
}
