package io.cloakroom.tck.port;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.tck.client.ClientUnderTest;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.port.probe.CheckedCall;
import io.cloakroom.tck.port.probe.Mistake;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Lets each method of a port fail once in each way, and looks at what it says. */
final class FailureProbe {

  private static final String KEY = "cloakroom-tck:probe";
  private static final int ATTEMPTS = 3;

  private final ClientUnderTest client;
  private final RedisServer server;
  private final CheckedCall calls;
  private final List<Mistake> mistakes = new ArrayList<>();

  FailureProbe(ClientUnderTest client, RedisServer server) {
    this.client = client;
    this.server = server;
    this.calls = new CheckedCall(client.timeout());
  }

  /** What the methods do wrong in the first way of failing in which any does. */
  List<Mistake> mistakes(boolean scripts) {
    try (FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      RedisCommands port = client.connect(proxy.uri());
      try {
        calls.answer(() -> port.get(KEY));
        if (scripts) {
          forgetScripts(port);
        }
        fail(port, () -> proxy.answer("ERR not today"), "refusal", RedisRefusedException.class);
        fail(port, proxy::stall, "timeout", RedisTimeoutException.class);
        fail(port, proxy::close, "lost connection", RedisUnreachableException.class);
      } finally {
        client.disconnect(port);
      }
    } catch (CheckedCall.Failed e) {
      mistakes.add(new Mistake("get", e.getMessage()));
    } catch (Exception e) {
      mistakes.add(new Mistake("connect", "throws " + e));
    }
    return mistakes;
  }

  private void forgetScripts(RedisCommands port) {
    try (RawRedis raw = server.raw()) {
      raw.call("SCRIPT", "FLUSH");
    }
    try {
      calls.answer(
          () ->
              port.eval(
                  RedisScript.GET_AND_EXPIRE, List.of(KEY), List.of(new byte[] {'9', '9', '9'})));
    } catch (CheckedCall.Failed e) {
      mistakes.add(new Mistake("eval", e.getMessage()));
    }
  }

  private void fail(
      RedisCommands port,
      Runnable fault,
      String what,
      Class<? extends RedisCommandException> expected) {
    if (!mistakes.isEmpty()) {
      return;
    }
    fault.run();
    Map<EveryMethod, CompletableFuture<String>> running = new EnumMap<>(EveryMethod.class);
    for (EveryMethod method : EveryMethod.values()) {
      running.put(method, EveryMethodCalls.onItsThread(() -> wrong(port, method, what, expected)));
    }
    running.forEach(
        (method, wrong) -> {
          String said = wrong.join();
          if (!said.isEmpty()) {
            mistakes.add(new Mistake(method.portMethod(), said));
          }
        });
  }

  /** What is wrong with a failure, each time; nothing where it is right once. */
  private String wrong(
      RedisCommands port,
      EveryMethod method,
      String what,
      Class<? extends RedisCommandException> expected) {
    String said = "";
    // on a busy machine anything may be a timeout, for once
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      said = wrongOnce(port, method, what, expected);
      if (said.isEmpty()) {
        return said;
      }
    }
    return said;
  }

  private String wrongOnce(
      RedisCommands port,
      EveryMethod method,
      String what,
      Class<? extends RedisCommandException> expected) {
    Throwable failure;
    try {
      failure = calls.failure(() -> method.call(port, KEY));
    } catch (CheckedCall.Failed e) {
      return e.getMessage();
    }
    if (failure instanceof AssertionError none) {
      return "does not tell a %s: %s.".formatted(what, none.getMessage());
    }
    return expected.isInstance(failure)
        ? ""
        : "tells a %s as a `%s`, which must be a `%s`."
            .formatted(what, failure.getClass().getSimpleName(), expected.getSimpleName());
  }
}
