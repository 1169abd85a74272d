package io.cloakroom.tck.history;

import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Lets clients loose on few sessions: they load, change, save, touch, destroy and rename them at
 * random, hold some for a while and save them late, and use ids that are gone. What they were told
 * is then checked.
 *
 * <pre>{@code
 * HistoryReport report = Workload.over(List.of(store)).operations(10_000).run();
 * assertThat(report.violations()).as(report.toString()).isEmpty();
 * }</pre>
 *
 * <p>The seed decides what each client does; how they meet is the machine's doing, so that a
 * violation may need several runs with its seed to be seen again.
 */
public final class Workload {

  private final List<SessionStore> stores;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<SessionTrace> tracks = new ConcurrentLinkedQueue<>();
  private int clients = 6;
  private int sessions = 3;
  private long seed = new Random().nextLong();
  private int operations = 1_000;
  private Duration limit = Duration.ofMinutes(2);
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
    void strike(Random random, AllowedLosses losses) throws Exception;
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

  /**
   * How many operations all clients do together, at least; they go on until a disturbance is over.
   * Default: 1,000.
   */
  public Workload operations(int number) {
    this.operations = number;
    return this;
  }

  /** How long a run may take before it fails. Default: two minutes. */
  public Workload atMost(Duration newLimit) {
    this.limit = newLimit;
    return this;
  }

  /** What goes wrong meanwhile. Default: nothing. */
  public Workload disturbedBy(Disturbance newDisturbance) {
    this.disturbance = newDisturbance;
    return this;
  }

  /**
   * Runs the clients, has a last look at every session, and checks. A client that meets an
   * exception which no store should throw ends the run; the report's first violation names it.
   *
   * @throws AssertionError if the run has not ended in time: it names the calls without an answer
   * @throws Exception what the disturbance has thrown
   */
  public HistoryReport run() throws Exception {
    Progress progress = new Progress(operations, limit);
    AllowedLosses losses = new AllowedLosses(progress.time());
    List<SessionSlot> slots = Stream.generate(SessionSlot::new).limit(sessions).toList();
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(clients, Workload::daemon);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        RecordingClient client = client(i, progress);
        RandomUser visitor =
            new RandomUser(client, slots, numbers, tracks::add, new Random(seed + i));
        running.add(threads.submit(() -> visits(visitor, client, begin, progress)));
      }
      begin.countDown();
      Random random = new Random(seed - 1);
      do {
        disturbance.strike(random, losses);
        progress.struck();
      } while (!progress.isOver());
      for (Future<?> each : running) {
        await(each, progress);
      }
    } finally {
      threads.shutdownNow();
    }
    if (!progress.isBroken()) {
      lookOnceMore(progress);
    }
    return HistoryReport.of(
        seed,
        tracks.stream().map(SessionTrace::history).toList(),
        losses.all(),
        progress.violations());
  }

  /**
   * All begin at the same time, so that none has done everything before the others are there.
   *
   * @return false where the run ended while it began a session
   */
  private static boolean visits(
      RandomUser visitor, RecordingClient client, CountDownLatch begin, Progress progress)
      throws InterruptedException {
    begin.await();
    try {
      do {
        visitor.act();
      } while (!progress.isOver());
    } catch (CancellationException ended) {
      return false;
    } catch (RuntimeException | Error e) {
      client.meets(e);
    }
    return true;
  }

  private void lookOnceMore(Progress progress) {
    RecordingClient last = client(clients, progress);
    for (SessionTrace track : tracks) {
      track.ids().forEach(id -> last.loadForCertain(track, id));
    }
  }

  private RecordingClient client(int number, Progress progress) {
    return new RecordingClient(number, stores.get(number % stores.size()).blocking(), progress);
  }

  private static void await(Future<?> running, Progress progress) throws Exception {
    try {
      running.get(progress.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw progress.late();
    }
    if (progress.isLate()) {
      throw progress.late();
    }
  }

  /** A call without an end must not keep the JVM from ending. */
  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "history client");
    thread.setDaemon(true);
    return thread;
  }
}
