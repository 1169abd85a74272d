package io.cloakroom.tck.store.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.tck.client.StageResults;
import io.cloakroom.tck.store.fixture.StoreForm.Option;
import io.cloakroom.tck.store.model.StoreStep.Damage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Damages records, as somebody can who can write to Redis. */
final class StoreDamage {

  private final StoreModelWorld world;

  StoreDamage(StoreModelWorld world) {
    this.world = world;
  }

  /** Damages a record, as somebody can who can write to Redis. */
  void spoil(StoreStep.Spoil spoil) {
    int number = spoil.session();
    ModelSession there = world.model.get(number);
    if (there == null || !there.isReadable()) {
      return;
    }
    byte[] bytes = damaged(spoil);
    if (bytes == null) {
      return;
    }
    Duration ttl = Duration.ofMinutes(70);
    StageResults.answer(
        world.kit().client().set(world.key(number), bytes, SetOptions.always().expiringAfter(ttl)),
        world.kit().timeout());
    world.model.put(number, there.unreadable(ttl, world.stepBegan()));
    world.knowTtl(number);
  }

  private byte @Nullable [] damaged(StoreStep.Spoil spoil) {
    int number = spoil.session();
    byte[] sound = world.raw(number);
    Random random = new Random(spoil.seed());
    boolean encrypted = world.form().has(Option.ENCRYPTED);
    if (!encrypted && spoil.damage().compareTo(Damage.FLIPPED) >= 0) {
      return null;
    }
    return switch (spoil.damage()) {
      case EMPTY -> new byte[0];
      case HALF -> Arrays.copyOf(sound, sound.length / 2);
      case GARBAGE -> {
        byte[] garbage = new byte[1 + random.nextInt(300)];
        random.nextBytes(garbage);
        garbage[0] = (byte) 0xfe;
        yield garbage;
      }
      case FLIPPED -> {
        sound[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
        yield sound;
      }
      case PLAIN ->
          ("{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,"
                  + "\"path\":\"/\"},\"user\":\"mallory\"}")
              .getBytes(UTF_8);
      case OTHER_ID ->
          world.model.entrySet().stream()
              .filter(other -> other.getKey() != number && other.getValue().isReadable())
              .map(other -> world.raw(other.getKey()))
              .findFirst()
              .orElse(null);
      case OTHER_PREFIX -> writtenBy(number, world.prefix() + "other:", false);
      case OTHER_KEY -> writtenBy(number, world.prefix(), true);
    };
  }

  /** What another store writes for a session of the same id. */
  private byte[] writtenBy(int number, String otherPrefix, boolean foreignKey) {
    Session session = Session.create(world.id(number), SessionCookie.PLAIN);
    session.set("user", "mallory");
    BlockingSessionStore store =
        world
            .kit()
            .store(
                options -> {
                  options.prefix(otherPrefix);
                  if (foreignKey) {
                    world.form().applyForeignKeyTo(options);
                  } else {
                    world.form().applyTo(options, world.rotations());
                  }
                });
    store.set(session);
    String key = otherPrefix + world.key(number).substring(world.prefix().length());
    return StageResults.answer(world.kit().client().get(key), world.kit().timeout()).orElseThrow();
  }
}
