package io.cloakroom.lettuce;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;

/** One server that holds all keys, possibly with replicas. */
record SingleMaster(StatefulRedisConnection<String, byte[]> connection) implements Masters {

  @Override
  public List<String> ids() {
    return List.of("");
  }

  @Override
  public void dispatch(TimedCommand<?> command, String id) {
    connection.dispatch(command);
  }

  @Override
  public int slotOf(String key) {
    return 0;
  }
}
