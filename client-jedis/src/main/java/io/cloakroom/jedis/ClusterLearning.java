package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.adapter.ClusterSlots;
import io.cloakroom.redis.adapter.HashSlot;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;

/** What is known of a cluster: Jedis' own knowledge, which it does not show, and its slots. */
final class ClusterLearning {

  /** How long after an attempt that failed the next one may begin. */
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(JedisCommands.class);

  private final UnifiedJedis client;
  private final IntFunction<Connection> bySlot;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile @Nullable ClusterSlots slots;
  private volatile long lastFailure = System.nanoTime() - PAUSE_NANOS;

  ClusterLearning(UnifiedJedis client, IntFunction<Connection> bySlot) {
    this.client = client;
    this.bySlot = bySlot;
  }

  static CommandObject<Object> askingForSlots() {
    return new CommandObject<>(
        new CommandArguments(Command.CLUSTER).addObjects("SLOTS"), BuilderFactory.RAW_OBJECT);
  }

  /** Returns which master has which slots, at least until lately; null if that is not known. */
  @Nullable ClusterSlots slots() {
    return slots;
  }

  /**
   * Notes a reply to the question for slots.
   *
   * @throws RedisRefusedException if it is none
   */
  ClusterSlots learnt(@Nullable Object reply) {
    ClusterSlots known = ClusterSlots.of(reply);
    slots = known;
    return known;
  }

  /** Takes back what is known of slots, since a command found one elsewhere. */
  void forgetSlots() {
    slots = null;
  }

  /**
   * Lets Jedis learn who has the slot of a key, within a command's time: a redirection of a command
   * of its own tells it. Where Jedis fails at that, the command goes on all the same to where it
   * was redirected.
   */
  void within(byte[] key, RawCommand command) {
    forgetSlots();
    follow(key, command);
  }

  /** Lets Jedis learn who has the slot of a key, if that is another one than it thinks. */
  void follow(byte[] key, RawCommand command) {
    try {
      Object unused = WaitLimit.during(command, connected -> ask(key));
    } catch (RuntimeException e) {
      RedisCommandException failure = Failures.translate(e); // which keeps an interrupt
      command.noteFailure(failure);
      LOG.debug("Jedis could not learn of a slot that has moved", failure);
    }
  }

  /** Learns everything in the background: where a master is gone, Jedis takes several timeouts. */
  void later(byte[] key) {
    inBackground(
        () -> {
          Object unused = ask(key);
          askForSlots(key);
        });
  }

  /** Names the key as it is, before which the client's own settings would put something again. */
  @SuppressWarnings("deprecation") // nothing else leaves the key as it is
  private Object ask(byte[] key) {
    return client.sendCommand(key, Command.EXISTS, key);
  }

  /** Learns the slots in the background if they are not known, and were not just asked for. */
  void slotsLater(byte[] key) {
    if (slots == null && System.nanoTime() - lastFailure > PAUSE_NANOS) {
      inBackground(() -> askForSlots(key));
    }
  }

  private void askForSlots(byte[] key) {
    try (Connection connection = bySlot.apply(HashSlot.of(key))) {
      ClusterSlots unused = learnt(connection.executeCommand(askingForSlots()));
    }
  }

  private void inBackground(Runnable learning) {
    if (underWay.compareAndSet(false, true)) {
      Thread thread = new Thread(() -> learn(learning), "cloakroom-jedis-topology");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void learn(Runnable learning) {
    try {
      learning.run();
    } catch (RuntimeException e) {
      lastFailure = System.nanoTime();
      LOG.debug("The cluster's masters are not known yet", e);
    } finally {
      underWay.set(false);
    }
  }
}
