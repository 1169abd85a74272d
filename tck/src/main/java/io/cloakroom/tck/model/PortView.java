package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.model.ModelRedis.Life;
import io.cloakroom.tck.model.ModelRedis.Span;
import io.cloakroom.tck.report.ClauseViolation;
import io.cloakroom.tck.servers.RawRedis;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run sees of its ports, and compares with the model. */
final class PortView {

  final ModelRedis model = new ModelRedis();
  final @Nullable RawRedis raw;
  final HandedOut handedOut = new HandedOut();

  private final RunningPorts ports;
  private final String prefix = "cloakroom-tck:" + UUID.randomUUID() + ":";
  private long moved;

  PortView(RunningPorts ports) {
    this.ports = ports;
    this.raw = ports.raw().orElse(null);
  }

  RedisCommands port(int number) {
    return ports.ports().get(number % ports.ports().size());
  }

  String prefix() {
    return prefix;
  }

  /** What a call answered, and when it was carried out. */
  record Timed<T>(T answer, Span span) {}

  /** Time goes by. */
  void pass(Duration time) {
    ports.redis().letPass(time);
    moved += TimeUnit.NANOSECONDS.toMicros(time.toNanos());
  }

  <T> Timed<T> timed(String clause, Supplier<CompletionStage<T>> call) {
    long start = now();
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      throw new ClauseViolation(
          List.of("P18"), "the call threw an exception, which belongs into its stage: " + e, e);
    }
    try {
      T answer = StageResults.answer(stage, ports.timeout());
      return new Timed<>(answer, new Span(start, now()));
    } catch (RuntimeException e) {
      throw new ClauseViolation(List.of(clause), "the call failed: " + e, e);
    } catch (AssertionError e) {
      throw new ClauseViolation(List.of("P18"), String.valueOf(e.getMessage()), e);
    }
  }

  /** Compares what was read with what is there. */
  void assertRead(String ifMissing, String ifThere, String name, Optional<byte[]> read, Span span) {
    Optional<byte[]> there = model.value(name, span);
    if (there.isEmpty() && read.isPresent()) {
      boolean old = model.held(name, read.get());
      throw Words.broken(
          old ? "P25" : ifMissing,
          "%s is missing, the client read %s%s"
              .formatted(
                  Words.quoted(name), Words.text(read.get()), old ? ", which it held before" : ""));
    }
    if (there.isPresent() && !there.equals(read) && !sameBytes(there, read)) {
      boolean old = read.filter(value -> model.held(name, value)).isPresent();
      throw Words.broken(
          old ? "P25" : ifThere,
          "%s holds %s, the client read %s%s"
              .formatted(
                  Words.quoted(name),
                  Words.text(there.get()),
                  read.map(Words::text).orElse("nothing"),
                  old ? ", which it held before" : ""));
    }
  }

  private static boolean sameBytes(Optional<byte[]> one, Optional<byte[]> other) {
    return other.isPresent() && Arrays.equals(one.orElseThrow(), other.get());
  }

  /** Looks at the server past the client. */
  void assertLeftAsItIs(String aboutTtl, String aboutValue, String name) {
    long start = now();
    TimeToLive left = ports.redis().timeToLive(key(name));
    Span span = new Span(start, now());
    if (model.life(name, span) == Life.UNSURE) {
      return;
    }
    if (model.life(name, span) == Life.MISSING) {
      if (!(left instanceof TimeToLive.Missing)) {
        throw Words.broken(
            aboutValue, "%s must be missing, but is in Redis".formatted(Words.quoted(name)));
      }
      return;
    }
    assertLeft(aboutTtl, aboutValue, name, left, span);
    if (raw != null) {
      Optional<byte[]> value = Optional.ofNullable((byte[]) raw.call("GET", key(name)));
      Optional<byte[]> there = model.value(name, new Span(span.start(), now()));
      if (there.isPresent() && !sameBytes(there, value)) {
        throw Words.broken(
            aboutValue,
            "%s must hold %s, but Redis has %s"
                .formatted(
                    Words.quoted(name),
                    Words.text(there.get()),
                    value.map(Words::text).orElse("nothing")));
      }
    }
  }

  void assertLeft(String aboutTtl, String aboutValue, String name, TimeToLive left, Span span) {
    Life life = model.life(name, span);
    if (life == Life.UNSURE) {
      return;
    }
    if (life == Life.MISSING
        ? left instanceof TimeToLive.Missing
        : model.allows(name, left, span)) {
      return;
    }
    boolean wrongKind =
        left instanceof TimeToLive.Missing
            || life == Life.MISSING
            || model.isUnlimited(name) != left instanceof TimeToLive.Unlimited;
    String clause =
        left instanceof TimeToLive.Missing
            ? aboutValue
            : aboutTtl.equals("P8") && wrongKind ? "P3" : aboutTtl;
    throw Words.broken(
        clause,
        "%s must be %s, but is %s"
            .formatted(
                Words.quoted(name),
                life == Life.MISSING ? "missing" : model.left(name, span),
                left));
  }

  boolean isUnsure(List<String> names, Span span) {
    boolean unsure = names.stream().anyMatch(name -> model.life(name, span) == Life.UNSURE);
    if (unsure) {
      names.forEach(this::forget);
    }
    return unsure;
  }

  /** Removes what nobody can know whether it is there. */
  void forget(String name) {
    model.remove(name);
    if (raw != null) {
      raw.call("DEL", key(name));
    } else {
      StageResults.answer(ports.ports().get(0).delete(List.of(key(name))), ports.timeout());
    }
  }

  static byte[] millis(Duration duration) {
    return String.valueOf(TimeToLive.toMillis(duration)).getBytes(UTF_8);
  }

  long now() {
    return ports.isStandIn() ? moved : TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
  }

  String key(String name) {
    return prefix + name;
  }

  void close() {
    ports.redis().clear(prefix);
    if (raw != null) {
      raw.close();
    }
  }
}
