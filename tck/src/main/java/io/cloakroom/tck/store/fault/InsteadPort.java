package io.cloakroom.tck.store.fault;

import io.cloakroom.redis.RedisCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A port some of whose commands do something else. */
public final class InsteadPort {

  private InsteadPort() {}

  /**
   * Makes one.
   *
   * @param which is asked once for each command
   * @param instead what such a command answers
   */
  public static RedisCommands over(
      RedisCommands sound, BooleanSupplier which, Supplier<CompletionStage<?>> instead) {
    return port(
        sound,
        (method, arguments) ->
            which.getAsBoolean() ? instead.get() : call(method, sound, arguments));
  }

  /**
   * Makes one whose commands are all carried out.
   *
   * @param which is asked once for each command
   * @param instead what such a command answers afterwards
   */
  public static RedisCommands after(
      RedisCommands sound, BooleanSupplier which, Supplier<CompletionStage<?>> instead) {
    return port(
        sound,
        (method, arguments) -> {
          CompletionStage<?> answer = (CompletionStage<?>) call(method, sound, arguments);
          return which.getAsBoolean() ? answer.thenCompose(lost -> instead.get()) : answer;
        });
  }

  /**
   * Makes one whose commands are all carried out.
   *
   * @param action ends before each of them is sent
   */
  public static RedisCommands before(RedisCommands sound, Supplier<CompletionStage<?>> action) {
    return port(
        sound,
        (method, arguments) ->
            action
                .get()
                .thenCompose(
                    done -> {
                      try {
                        return (CompletionStage<?>) call(method, sound, arguments);
                      } catch (Throwable e) {
                        return CompletableFuture.failedStage(e);
                      }
                    }));
  }

  /** What becomes of a command. */
  private interface Sending {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static RedisCommands port(RedisCommands sound, Sending sending) {
    return (RedisCommands)
        Proxy.newProxyInstance(
            RedisCommands.class.getClassLoader(),
            new Class<?>[] {RedisCommands.class},
            (proxy, method, arguments) ->
                method.getReturnType() == CompletionStage.class
                    ? sending.of(method, arguments)
                    : call(method, sound, arguments));
  }

  private static Object call(Method method, RedisCommands sound, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(sound, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
