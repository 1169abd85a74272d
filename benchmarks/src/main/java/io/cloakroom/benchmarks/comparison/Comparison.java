package io.cloakroom.benchmarks.comparison;

import io.cloakroom.benchmarks.comparison.Contender.Group;
import io.cloakroom.benchmarks.comparison.MeasuredProcess.Round;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all contenders, each in a process of its own, in short rounds by turns, and writes the
 * page and the chart. What slows the machine for a while slows all of them; so only ratios are
 * compared, each to the first contender of the group in the same round.
 */
public final class Comparison {

  private static final int ROUNDS = Integer.getInteger("rounds", 15);
  private static final int WARM_UP = Integer.getInteger("warmUpRounds", 5);
  private static final long ROUND_MILLIS = Long.getLong("roundMillis", 2_000);

  private Comparison() {}

  /**
   * Measures and writes.
   *
   * @param arguments the folder to write into, such as {@code docs}
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments.length == 0 ? "docs" : arguments[0]);
    RedisServer redis = RedisServers.shared();
    Map<Group, Map<Contender, List<Round>>> rounds = new EnumMap<>(Group.class);
    for (Group group : Group.values()) {
      rounds.put(group, measure(group, redis));
      try (RawRedis raw = redis.raw()) {
        raw.text("FLUSHALL");
      }
      System.out.println(group.title() + ": measured");
    }
    if (!ExpressContenders.isThere()) {
      System.out.println(
          "Express with connect-redis: skipped, -Dcloakroom.express names no folder with it");
    }
    if (!SpringContenders.isThere()) {
      System.out.println("Spring Session: skipped, it is there in the profile compare only");
    }
    PerformancePage page =
        new PerformancePage(rounds, RedisServers.describe(redis), ROUNDS, ROUND_MILLIS);
    page.writeTo(folder);
    System.exit(0); // clients leave threads behind
  }

  private static Map<Contender, List<Round>> measure(Group group, RedisServer redis)
      throws Exception {
    Map<Contender, MeasuredProcess> processes = new LinkedHashMap<>();
    Map<Contender, List<Round>> rounds = new LinkedHashMap<>();
    try {
      for (Contender contender : group.contenders()) {
        processes.put(contender, new MeasuredProcess(contender, redis.uri()));
        rounds.put(contender, new ArrayList<>());
      }
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        for (Map.Entry<Contender, MeasuredProcess> each : processes.entrySet()) {
          Round measured = each.getValue().round(ROUND_MILLIS);
          if (round >= 0) {
            rounds.get(each.getKey()).add(measured);
          }
        }
      }
      return rounds;
    } finally {
      processes.values().forEach(MeasuredProcess::close);
    }
  }
}
