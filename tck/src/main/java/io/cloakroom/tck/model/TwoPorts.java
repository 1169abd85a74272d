package io.cloakroom.tck.model;

import io.cloakroom.redis.SetOptions.Condition;
import io.cloakroom.tck.model.Call.Expected;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes calls through two ports, of which each sees what the other has done. */
final class TwoPorts {

  /** Reads of one key after which any cache takes it for one that is worth keeping. */
  private static final int HOT = 30;

  private TwoPorts() {}

  /** What one server has read another one changes: the first has to see it, by every method. */
  static Sequence<Step> sequence(long seed) {
    CallSteps made = new CallSteps(seed);
    String name = "{shared}1";
    String other = "{shared}2";
    List<Call> reads =
        List.of(
            new Call.Get(name),
            new Call.MultiGet(List.of(name)),
            new Call.MultiGet(List.of(other, name)),
            new Call.Left(name),
            new Call.Prolong(name, Duration.ofMillis(1), CallSteps.AN_HOUR),
            new Call.Scan(name, 10, 1),
            new Call.GetAndExpire(other, CallSteps.AN_HOUR));
    List<Call> writes =
        List.of(
            new Call.Put(name, made.content(3), Condition.ALWAYS, CallSteps.NO_TTL),
            new Call.Put(
                name, made.content(4), Condition.IF_PRESENT, Optional.of(CallSteps.AN_HOUR)),
            new Call.Expire(name, Duration.ofMinutes(7)),
            new Call.GetAndExpire(name, Duration.ofMinutes(9)),
            made.replace(name, Expected.RIGHT, made.content(5), Optional.of(CallSteps.AN_HOUR)),
            new Call.Replace(
                name, Expected.RIGHT, Optional.of(made.content(6)), CallSteps.NO_TTL, false),
            new Call.Delete(List.of(other, name)),
            new Call.Remove(name, Expected.RIGHT, true),
            new Call.Remove(name, Expected.RIGHT, false),
            new Call.RemoveAndMark(name, other, true, CallSteps.AN_HOUR),
            new Call.RemoveAndMark(name, other, false, CallSteps.AN_HOUR));
    for (int reader = 0; reader < 2; reader++) {
      made.steps.add(
          new Step(
              reader, new Call.Put(name, made.content(2), Condition.ALWAYS, CallSteps.NO_TTL)));
      for (Call read : reads) {
        made.addThrough(reader, Collections.nCopies(HOT, read));
        made.steps.add(
            new Step(
                1 - reader,
                new Call.Put(name, made.content(2), Condition.ALWAYS, CallSteps.NO_TTL)));
        made.addThrough(reader, List.of(read));
      }
      for (Call write : writes) {
        for (String each : List.of(name, other)) {
          made.steps.add(
              new Step(
                  1 - reader,
                  new Call.Put(each, made.content(2), Condition.ALWAYS, CallSteps.NO_TTL)));
        }
        made.addThrough(reader, reads);
        made.steps.add(new Step(1 - reader, write));
        made.addThrough(reader, reads);
        // what is written once more is written, whatever others have done meanwhile
        made.addThrough(reader, List.of(write));
        made.steps.add(
            new Step(
                1 - reader,
                new Call.Put(name, made.content(2), Condition.ALWAYS, CallSteps.NO_TTL)));
        made.addThrough(reader, List.of(write, new Call.Get(name), new Call.Left(name)));
      }
    }
    return made.sequence("two ports");
  }
}
