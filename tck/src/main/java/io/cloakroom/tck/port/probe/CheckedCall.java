package io.cloakroom.tck.port.probe;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.tck.client.StageResults;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Calls a method of a port, and says in words what is wrong with the call itself. */
public final class CheckedCall {

  private final Duration timeout;

  public CheckedCall(Duration timeout) {
    this.timeout = timeout;
  }

  /** What is wrong with a call, as the rest of a sentence that begins with the method. */
  public static final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failed(String what) {
      super(what);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** What a call answers, which must not fail. */
  public <T> T answer(Supplier<CompletionStage<T>> call) {
    CompletionStage<T> stage = stage(call);
    T answer;
    try {
      answer = StageResults.answer(stage, timeout);
    } catch (RedisRefusedException e) {
      throw new Failed(
          e.isUnknownScript()
              ? "has no way back where the server has forgotten the script: after `NOSCRIPT` send `EVAL`"
                  + " with the source (`Fallback.whenRefused`)."
              : "is refused: " + e.getMessage());
    } catch (RuntimeException | AssertionError e) {
      throw new Failed("fails with " + e);
    }
    if (answer == null) {
      throw new Failed("answers null: what is missing is an empty `Optional`.");
    }
    return answer;
  }

  /** The stage of a call, which must not throw. */
  public static <T> CompletionStage<T> stage(Supplier<CompletionStage<T>> call) {
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      throw new Failed(
          "throws its failure (%s) out of the call: it must return a stage that fails with it."
              .formatted(e.getClass().getSimpleName()));
    }
    if (stage == null) {
      throw new Failed("returns null instead of a stage.");
    }
    return stage;
  }

  /** What a call fails with, which must not be answered. */
  public Throwable failure(Supplier<CompletionStage<?>> call) {
    CompletionStage<?> stage = stage(() -> call.get().thenApply(answer -> answer));
    try {
      return StageResults.failure(stage, timeout);
    } catch (AssertionError e) {
      return e;
    }
  }
}
