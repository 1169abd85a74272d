package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Ports that get TTLs wrong. */
final class BrokenTtls {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private BrokenTtls() {}

  static RedisCommands dropsTheTtl(RedisCommands sound) {
    return writing(sound, ttl -> Optional.empty());
  }

  static RedisCommands cutsTheTtlOfAWriteToSeconds(RedisCommands sound) {
    return writing(sound, ttl -> ttl.map(BrokenTtls::seconds));
  }

  static RedisCommands roundsTheTtlOfAWriteUpToSeconds(RedisCommands sound) {
    return writing(sound, ttl -> ttl.map(exact -> seconds(exact.plusMillis(999))));
  }

  static RedisCommands keepsAnOldTtl(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        boolean keeps =
            options.ttl().isEmpty() && now(sound.timeToLive(key)) instanceof TimeToLive.Remaining;
        return sound.set(
            key, value, keeps ? options.expiringAfter(Duration.ofMinutes(59)) : options);
      }
    };
  }

  static RedisCommands keepsTheTtlOfWhatIsPresent(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        boolean keeps =
            options.condition() == SetOptions.Condition.IF_PRESENT && options.ttl().isPresent();
        return keeps && now(sound.timeToLive(key)) instanceof TimeToLive.Remaining before
            ? sound.set(key, value, SetOptions.ifPresent().expiringAfter(before.duration()))
            : sound.set(key, value, options);
      }
    };
  }

  static RedisCommands expiresInSeconds(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return sound.expire(key, ttl.compareTo(SECOND) < 0 ? ttl : seconds(ttl));
      }
    };
  }

  static RedisCommands getsAndExpiresInSeconds(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return sound.getAndExpire(key, ttl.compareTo(SECOND) < 0 ? ttl : seconds(ttl));
      }
    };
  }

  static RedisCommands deletesAtATtlOfZero(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return ttl.isZero() || ttl.isNegative()
            ? sound.delete(List.of(key)).thenApply(deleted -> deleted > 0)
            : sound.expire(key, ttl);
      }
    };
  }

  static RedisCommands refusesATtlOfZeroTooLate(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        try {
          return sound.expire(key, ttl);
        } catch (IllegalArgumentException e) {
          return CompletableFuture.failedFuture(e);
        }
      }
    };
  }

  static RedisCommands createsByExpire(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        boolean existed = now(sound.expire(key, ttl));
        now(sound.set(key, new byte[0], SetOptions.ifAbsent().expiringAfter(ttl)));
        return done(existed);
      }
    };
  }

  static RedisCommands saysItExpiredWhatIsMissing(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return sound.expire(key, ttl).thenApply(existed -> true);
      }
    };
  }

  static RedisCommands onlySaysItExpires(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> expire(String key, Duration ttl) {
        return sound.timeToLive(key).thenApply(left -> !(left instanceof TimeToLive.Missing));
      }
    };
  }

  static RedisCommands getsWithoutExpiring(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        return sound.get(key);
      }
    };
  }

  static RedisCommands createsByGetAndExpire(RedisCommands sound) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
        CompletionStage<Optional<byte[]>> found = sound.getAndExpire(key, ttl);
        now(sound.set(key, new byte[0], SetOptions.ifAbsent().expiringAfter(ttl)));
        return found;
      }
    };
  }

  static RedisCommands takesUnlimitedForMissing(RedisCommands sound) {
    return looking(
        sound, left -> left instanceof TimeToLive.Unlimited ? new TimeToLive.Missing() : left);
  }

  static RedisCommands takesMissingForUnlimited(RedisCommands sound) {
    return looking(
        sound, left -> left instanceof TimeToLive.Missing ? new TimeToLive.Unlimited() : left);
  }

  static RedisCommands looksAtSecondsOnly(RedisCommands sound) {
    return looking(
        sound,
        left ->
            left instanceof TimeToLive.Remaining some
                ? new TimeToLive.Remaining(seconds(some.duration()))
                : left);
  }

  private static Duration seconds(Duration ttl) {
    return Duration.ofSeconds(ttl.toSeconds());
  }

  private static RedisCommands writing(
      RedisCommands sound, UnaryOperator<Optional<Duration>> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return sound.set(
            key, value, new SetOptions(options.condition(), change.apply(options.ttl())));
      }
    };
  }

  private static RedisCommands looking(RedisCommands sound, UnaryOperator<TimeToLive> change) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<TimeToLive> timeToLive(String key) {
        return sound.timeToLive(key).thenApply(change);
      }
    };
  }
}
