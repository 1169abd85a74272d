package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores that report expired sessions wrongly: a client that changes what their scripts do. */
final class BrokenExpiry {

  private BrokenExpiry() {}

  /** One script, run or answered otherwise. */
  private interface Change {

    CompletionStage<List<byte[]>> eval(
        RedisCommands sound, List<String> keys, List<byte[]> arguments);
  }

  private static RedisCommands changing(RedisCommands sound, RedisScript changed, Change change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<List<byte[]>> eval(
          RedisScript script, List<String> keys, List<byte[]> arguments) {
        return script == changed
            ? change.eval(sound, keys, arguments)
            : super.eval(script, keys, arguments);
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static RedisCommands entersNoSession(RedisCommands sound) {
    return changing(
        sound, RedisScript.ENDS_ENTER, (port, keys, arguments) -> ForwardingPort.done(List.of()));
  }

  static RedisCommands forgetsWhoseItIs(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_ENTER,
        (port, keys, arguments) ->
            port.eval(
                RedisScript.ENDS_ENTER,
                keys,
                List.of(arguments.get(0), arguments.get(1), bytes(" "), arguments.get(3))));
  }

  /** So that everybody who looks at a time reports the same. */
  static RedisCommands takesForNoTime(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_CLAIM,
        (port, keys, arguments) ->
            port.eval(RedisScript.ENDS_CLAIM, keys, List.of(bytes("0"), arguments.get(1))));
  }

  static RedisCommands forgetsWhatItTakes(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_CLAIM,
        (port, keys, arguments) -> {
          List<byte[]> taken =
              ForwardingPort.now(port.eval(RedisScript.ENDS_CLAIM, keys, arguments));
          List<byte[]> removal = new ArrayList<>(List.of(bytes("remove"), bytes("0")));
          for (int i = 1; i < taken.size(); i += 2) {
            removal.add(taken.get(i));
          }
          ForwardingPort.now(port.eval(RedisScript.ENDS_MARK, keys, removal));
          return ForwardingPort.done(taken);
        });
  }

  static RedisCommands forgetsWhoLives(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_SETTLE,
        (port, keys, arguments) -> {
          List<byte[]> changed = new ArrayList<>(arguments);
          for (int i = 2; i < changed.size(); i += 2) {
            if (Character.isDigit((char) changed.get(i)[0])) {
              changed.set(i, bytes("remove"));
            }
          }
          return port.eval(RedisScript.ENDS_SETTLE, keys, changed);
        });
  }

  /** As a sweep that a failure ends: the parts of the index that follow are not looked at. */
  static RedisCommands stopsAtAPartThatFails(RedisCommands sound) {
    AtomicBoolean failed = new AtomicBoolean();
    return changing(
        sound,
        RedisScript.ENDS_CLAIM,
        (port, keys, arguments) -> {
          if (keys.get(0).endsWith("{0}")) {
            failed.set(false);
          } else if (failed.get()) {
            return ForwardingPort.done(List.of());
          }
          return port.eval(RedisScript.ENDS_CLAIM, keys, arguments)
              .whenComplete((taken, failure) -> failed.compareAndSet(false, failure != null));
        });
  }

  /** As a sweep whose thread is still as a listener has left it. */
  static RedisCommands goesOnInterrupted(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_SETTLE,
        (port, keys, arguments) -> {
          Thread.currentThread().interrupt();
          try {
            return port.eval(RedisScript.ENDS_SETTLE, keys, arguments);
          } finally {
            Thread.interrupted();
          }
        });
  }

  static RedisCommands asksForNoTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return ForwardingPort.done(new TimeToLive.Missing());
      }
    };
  }

  static RedisCommands announcesNothing(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_MARK,
        (port, keys, arguments) ->
            ForwardingPort.done(
                arguments.subList(2, arguments.size()).stream().map(each -> bytes("0")).toList()));
  }

  static RedisCommands withdrawsNothing(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_MARK,
        (port, keys, arguments) ->
            new String(arguments.get(0), UTF_8).equals("withdraw")
                ? ForwardingPort.done(List.of(bytes("1")))
                : port.eval(RedisScript.ENDS_MARK, keys, arguments));
  }

  static RedisCommands reportsWhatIsEndedMeanwhile(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_SETTLE,
        (port, keys, arguments) -> {
          List<byte[]> all = new ArrayList<>();
          for (int i = 1; i < arguments.size(); i += 2) {
            all.add(arguments.get(i));
          }
          return port.eval(RedisScript.ENDS_SETTLE, keys, arguments).thenApply(taken -> all);
        });
  }

  static RedisCommands looksAgainWhenItReads(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        ForwardingPort.now(super.timeToLive(key));
        return super.getAndExpire(key, ttl);
      }
    };
  }

  static RedisCommands keepsTheIndexForEver(RedisCommands sound) {
    return changing(
        sound,
        RedisScript.ENDS_ENTER,
        (port, keys, arguments) ->
            port.eval(
                RedisScript.ENDS_ENTER,
                keys,
                List.of(
                    arguments.get(0), bytes("9999999999"), arguments.get(2), arguments.get(3))));
  }
}
