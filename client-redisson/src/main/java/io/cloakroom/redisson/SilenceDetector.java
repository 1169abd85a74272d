package io.cloakroom.redisson;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnection;
import org.redisson.connection.MasterSlaveEntry;

/**
 * Notices for one command that its master has fallen silent. A peer or a firewall that drops
 * packets without closing leaves connections that look sound for a minute and more; Redisson
 * connects again when it is told to.
 *
 * @param master the master of the command
 * @param heardAt when each master last answered anything
 * @param start when the command was given
 */
record SilenceDetector(
    Supplier<MasterSlaveEntry> master, Map<MasterSlaveEntry, Long> heardAt, long start) {

  SilenceDetector(Supplier<MasterSlaveEntry> master, Map<MasterSlaveEntry, Long> heardAt) {
    this(master, heardAt, System.nanoTime());
  }

  /** Called when the master has answered, or refused. */
  void heard() {
    MasterSlaveEntry entry = master.get();
    if (entry != null) {
      heardAt.put(entry, System.nanoTime());
    }
  }

  /**
   * Closes the connections to the master if it has answered nothing since the command was given. If
   * several commands got no answer, the first of them closes them for all; later connections are
   * new.
   */
  void end() {
    MasterSlaveEntry entry = master.get();
    if (entry != null && isSilent(heardAt.get(entry))) {
      heardAt.put(entry, System.nanoTime());
      entry
          .getEntry(entry.getClient())
          .getConnectionsHolder()
          .getAllConnections()
          .forEach(RedisConnection::forceFastReconnectAsync);
    }
  }

  private boolean isSilent(@Nullable Long lastHeard) {
    return lastHeard == null || lastHeard - start < 0;
  }
}
