package io.cloakroom.lettuce;

import io.cloakroom.redis.adapter.RawCommand;
import io.lettuce.core.api.StatefulConnection;
import java.util.List;

/** One server that holds all keys, possibly with replicas, and another one after a failover. */
final class SingleNode implements Nodes {

  private static final String THE_SERVER = "server";

  private final StatefulConnection<byte[], byte[]> connection;
  private final Reconnects reconnects;
  private final long former;
  private final Wire wire = new Wire();

  /**
   * @param former how many connections there were before in its place
   */
  SingleNode(StatefulConnection<byte[], byte[]> connection, long former) {
    this.connection = connection;
    this.reconnects = Reconnects.of(connection);
    this.former = former;
  }

  @Override
  public StatefulConnection<byte[], byte[]> connection() {
    return connection;
  }

  @Override
  public List<String> masters() {
    return List.of(THE_SERVER);
  }

  @Override
  public void send(SentCommand sent, RawCommand command) {
    send(sent, THE_SERVER);
  }

  @Override
  public void send(SentCommand sent, String master) {
    wire.watch(sent);
    connection.dispatch(sent);
  }

  @Override
  public void requireStill(String master) {}

  @Override
  public long lostConnections() {
    return (former << Integer.SIZE) + reconnects.count();
  }

  @Override
  public boolean isLost() {
    return reconnects.areGivenUp();
  }

  @Override
  public boolean leaveIfSilent(SentCommand sent, RawCommand command) {
    return wire.leaveIfSilentSince(sent, () -> Wire.disconnect(connection));
  }
}
