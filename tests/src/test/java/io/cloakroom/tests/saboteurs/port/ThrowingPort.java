package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.StageFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A port whose author wrote one method as blocking methods are written: it throws its failures. */
final class ThrowingPort {

  private ThrowingPort() {}

  static RedisCommands of(String method, RedisCommands sound) {
    return (RedisCommands)
        Proxy.newProxyInstance(
            RedisCommands.class.getClassLoader(),
            new Class<?>[] {RedisCommands.class},
            (proxy, called, arguments) -> {
              Object answer;
              try {
                answer = called.invoke(sound, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (called.getName().equals(method) && answer instanceof CompletionStage<?> stage) {
                try {
                  stage.toCompletableFuture().join();
                } catch (CompletionException e) {
                  throw StageFailure.cause(e);
                }
              }
              return answer;
            });
  }
}
