package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.model.Call.Expected;
import io.cloakroom.tck.model.ModelRedis.Life;
import io.cloakroom.tck.model.ModelRedis.Span;
import io.cloakroom.tck.model.PortView.Timed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out calls that write, and compares what they answer and leave. */
final class PortWrites {

  private static final byte[] ANOTHER = "another".getBytes(UTF_8);

  private final PortView view;

  PortWrites(PortView view) {
    this.view = view;
  }

  void put(RedisCommands port, Call.Put put) {
    String name = put.name();
    byte[] value = put.value().bytes();
    String clause =
        switch (put.condition()) {
          case ALWAYS -> "P2";
          case IF_ABSENT -> "P5";
          case IF_PRESENT -> "P6";
        };
    SetOptions options = new SetOptions(put.condition(), put.ttl());
    Timed<Boolean> set =
        view.timed(
            clause, () -> Passed.overwritten(port.set(view.key(name), value, options), value));
    if (view.isUnsure(List.of(name), set.span())) {
      return;
    }
    boolean there = view.model.life(name, set.span()) == Life.THERE;
    boolean writes =
        switch (put.condition()) {
          case ALWAYS -> true;
          case IF_ABSENT -> !there;
          case IF_PRESENT -> there;
        };
    if (set.answer() != writes) {
      throw Words.broken(
          clause,
          "%s answered %s".formatted(there ? "the key was there, it" : "no key", set.answer()));
    }
    if (writes) {
      view.model.put(name, put.value().bytes(), put.ttl(), set.span());
    }
    view.assertLeftAsItIs(writes ? (put.ttl().isPresent() ? "P8" : "P4") : clause, clause, name);
  }

  void expire(RedisCommands port, Call.Expire expire) {
    String name = expire.name();
    Timed<Boolean> moved = view.timed("P9", () -> port.expire(view.key(name), expire.ttl()));
    if (view.isUnsure(List.of(name), moved.span())) {
      return;
    }
    boolean there = view.model.life(name, moved.span()) == Life.THERE;
    if (moved.answer() != there) {
      throw Words.broken(
          "P9", "expire of a key that %s answered %s".formatted(isThere(there), moved.answer()));
    }
    view.model.expire(name, expire.ttl(), moved.span());
    view.assertLeftAsItIs("P8", "P9", name);
  }

  void delete(RedisCommands port, List<String> names) {
    Set<String> different = new HashSet<>(names);
    Timed<Long> deleted =
        view.timed(
            "P12",
            () ->
                different.size() == names.size()
                    ? Passed.listed(new LinkedHashSet<>(), names, view, port::delete)
                    : Passed.listed(names, view, port::delete));
    boolean unsure =
        different.stream().anyMatch(name -> view.model.life(name, deleted.span()) == Life.UNSURE);
    long there =
        different.stream()
            .filter(name -> view.model.life(name, deleted.span()) == Life.THERE)
            .count();
    List<String> looked =
        different.stream()
            .filter(name -> view.model.life(name, deleted.span()) == Life.THERE)
            .sorted()
            .toList();
    different.forEach(view.model::remove);
    if (!unsure && deleted.answer() != there) {
      throw Words.broken(
          "P12",
          "%s of the keys were there, delete answered %s".formatted(there, deleted.answer()));
    }
    looked.forEach(name -> view.assertLeftAsItIs("P12", "P12", name));
  }

  void replace(RedisCommands port, Call.Replace replace) {
    String name = replace.name();
    byte[] expected = expected(name, replace.expected());
    byte[] passed = expected.clone();
    byte[] value = replace.value().map(SampleBytes::bytes).orElseGet(expected::clone);
    byte[] written = value.clone();
    String key = view.key(name);
    Timed<CompareAndSet.Outcome> outcome =
        view.timed(
            "P7",
            () ->
                Passed.overwritten(
                    replace.byScript()
                        ? CompareAndSet.run(port, key, passed, value, replace.ttl())
                        : port.compareAndSet(key, passed, value, replace.ttl()),
                    passed,
                    value));
    if (view.isUnsure(List.of(name), outcome.span())) {
      return;
    }
    if (assertOutcome(name, expected, outcome)) {
      view.model.put(name, written, replace.ttl(), outcome.span());
    }
    view.assertLeftAsItIs(replace.ttl().isPresent() ? "P8" : "P4", "P7", name);
  }

  void remove(RedisCommands port, Call.Remove remove) {
    String name = remove.name();
    byte[] expected = expected(name, remove.expected());
    byte[] passed = expected.clone();
    String key = view.key(name);
    Timed<CompareAndSet.Outcome> outcome =
        view.timed(
            "P7",
            () ->
                Passed.overwritten(
                    remove.byScript()
                        ? CompareAndSet.delete(port, key, passed)
                        : port.compareAndDelete(key, passed),
                    passed));
    if (view.isUnsure(List.of(name), outcome.span())) {
      return;
    }
    if (assertOutcome(name, expected, outcome)) {
      view.model.remove(name);
    }
    view.assertLeftAsItIs("P7", "P7", name);
  }

  void removeAndMark(RedisCommands port, Call.RemoveAndMark remove) {
    String name = remove.name();
    byte[] expected = expected(name, Expected.RIGHT);
    String key = view.key(name);
    String marker = view.key(remove.marker());
    Timed<String> answer =
        view.timed(
            "P17",
            () ->
                remove.comparing()
                    ? CompareAndSet.deleteAndMark(port, key, expected, marker, remove.ttl())
                        .thenApply(outcome -> outcome.getClass().getSimpleName())
                    : Passed.eval(
                            port,
                            RedisScript.DELETE_AND_MARK,
                            List.of(key, marker),
                            PortView.millis(remove.ttl()))
                        .thenApply(PortWrites::text));
    if (view.isUnsure(List.of(name, remove.marker()), answer.span())) {
      return;
    }
    boolean there = view.model.life(name, answer.span()) == Life.THERE;
    String right = remove.comparing() ? there ? "Applied" : "Missing" : there ? "1" : "0";
    if (!answer.answer().equals(right)) {
      throw Words.broken(
          "P17", "the key %s, the script answered %s".formatted(isThere(there), answer.answer()));
    }
    view.model.remove(name);
    if (there || !remove.comparing()) {
      view.model.put(remove.marker(), new byte[0], Optional.of(remove.ttl()), answer.span());
    }
    view.assertLeftAsItIs("P17", "P17", name);
    view.assertLeftAsItIs("P17", "P17", remove.marker());
  }

  private byte[] expected(String name, Expected expected) {
    byte[] there = view.model.value(name, new Span(view.now(), view.now())).orElse(ANOTHER).clone();
    int last = there.length - 1;
    return switch (expected) {
      case RIGHT -> there;
      case ANOTHER -> ANOTHER;
      case EMPTY -> new byte[0];
      case LAST_BYTE -> changed(there, last, 1);
      case FIRST_BYTE -> changed(there, Math.min(last, 0), 1);
      case MIDDLE_BYTE -> changed(there, last / 2, 1);
      case SAME_HASH -> changed(changed(there, last, 31), last - 1, -1);
      case REORDERED -> reordered(there);
      case OTHER_CASE -> changed(there, last / 3, there.length == 0 ? 0 : 0x20);
      case SHORTER -> Arrays.copyOf(there, Math.max(0, last));
      case LONGER -> Arrays.copyOf(there, there.length + 1);
    };
  }

  private static byte[] reordered(byte[] bytes) {
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte first = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = first;
    }
    return bytes;
  }

  /** Adds to a byte, if there is one. */
  private static byte[] changed(byte[] bytes, int at, int by) {
    if (at >= 0 && at < bytes.length) {
      bytes[at] += (byte) by;
    }
    return bytes;
  }

  /** Whether it was applied, as it had to be. */
  private boolean assertOutcome(String name, byte[] expected, Timed<CompareAndSet.Outcome> seen) {
    Optional<byte[]> there = view.model.value(name, seen.span());
    CompareAndSet.Outcome outcome = seen.answer();
    if (there.isEmpty()) {
      if (!(outcome instanceof CompareAndSet.Missing)) {
        throw Words.broken("P7", "the key was missing, the answer is %s".formatted(outcome));
      }
      return false;
    }
    boolean same = Arrays.equals(there.get(), expected);
    if (same != outcome instanceof CompareAndSet.Applied
        || outcome instanceof CompareAndSet.Missing) {
      throw Words.broken(
          "P7",
          "the value was %s, the answer is %s"
              .formatted(same ? "the expected one" : "another", text(outcome)));
    }
    if (outcome instanceof CompareAndSet.Conflict conflict) {
      if (!Arrays.equals(conflict.found(), there.get())) {
        throw Words.broken(
            "P7",
            "a conflict brought %s, but %s is there"
                .formatted(Words.text(conflict.found()), Words.text(there.get())));
      }
      view.handedOut.take(conflict.found());
    }
    return same;
  }

  private static String text(CompareAndSet.Outcome outcome) {
    return outcome instanceof CompareAndSet.Conflict conflict
        ? "Conflict with " + Words.text(conflict.found())
        : outcome.getClass().getSimpleName();
  }

  private static String text(List<byte[]> answer) {
    return answer.stream().map(each -> new String(each, UTF_8)).collect(Collectors.joining(", "));
  }

  private static String isThere(boolean there) {
    return there ? "is there" : "is missing";
  }
}
