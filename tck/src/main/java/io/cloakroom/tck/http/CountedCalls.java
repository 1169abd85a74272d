package io.cloakroom.tck.http;

import io.cloakroom.tck.CommandStats;
import io.cloakroom.tck.http.WatchedCommands.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an application in another process asked of Redis, as far as the server's counts tell. The
 * server counts what a script runs, too: in each of the store's scripts a read, and a write after
 * it.
 */
final class CountedCalls {

  private static final List<String> SCRIPTS = List.of("evalsha", "eval");
  private static final List<String> WRITES = List.of("set", "del", "unlink");

  private CountedCalls() {}

  static List<Call> in(CommandStats counted) {
    Map<String, Long> sent = new HashMap<>(counted.calls());
    List<Call> calls = new ArrayList<>();
    for (String script : SCRIPTS) {
      long runs = counted.of(script);
      sent.remove(script);
      sent.computeIfPresent("get", (name, count) -> count - runs);
      takeWrites(sent, runs);
      calls.addAll(times(runs, new Call(script, true, 3)));
    }
    sent.forEach(
        (name, count) -> calls.addAll(times(count, new Call(name, WRITES.contains(name), 1))));
    return calls;
  }

  private static void takeWrites(Map<String, Long> sent, long runs) {
    long left = runs;
    for (String write : WRITES) {
      long taken = Math.min(left, sent.getOrDefault(write, 0L));
      sent.computeIfPresent(write, (name, count) -> count - taken);
      left -= taken;
    }
  }

  private static List<Call> times(long count, Call call) {
    return Collections.nCopies(Math.toIntExact(Math.max(0, count)), call);
  }
}
