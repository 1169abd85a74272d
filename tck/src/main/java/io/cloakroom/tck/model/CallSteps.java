package io.cloakroom.tck.model;

import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tck.model.Call.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls that are put together one by one, with arguments drawn at random among edges. */
final class CallSteps {

  static final Optional<Duration> NO_TTL = Optional.empty();
  static final Duration AN_HOUR = Duration.ofHours(1);

  final Random random;
  private final long seed;
  private final ShuffledChoices<SampleBytes.Kind> kinds;
  private final ShuffledChoices<Integer> sizes;
  private final ShuffledChoices<Duration> ttls;
  private final ShuffledChoices<Duration> shortTtls;
  private final ShuffledChoices<String> names;
  final ShuffledChoices<Expected> wrong;
  final List<Step> steps = new ArrayList<>();

  CallSteps(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.kinds = new ShuffledChoices<>(List.of(SampleBytes.Kind.values()), random);
    this.sizes =
        new ShuffledChoices<>(
            EdgeCases.sizes().stream().filter(size -> size <= 5_000).toList(), random);
    List<Duration> long_ = new ArrayList<>(EdgeCases.longTtls());
    long_.addAll(EdgeCases.ttlsOfSeconds());
    this.ttls = new ShuffledChoices<>(long_, random);
    this.shortTtls = new ShuffledChoices<>(EdgeCases.shortTtls(), random);
    List<String> few = new ArrayList<>();
    ShuffledChoices<String> all = new ShuffledChoices<>(EdgeCases.names(), random);
    for (int i = 0; i < 10; i++) {
      few.add(all.draw());
    }
    this.names = new ShuffledChoices<>(few, random);
    this.wrong =
        new ShuffledChoices<>(
            Stream.of(Expected.values()).filter(each -> each != Expected.RIGHT).toList(), random);
  }

  void addThrough(int port, List<Call> calls) {
    calls.forEach(call -> steps.add(new Step(port, call)));
  }

  Call replace(String name, Expected expected, SampleBytes value, Optional<Duration> ttl) {
    return new Call.Replace(name, expected, Optional.of(value), ttl, random.nextBoolean());
  }

  /** Writes what is there once more. */
  Call rewrite(String name, Optional<Duration> ttl) {
    return rewrite(name, Expected.RIGHT, ttl);
  }

  /** Replaces a value by the same, as one writes that only wants to move the TTL. */
  Call rewrite(String name, Expected expected, Optional<Duration> ttl) {
    return new Call.Replace(name, expected, Optional.empty(), ttl, random.nextBoolean());
  }

  Expected expected() {
    return random.nextInt(4) > 0 ? Expected.RIGHT : wrong.draw();
  }

  Duration ttl() {
    return ttls.draw();
  }

  Optional<Duration> someTtl() {
    return random.nextInt(3) == 0 ? NO_TTL : Optional.of(ttl());
  }

  Condition condition() {
    return random.nextBoolean() ? Condition.IF_ABSENT : Condition.IF_PRESENT;
  }

  List<String> several() {
    return IntStream.range(0, 1 + random.nextInt(5)).mapToObj(i -> names.draw()).toList();
  }

  Call write(String name) {
    return new Call.Put(name, content(10), Condition.ALWAYS, NO_TTL);
  }

  SampleBytes content(int size) {
    return new SampleBytes(kinds.draw(), size, steps.size());
  }

  /** Through one port after the other, at random. */
  void add(Call call) {
    steps.add(new Step(random.nextInt(2), call));
  }

  Sequence<Step> sequence(String what) {
    return Sequence.ofSeed(what, seed, steps);
  }

  /** Any calls over few names, so that they meet. */
  static Sequence<Step> atRandom(long seed, int length) {
    CallSteps made = new CallSteps(seed);
    for (int i = 0; i < length; i++) {
      made.addAtRandom();
    }
    return made.sequence("at random");
  }

  private void addAtRandom() {
    String name = names.draw();
    switch (random.nextInt(16)) {
      case 0, 1 -> add(new Call.Get(name));
      case 2 -> add(new Call.GetAndExpire(name, ttl()));
      case 3 -> add(new Call.MultiGet(several()));
      case 4, 5 -> add(new Call.Put(name, content(sizes.draw()), condition(), someTtl()));
      case 6 -> add(new Call.Put(name, content(sizes.draw()), Condition.ALWAYS, someTtl()));
      case 7 -> add(new Call.Expire(name, ttl()));
      case 8 -> add(new Call.Left(name));
      case 9 -> add(new Call.Delete(several()));
      case 10, 11 -> add(replace(name, expected(), content(sizes.draw()), someTtl()));
      case 12 ->
          add(
              random.nextBoolean()
                  ? rewrite(name, expected(), someTtl())
                  : new Call.Remove(name, expected(), random.nextBoolean()));
      case 13 -> add(new Call.Prolong(name, ttl(), ttl()));
      case 14 -> {
        if (random.nextInt(4) == 0) {
          add(new Call.ForgetScripts());
        } else {
          add(new Call.Scan(firstOf(name), 1 + random.nextInt(50), 1));
        }
      }
      default -> {
        Duration ttl = shortTtls.draw();
        add(new Call.Put(name, content(sizes.draw()), Condition.ALWAYS, Optional.of(ttl)));
        add(new Call.Wait(ttl.plusMillis(10)));
        add(new Call.Get(name));
      }
    }
  }

  private static String firstOf(String name) {
    return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
  }
}
