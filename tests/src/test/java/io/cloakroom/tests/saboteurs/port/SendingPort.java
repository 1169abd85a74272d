package io.cloakroom.tests.saboteurs.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tck.servers.RawRedis.ErrorReply;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A port for saboteurs that send other commands, or that look at every call. */
class SendingPort extends ForwardingPort {

  protected final RespClient client;

  SendingPort(RedisCommands sound, RespClient client) {
    super(sound);
    this.client = client;
  }

  /** What a server answers, or refuses. */
  protected CompletionStage<Object> send(RespClient over, Object... words) {
    try {
      return CompletableFuture.completedFuture(over.call(words));
    } catch (ErrorReply e) {
      return CompletableFuture.failedFuture(RedisCommandException.ofReply(e.getMessage(), e));
    } catch (UncheckedIOException e) {
      return CompletableFuture.failedFuture(
          e.getCause() instanceof SocketTimeoutException
              ? new RedisTimeoutException("No answer from " + client, e)
              : new RedisUnreachableException("No connection to " + client, e));
    }
  }

  /** The page that the reply to a scan holds. */
  protected ScanPage page(Object reply) {
    List<?> parts = (List<?>) reply;
    String next = new String((byte[]) parts.get(0), UTF_8);
    List<String> keys =
        ((List<?>) parts.get(1))
            .stream()
                .map(key -> new String((byte[]) key, UTF_8).substring(client.prefix().length()))
                .toList();
    return new ScanPage(
        keys, next.equals("0") ? Optional.empty() : Optional.of(new RespRedisCommands.At(next)));
  }

  /** What becomes of each call. */
  interface Door {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  /** A port of which every call goes through a door. */
  static RedisCommands proxy(Door door) {
    return (RedisCommands)
        Proxy.newProxyInstance(
            RedisCommands.class.getClassLoader(),
            new Class<?>[] {RedisCommands.class, AutoCloseable.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return door.call(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
