package io.cloakroom.tck.model;

import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tck.model.Call.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes sequences of calls, whose arguments are edges. The same seed makes the same calls. */
public final class Sequences {

  private static final int NAMES = 2_100;

  /** More than one page has keys, of a server that only tests use. */
  private static final int ALL = 10_000;

  /** More scans at a time than any table of cursors holds. */
  private static final int MANY_SCANS = 40;

  private static final int MEBIBYTE = 1 << 20;
  private static final Optional<Duration> NO_TTL = CallSteps.NO_TTL;
  private static final Duration AN_HOUR = CallSteps.AN_HOUR;

  private Sequences() {}

  /** Values of every size and kind, written and read by every method that takes or brings one. */
  public static Sequence<Step> ofValues(long seed) {
    CallSteps made = new CallSteps(seed);
    EdgeCases.sizes().forEach(size -> addValue(made, "size-" + size, made.content(size)));
    for (SampleBytes.Kind kind : SampleBytes.Kind.values()) {
      for (int size : List.of(1, 2, 3, 8, 17, 64)) {
        addValue(made, kind + "-" + size, new SampleBytes(kind, size, size));
      }
    }
    return made.sequence("values");
  }

  private static void addValue(CallSteps made, String name, SampleBytes value) {
    made.add(new Call.Put(name, value, Condition.ALWAYS, Optional.of(AN_HOUR)));
    made.add(new Call.Get(name));
    made.add(made.replace(name, made.wrong.draw(), made.content(1), NO_TTL));
    made.add(made.replace(name, made.wrong.draw(), value, NO_TTL)); // which is there already
    made.add(made.rewrite(name, made.wrong.draw(), made.someTtl()));
    made.add(new Call.Put(name, value.another(), Condition.IF_ABSENT, Optional.of(AN_HOUR)));
    made.add(made.replace(name, Expected.RIGHT, value.another(), NO_TTL));
    made.add(new Call.GetAndExpire(name, AN_HOUR));
    made.add(new Call.MultiGet(List.of(name, "missing", name)));
    made.add(new Call.Put(name, value, Condition.IF_PRESENT, Optional.of(AN_HOUR)));
    made.add(new Call.Prolong(name, Duration.ofMinutes(1), AN_HOUR));
    made.add(new Call.Remove(name, made.wrong.draw(), made.random.nextBoolean()));
    made.add(new Call.Remove(name, Expected.RIGHT, made.random.nextBoolean()));
    made.add(new Call.Put(name, value, Condition.IF_ABSENT, Optional.of(AN_HOUR)));
    made.add(new Call.Delete(List.of(name)));
  }

  /**
   * Values and keys whose replies end at the end of a client's buffer, or a few bytes away from it,
   * alone and within lists; and replies of several megabytes.
   */
  public static Sequence<Step> ofFullBuffers(long seed) {
    CallSteps made = new CallSteps(seed);
    for (int size : EdgeCases.sizesThatFillBuffers()) {
      String name = "full-" + size % 2;
      made.add(new Call.Put(name, made.content(size), Condition.ALWAYS, NO_TTL));
      made.add(new Call.Get(name));
      made.add(new Call.GetAndExpire(name, AN_HOUR));
      made.add(new Call.MultiGet(List.of(name, "missing", "full-" + (size + 1) % 2)));
      made.add(new Call.Prolong(name, Duration.ofMinutes(1), AN_HOUR));
      made.add(made.replace(name, Expected.ANOTHER, made.content(1), NO_TTL));
    }
    // each value of the list ends one byte further from the end of a buffer of 8 KiB or less
    made.add(new Call.Put("walk", made.content(8_182), Condition.ALWAYS, NO_TTL));
    made.add(new Call.MultiGet(Collections.nCopies(40, "walk")));
    for (int size : EdgeCases.lengthsThatFillBuffers()) {
      String name = "k".repeat(size);
      made.add(made.write(name));
      made.add(new Call.Scan(name, ALL, 1));
      made.add(new Call.Delete(List.of(name)));
    }
    List<String> large = List.of("large-0", "large-1", "large-2");
    large.forEach(
        name -> made.add(new Call.Put(name, made.content(MEBIBYTE), Condition.ALWAYS, NO_TTL)));
    for (int count : List.of(7, 8, 17)) {
      made.add(
          new Call.MultiGet(
              IntStream.range(0, count)
                  .mapToObj(i -> large.get(made.random.nextInt(large.size())))
                  .toList()));
    }
    made.add(new Call.Put("huge", made.content(8 * MEBIBYTE + 1), Condition.ALWAYS, NO_TTL));
    made.add(new Call.Get("huge"));
    made.add(made.replace("huge", Expected.LAST_BYTE, made.content(1), NO_TTL));
    made.add(made.replace("huge", Expected.RIGHT, made.content(5 * MEBIBYTE), NO_TTL));
    made.add(new Call.GetAndExpire("huge", AN_HOUR));
    return made.sequence("full buffers");
  }

  /** TTLs of every length, given by every method that takes one. */
  public static Sequence<Step> ofTtls(long seed) {
    CallSteps made = new CallSteps(seed);
    List<Duration> all = new ArrayList<>(EdgeCases.longTtls());
    all.addAll(EdgeCases.ttlsOfSeconds());
    for (Duration ttl : all) {
      String name = "ttl-" + ttl;
      Optional<Duration> some = Optional.of(ttl);
      made.add(new Call.Put(name, made.content(10), Condition.IF_ABSENT, some));
      made.add(new Call.Left(name));
      made.add(new Call.Put(name, made.content(10), Condition.IF_PRESENT, NO_TTL));
      made.add(new Call.Left(name));
      made.add(new Call.Expire(name, ttl));
      made.add(new Call.Put(name, made.content(10), Condition.ALWAYS, NO_TTL));
      made.add(new Call.GetAndExpire(name, ttl));
      made.add(new Call.Left(name));
      made.add(new Call.Get(name));
      made.add(made.replace(name, Expected.RIGHT, made.content(10), NO_TTL));
      made.add(made.replace(name, Expected.RIGHT, made.content(11), some));
      made.add(made.rewrite(name, NO_TTL));
      made.add(made.rewrite(name, some));
      made.add(new Call.Put(name, made.content(12), Condition.IF_ABSENT, Optional.of(AN_HOUR)));
      made.add(new Call.Put(name, made.content(12), Condition.ALWAYS, some));
      made.add(new Call.Prolong(name, ttl.plusDays(1), ttl.plusDays(2)));
      made.add(new Call.Prolong(name, Duration.ofMillis(1), ttl));
      made.add(new Call.Put(name, made.content(13), Condition.IF_PRESENT, some));
      made.add(new Call.Expire(name, ttl.plusDays(3)));
      made.add(new Call.GetAndExpire(name, ttl));
      made.add(new Call.Expire(name, ttl.plusDays(3)));
      made.add(new Call.Expire(name, ttl));
      made.add(new Call.RemoveAndMark(pair(ttl, 1), pair(ttl, 2), false, ttl));
      made.add(new Call.Put(pair(ttl, 1), made.content(14), Condition.ALWAYS, some));
      made.add(new Call.RemoveAndMark(pair(ttl, 1), pair(ttl, 2), true, ttl));
      made.add(new Call.RemoveAndMark(pair(ttl, 1), pair(ttl, 2), true, AN_HOUR));
      made.add(new Call.RemoveAndMark(pair(ttl, 2), pair(ttl, 1), false, AN_HOUR));
      made.add(new Call.Expire(name + "-missing", ttl));
      made.add(new Call.GetAndExpire(name + "-missing", ttl));
      made.add(made.rewrite(name + "-missing", some));
      made.add(new Call.Delete(List.of(name)));
      made.add(new Call.Expire(name, ttl));
    }
    addReadsAfterAWhile(made);
    for (Duration ttl : EdgeCases.shortTtls()) {
      String name = "short-" + ttl;
      made.add(new Call.Put(name, made.content(10), Condition.ALWAYS, Optional.of(ttl)));
      made.add(new Call.Put(name + "-e", made.content(10), Condition.ALWAYS, NO_TTL));
      made.add(new Call.Expire(name + "-e", ttl));
      made.add(new Call.Put(name + "-g", made.content(10), Condition.ALWAYS, NO_TTL));
      made.add(new Call.GetAndExpire(name + "-g", ttl));
      made.add(new Call.Wait(ttl.plusMillis(10)));
      made.add(new Call.MultiGet(List.of(name, name + "-e", name + "-g")));
      made.add(new Call.Put(name, made.content(10), Condition.IF_PRESENT, NO_TTL));
      made.add(new Call.Put(name, made.content(11), Condition.IF_ABSENT, NO_TTL));
      made.add(new Call.Expire(name + "-e", AN_HOUR));
      made.add(new Call.Left(name + "-g"));
    }
    return made.sequence("TTLs");
  }

  /** What reads, and what writes nothing, leaves a TTL as it is when some of it has gone. */
  private static void addReadsAfterAWhile(CallSteps made) {
    for (int port = 0; port < 2; port++) {
      String name = "while-" + port;
      made.addThrough(
          port,
          List.of(
              new Call.Put(name, made.content(10), Condition.ALWAYS, Optional.of(AN_HOUR)),
              new Call.Wait(Duration.ofMillis(40)),
              new Call.Get(name),
              new Call.MultiGet(List.of(name)),
              new Call.Left(name),
              new Call.Scan(name, 10, 1),
              new Call.Prolong(name, Duration.ofMinutes(1), AN_HOUR),
              new Call.Put(name, made.content(11), Condition.IF_ABSENT, Optional.of(AN_HOUR)),
              made.replace(name, Expected.ANOTHER, made.content(12), Optional.of(AN_HOUR)),
              new Call.Remove(name, Expected.LAST_BYTE, false),
              new Call.Left(name)));
    }
  }

  /** Names of keys on one slot of a cluster. */
  private static String pair(Duration ttl, int number) {
    return "{" + ttl + "}" + number;
  }

  /** Names that a careless client takes for one another, in every method. */
  public static Sequence<Step> ofNames(long seed) {
    CallSteps made = new CallSteps(seed);
    List<String> all = EdgeCases.names();
    all.forEach(name -> made.add(made.write(name)));
    all.forEach(name -> made.add(new Call.Get(name)));
    made.add(new Call.MultiGet(all));
    for (String name : all) {
      made.add(new Call.GetAndExpire(name, AN_HOUR));
      made.add(new Call.Left(name));
      made.add(new Call.Expire(name, Duration.ofHours(2)));
      made.add(made.replace(name, Expected.RIGHT, made.content(20), Optional.of(AN_HOUR)));
      made.add(new Call.Prolong(name, Duration.ofHours(2), Duration.ofHours(3)));
      made.add(new Call.Put(name, made.content(5), Condition.IF_PRESENT, NO_TTL));
      made.add(new Call.Scan(name, 100, 1));
    }
    made.add(new Call.Scan("", 7, 2));
    for (String name : all) {
      made.add(new Call.Delete(List.of(name)));
      made.add(new Call.Put(name, made.content(6), Condition.IF_ABSENT, NO_TTL));
      made.add(new Call.Remove(name, Expected.RIGHT, made.random.nextBoolean()));
      made.add(new Call.Put(name, made.content(7), Condition.IF_ABSENT, NO_TTL));
    }
    made.add(new Call.MultiGet(all));
    made.add(new Call.Delete(all));
    return made.sequence("names");
  }

  /** Numbers of keys, some of them repeated and some missing; and scans of many pages. */
  public static Sequence<Step> ofCounts(long seed) {
    CallSteps made = new CallSteps(seed);
    IntStream.range(0, NAMES).forEach(i -> made.add(made.write(numbered(i))));
    List<Integer> counts = new ArrayList<>(EdgeCases.counts());
    counts.addAll(List.of(2_047, 2_048, 2_049, 4_096, 5_000, 33_000, 65_000));
    for (int count : counts) {
      made.add(
          new Call.MultiGet(
              IntStream.range(0, count)
                  .mapToObj(i -> i % 7 == 3 ? "missing" : numbered(made.random.nextInt(NAMES)))
                  .toList()));
    }
    made.add(new Call.Scan("n", 1, 1));
    made.add(new Call.Scan("n", ALL, 2));
    made.add(new Call.Scan("n", Integer.MAX_VALUE, 1));
    made.add(new Call.Scan("n20", 200, MANY_SCANS));
    for (int count = 2; count <= 10; count += 4) {
      made.add(new Call.Scan("n1", count, 2));
    }
    for (int count : counts) {
      List<String> unwanted = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        unwanted.add("missing-" + i);
      }
      for (int at : new int[] {0, count / 3, count / 2, count - 1}) {
        if (at >= 0 && at < count) {
          unwanted.set(at, numbered(made.random.nextInt(NAMES)));
        }
      }
      made.add(new Call.Delete(unwanted));
    }
    made.add(new Call.Scan("n", 10, 3));
    made.add(new Call.Delete(IntStream.range(0, NAMES).mapToObj(Sequences::numbered).toList()));
    return made.sequence("counts");
  }

  /** What one server has read another one changes: the first has to see it, by every method. */
  public static Sequence<Step> ofTwoPorts(long seed) {
    return TwoPorts.sequence(seed);
  }

  private static String numbered(int number) {
    return "n" + number;
  }

  /** Any calls over few names, so that they meet. */
  public static Sequence<Step> atRandom(long seed, int length) {
    return CallSteps.atRandom(seed, length);
  }
}
