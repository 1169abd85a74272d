package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The methods of the port, for what must hold of each of them. */
enum EveryMethod {
  GET {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.get(key);
    }
  },
  GET_AND_EXPIRE {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.getAndExpire(key, TTL);
    }
  },
  MULTI_GET {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.multiGet(List.of(key));
    }
  },
  SET {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.set(key, VALUE, SetOptions.always().expiringAfter(TTL));
    }
  },
  SET_IF_ABSENT {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.set(key, VALUE, SetOptions.ifAbsent());
    }
  },
  SET_IF_PRESENT {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.set(key, VALUE, SetOptions.ifPresent().expiringAfter(TTL));
    }
  },
  EXPIRE {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.expire(key, TTL);
    }
  },
  TIME_TO_LIVE {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.timeToLive(key);
    }
  },
  DELETE {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.delete(List.of(key));
    }
  },
  SCAN {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.scan(key, ScanCursor.START, 10);
    }
  },
  EVAL {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.eval(RedisScript.GET_AND_PROLONG, List.of(key), List.of(MILLIS, MILLIS));
    }
  },
  COMPARE_AND_SET {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.compareAndSet(key, VALUE, VALUE, Optional.of(TTL));
    }
  },
  COMPARE_AND_DELETE {
    @Override
    CompletionStage<?> call(RedisCommands port, String key) {
      return port.compareAndDelete(key, VALUE);
    }
  };

  private static final Duration TTL = Duration.ofMinutes(1);
  static final byte[] VALUE = "what is stored".getBytes(UTF_8);
  private static final byte[] MILLIS = "60000".getBytes(UTF_8);

  /** The name of the port's method. */
  String portMethod() {
    return switch (this) {
      case GET -> "get";
      case GET_AND_EXPIRE -> "getAndExpire";
      case MULTI_GET -> "multiGet";
      case SET, SET_IF_ABSENT, SET_IF_PRESENT -> "set";
      case EXPIRE -> "expire";
      case TIME_TO_LIVE -> "timeToLive";
      case DELETE -> "delete";
      case SCAN -> "scan";
      case EVAL -> "eval";
      case COMPARE_AND_SET -> "compareAndSet";
      case COMPARE_AND_DELETE -> "compareAndDelete";
    };
  }

  /** Whether it runs a script, at least on some servers. */
  boolean isScript() {
    return this == EVAL || compares();
  }

  /** Whether it depends on what is there. */
  boolean compares() {
    return this == COMPARE_AND_SET || this == COMPARE_AND_DELETE;
  }

  /** Calls it. */
  abstract CompletionStage<?> call(RedisCommands port, String key);
}
