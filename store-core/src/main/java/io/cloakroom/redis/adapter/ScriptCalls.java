package io.cloakroom.redis.adapter;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.StageFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Scripts, by {@code EVALSHA} where the server knows it and the script, else by {@code EVAL}. A
 * refusal is marked as being about scripts.
 */
final class ScriptCalls<M> {

  private final CommandRunner<M> runner;
  private final Fallback evalsha = new Fallback();

  ScriptCalls(CommandRunner<M> runner) {
    this.runner = runner;
  }

  CompletionStage<List<byte[]>> eval(
      RedisScript script, List<byte[]> names, List<byte[]> arguments, Deadline deadline) {
    return evalsha
        .tried(
            () ->
                Fallback.whenRefused(
                    run("EVALSHA", script, names, arguments, deadline),
                    RedisRefusedException::isUnknownScript,
                    () -> run("EVAL", script, names, arguments, deadline)),
            () -> run("EVAL", script, names, arguments, deadline))
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(aboutScripts(failure)));
  }

  private CompletionStage<List<byte[]>> run(
      String command,
      RedisScript script,
      List<byte[]> names,
      List<byte[]> arguments,
      Deadline deadline) {
    RawCommand eval = new RawCommand(command, script.isRepeatable(), deadline);
    eval.add(command.equals("EVAL") ? script.source() : script.sha1()).add(names.size());
    names.forEach(eval::key);
    arguments.forEach(eval::add);
    return runner.run(eval).thenApply(Reply::strings);
  }

  private static Throwable aboutScripts(Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    return cause instanceof RedisRefusedException refused && refused.isAboutCommand()
        ? refused.ofScripts()
        : cause;
  }
}
