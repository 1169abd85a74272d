package io.cloakroom.tck.history;

import io.cloakroom.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Decides at random what a client does next. */
final class Visitor {

  private static final int HANDS = 3;

  private final Client client;
  private final List<Slot> slots;
  private final AtomicInteger numbers;
  private final Consumer<Track> begun;
  private final Random random;
  private final List<Held> held = new ArrayList<>();

  /**
   * @param numbers counts the sessions of all visitors
   * @param begun is given each session that this one begins
   */
  Visitor(
      Client client,
      List<Slot> slots,
      AtomicInteger numbers,
      Consumer<Track> begun,
      Random random) {
    this.client = client;
    this.slots = slots;
    this.numbers = numbers;
    this.begun = begun;
    this.random = random;
  }

  /** Does one thing. */
  void act() {
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
      Track track = track();
      client.destroy(track, random.nextInt(4) == 0 ? track.anyId(random) : track.latestId());
    } else {
      held.clear();
    }
  }

  private void update(Held session) {
    if (client.update(session, Edits.atRandom(session, random)) && random.nextBoolean()) {
      held.add(session);
    }
  }

  private void regenerate(Held session) {
    client.regenerate(session, Edits.atRandom(session, random)).ifPresent(held::add);
  }

  /** A session that was held for a while, or one that is loaded now. */
  private Optional<Held> take() {
    return held.isEmpty() || random.nextInt(3) == 0
        ? load()
        : Optional.of(held.remove(random.nextInt(held.size())));
  }

  private Optional<Held> load() {
    Track track = track();
    SessionId id = random.nextInt(5) == 0 ? track.anyId(random) : track.latestId();
    return client.load(track, id, random.nextBoolean());
  }

  private Track track() {
    Slot slot = slots.get(random.nextInt(slots.size()));
    Track current = slot.current(this::begin);
    Track previous = slot.previous();
    return previous != null && random.nextInt(6) == 0 ? previous : current;
  }

  private Track begin() {
    Track track = client.create(numbers);
    begun.accept(track);
    return track;
  }
}
