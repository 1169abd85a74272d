package io.cloakroom.tck.model;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.model.ModelRedis.Life;
import io.cloakroom.tck.model.ModelRedis.Span;
import io.cloakroom.tck.model.PortView.Timed;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Carries out calls that read, and compares what they bring. */
final class PortReads {

  private final PortView view;
  private List<Optional<byte[]>> lastAnswer = List.of();
  private List<Optional<byte[]>> lastCopy = List.of();

  PortReads(PortView view) {
    this.view = view;
  }

  /** What becomes of the model. */
  interface Change {
    void in(Span span);
  }

  void get(
      String name,
      String ifMissing,
      String ifThere,
      Supplier<CompletionStage<Optional<byte[]>>> call,
      Change change) {
    Timed<Optional<byte[]>> read = view.timed(ifThere, call);
    if (view.isUnsure(List.of(name), read.span())) {
      return;
    }
    view.assertRead(ifMissing, ifThere, name, read.answer(), read.span());
    read.answer().ifPresent(view.handedOut::take);
    change.in(read.span());
    view.assertLeftAsItIs(ifThere.equals("P10") ? "P8" : ifThere, ifThere, name);
  }

  void prolong(RedisCommands port, Call.Prolong prolong) {
    String name = prolong.name();
    Timed<List<byte[]>> read =
        view.timed(
            "P17",
            () ->
                Passed.eval(
                    port,
                    RedisScript.GET_AND_PROLONG,
                    List.of(view.key(name)),
                    PortView.millis(prolong.least()),
                    PortView.millis(prolong.ttl())));
    Optional<Boolean> enough = view.model.leftAtLeast(name, prolong.least(), read.span());
    if (view.isUnsure(List.of(name), read.span()) || enough.isEmpty()) {
      view.forget(name);
      return;
    }
    view.assertRead("P17", "P17", name, read.answer().stream().findFirst(), read.span());
    read.answer().forEach(view.handedOut::take);
    if (!enough.get()) {
      view.model.expire(name, prolong.ttl(), read.span());
    }
    view.assertLeftAsItIs("P17", "P17", name);
  }

  void multiGet(RedisCommands port, List<String> names) {
    Timed<List<Optional<byte[]>>> read =
        view.timed("P13", () -> Passed.listed(names, view, port::multiGet));
    if (!lastAnswer.equals(lastCopy)) {
      throw Words.broken("P13", "a list that was answered before has become another");
    }
    lastAnswer = read.answer();
    lastCopy = List.copyOf(lastAnswer);
    if (read.answer().size() != names.size()) {
      throw Words.broken(
          "P13", "%s keys have %s values".formatted(names.size(), read.answer().size()));
    }
    for (int i = 0; i < names.size(); i++) {
      if (view.model.life(names.get(i), read.span()) != Life.UNSURE) {
        view.assertRead("P13", "P13", names.get(i), read.answer().get(i), read.span());
      }
    }
    Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Optional<byte[]> value : read.answer()) {
      if (value.filter(bytes -> bytes.length > 0).isPresent() && !arrays.add(value.get())) {
        throw Words.broken("P13", "two of the values are one array");
      }
    }
    arrays.forEach(view.handedOut::take);
    names.stream().distinct().limit(3).forEach(name -> view.assertLeftAsItIs("P13", "P13", name));
  }

  void left(RedisCommands port, String name) {
    Timed<TimeToLive> seen = view.timed("P11", () -> port.timeToLive(view.key(name)));
    view.assertLeft("P11", "P11", name, seen.answer(), seen.span());
  }
}
