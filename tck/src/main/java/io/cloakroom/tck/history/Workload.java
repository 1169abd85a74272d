package io.cloakroom.tck.history;

import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Lets clients loose on few sessions: they load, change, save, touch, destroy and rename them at
 * random, hold some for a while and save them late, and use ids that are gone. What they were told
 * is then checked.
 *
 * <pre>{@code
 * Report report = Workload.over(List.of(store)).lasting(Duration.ofSeconds(10)).run();
 * assertThat(report.violations()).as(report.toString()).isEmpty();
 * }</pre>
 *
 * <p>The seed decides what each client does; how they meet is the machine's doing, so that a
 * violation may need several runs with its seed to be seen again.
 */
public final class Workload {

  private final List<SessionStore> stores;
  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<Track> tracks = new ConcurrentLinkedQueue<>();
  private int clients = 6;
  private int sessions = 3;
  private long seed = new Random().nextLong();
  private Duration duration = Duration.ofSeconds(1);
  private final Losses losses = new Losses(time);
  private Disturbance disturbance = (random, none) -> Thread.sleep(10);

  private Workload(List<SessionStore> stores) {
    this.stores = List.copyOf(stores);
  }

  /** Something that goes wrong again and again meanwhile, such as a server that is killed. */
  public interface Disturbance {

    /**
     * Goes wrong once, and right again before it returns; waits as long as it likes.
     *
     * @param losses is told what the servers may have lost by that
     */
    void strike(Random random, Losses losses) throws Exception;
  }

  /** Clients of the given stores, in turn: as of several servers that share a Redis. */
  public static Workload over(List<SessionStore> stores) {
    return new Workload(stores);
  }

  /** How many clients there are, each a thread. Default: 6. */
  public Workload clients(int number) {
    this.clients = number;
    return this;
  }

  /** How many sessions they share at any time. Default: 3. */
  public Workload sessions(int number) {
    this.sessions = number;
    return this;
  }

  /** What chance goes by. Default: another one each time. */
  public Workload seed(long newSeed) {
    this.seed = newSeed;
    return this;
  }

  /** How long they go on. Default: a second. */
  public Workload lasting(Duration newDuration) {
    this.duration = newDuration;
    return this;
  }

  /** What goes wrong meanwhile. Default: nothing. */
  public Workload disturbedBy(Disturbance newDisturbance) {
    this.disturbance = newDisturbance;
    return this;
  }

  /**
   * Runs the clients, has a last look at every session, and checks.
   *
   * @throws Exception what a store has thrown that is no failure of Redis
   */
  public Report run() throws Exception {
    List<Slot> slots = Stream.generate(Slot::new).limit(sessions).toList();
    long end = System.nanoTime() + duration.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Visitor visitor = new Visitor(client(i), slots, numbers, tracks::add, new Random(seed + i));
        running.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                    visitor.act();
                  }
                }));
      }
      Random random = new Random(seed - 1);
      do {
        disturbance.strike(random, losses);
      } while (System.nanoTime() < end && running.stream().noneMatch(Future::isDone));
      for (Future<?> each : running) {
        await(each);
      }
    } finally {
      threads.shutdownNow();
    }
    lookOnceMore();
    return Report.of(seed, tracks.stream().map(Track::history).toList(), losses.all());
  }

  private void lookOnceMore() {
    Client last = client(clients);
    for (Track track : tracks) {
      track.ids().forEach(id -> last.loadForCertain(track, id));
    }
  }

  private Client client(int number) {
    return new Client(number, stores.get(number % stores.size()).blocking(), time);
  }

  private static void await(Future<?> running) throws Exception {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
