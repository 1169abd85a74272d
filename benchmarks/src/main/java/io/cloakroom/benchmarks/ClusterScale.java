package io.cloakroom.benchmarks;

import io.cloakroom.jedis.JedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisCluster;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.SlotMove;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;

/**
 * Checks a cluster of six servers, three masters with a replica each, with many sessions: how they
 * are spread, what reads and walks take, and that nobody is lost while a master is added and slots
 * move to it. Ends with an exception where something is wrong.
 */
public final class ClusterScale {

  private static final int THREADS = 8;
  private static final int READS = 20_000;
  private static final int KEYS_AT_ONCE = 100;
  private static final String PREFIX = "scale:";

  private final RedisCluster cluster;
  private final BlockingSessionStore store;
  private final int sessions;
  private final List<SessionId> known = new ArrayList<>();

  private ClusterScale(RedisCluster cluster, int sessions) {
    this.cluster = cluster;
    this.sessions = sessions;
    Set<HostAndPort> nodes =
        cluster.uris().stream()
            .map(uri -> new HostAndPort(uri.getHost(), uri.getPort()))
            .collect(Collectors.toSet());
    this.store =
        RedisSessionStore.builder(
                JedisCommands.of(RedisClusterClient.builder().nodes(nodes).build(), timeout()))
            .prefix(PREFIX)
            .scanCount(1_000)
            .build()
            .blocking();
  }

  /** Generous: what is checked is that nothing is lost, on a machine that may be busy. */
  private static Duration timeout() {
    return Duration.ofSeconds(15);
  }

  /**
   * Checks.
   *
   * @param arguments how many sessions; 20 000 if none is given
   */
  public static void main(String[] arguments) throws Exception {
    int sessions = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
    try (RedisCluster cluster = RedisCluster.start(3)) {
      new ClusterScale(cluster, sessions).check();
    }
    System.exit(0); // clients leave threads behind
  }

  private void check() throws Exception {
    timed("creating %s sessions".formatted(sessions), this::create);
    cluster.awaitReplication();
    Map<URI, Long> before = commands();
    timed("reading %s of them at random".formatted(READS), this::read);
    Map<URI, Long> after = commands();
    for (RedisServer master : cluster.masters()) {
      System.out.printf(
          Locale.ROOT,
          "master %d: %d keys, %.2f bytes of memory for each, %.1f %% of the reads%n",
          master.uri().getPort(),
          number(master, "DBSIZE"),
          (double) info(master, "memory", "used_memory") / number(master, "DBSIZE"),
          100.0 * (after.get(master.uri()) - before.get(master.uri())) / READS);
    }
    timed("walking over the ids", () -> require(store.ids().count()));
    timed("walking over the sessions", () -> require(store.all().count()));
    timed("adding a master and moving slots to it while others read", this::addMaster);
    require(store.ids().distinct().count());
    timed("reading after that", this::read);
    System.out.println("nobody was lost");
  }

  private void create() throws Exception {
    int each = sessions / THREADS;
    List<List<SessionId>> created =
        sideBySide(
            () -> {
              List<SessionId> ids = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
                session.set("user", "user-" + i);
                store.create(session);
                ids.add(session.id());
              }
              return ids;
            });
    created.forEach(known::addAll);
  }

  private void read() throws Exception {
    sideBySide(
        () -> {
          for (int i = 0; i < READS / THREADS; i++) {
            requireThere(known.get(ThreadLocalRandom.current().nextInt(known.size())));
          }
          return true;
        });
  }

  /** Adds a master, and moves the slots of some sessions to it, while requests come in. */
  private void addMaster() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<?> reading =
          reader.submit(
              () -> {
                read();
                return true;
              });
      RedisServer added = cluster.addMaster();
      for (SessionId id : known.subList(0, Math.min(known.size(), 50))) {
        String key = PREFIX + id.value();
        if (cluster.masterOf(key) == added) {
          continue; // it has come with another one
        }
        SlotMove move = cluster.moveSlotOf(key, added);
        while (move.moveKeys(KEYS_AT_ONCE) > 0) {
          requireThere(id);
        }
        move.finish();
      }
      reading.get();
    } finally {
      reader.shutdown();
    }
  }

  private void requireThere(SessionId id) {
    if (store.getAndTouch(id, null).isEmpty()) {
      throw new IllegalStateException("Session " + id + " was lost");
    }
  }

  private void require(long count) {
    if (count != known.size()) {
      throw new IllegalStateException(count + " sessions instead of " + known.size());
    }
  }

  private <T> List<T> sideBySide(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done :
          threads.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> work).toList())) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void timed(String what, Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    System.out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  /** How many reads each master has carried out. */
  private Map<URI, Long> commands() {
    Map<URI, Long> commands = new LinkedHashMap<>();
    for (RedisServer master : cluster.masters()) {
      commands.put(master.uri(), info(master, "commandstats", "cmdstat_getex:calls"));
    }
    return commands;
  }

  private static long info(RedisServer server, String section, String name) {
    try (RawRedis redis = server.raw()) {
      return redis
          .text("INFO", section)
          .lines()
          .filter(line -> line.startsWith(name + ":") || line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1).split("[,\r]", 2)[0])
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    }
  }

  private static long number(RedisServer server, String command) {
    try (RawRedis redis = server.raw()) {
      return redis.number(command);
    }
  }
}
