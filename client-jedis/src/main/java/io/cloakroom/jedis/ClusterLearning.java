package io.cloakroom.jedis;

import io.cloakroom.redis.adapter.RawCommand;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/** Lets Jedis find out where slots and nodes are: a redirection of its own command tells it. */
final class ClusterLearning {

  private static final Logger LOG = LoggerFactory.getLogger(JedisCommands.class);

  private final UnifiedJedis client;
  private final AtomicBoolean underWay = new AtomicBoolean();

  ClusterLearning(UnifiedJedis client) {
    this.client = client;
  }

  /** Learns who has the slot of a key, within a command's time. */
  void within(byte[] key, RawCommand command) {
    Boolean unused = WaitLimit.during(command, connected -> client.exists(key));
  }

  /** Does so in the background: where a master is gone, Jedis takes several timeouts. */
  void later(byte[] key) {
    if (underWay.compareAndSet(false, true)) {
      Thread thread = new Thread(() -> learn(key), "cloakroom-jedis-topology");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void learn(byte[] key) {
    try {
      client.exists(key);
    } catch (RuntimeException e) {
      LOG.debug("The cluster's masters are not known yet", e);
    } finally {
      underWay.set(false);
    }
  }
}
