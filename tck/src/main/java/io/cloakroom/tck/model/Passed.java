package io.cloakroom.tck.model;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Arguments that are overwritten or cleared as soon as a call has returned, as callers may. */
final class Passed {

  private Passed() {}

  /** Overwrites what was passed to a call that has returned, and perhaps not been sent. */
  static <T> T overwritten(T stage, byte[]... passed) {
    for (byte[] array : passed) {
      Arrays.fill(array, (byte) '#');
    }
    return stage;
  }

  /** Passes a list of keys to a call, and clears it when the call has returned. */
  static <T> T listed(List<String> names, PortView view, Function<List<String>, T> call) {
    return listed(new ArrayList<>(), names, view, call);
  }

  /** The same with another kind of collection. */
  static <C extends Collection<String>, T> T listed(
      C keys, List<String> names, PortView view, Function<C, T> call) {
    names.forEach(name -> keys.add(view.key(name)));
    T stage = call.apply(keys);
    keys.clear();
    return stage;
  }

  /** Runs a script, and overwrites all that was passed to it when the call has returned. */
  static CompletionStage<List<byte[]>> eval(
      RedisCommands port, RedisScript script, List<String> keys, byte[]... arguments) {
    List<String> passedKeys = new ArrayList<>(keys);
    List<byte[]> passed = new ArrayList<>(List.of(arguments));
    CompletionStage<List<byte[]>> stage = port.eval(script, passedKeys, passed);
    passedKeys.clear();
    passed.clear();
    return overwritten(stage, arguments);
  }
}
