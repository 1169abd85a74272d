package io.cloakroom.tck.servers;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The ids by which cluster nodes and Sentinels know each other: 40 hexadecimal digits. */
final class NodeId {

  private NodeId() {}

  static String random() {
    byte[] bytes = new byte[20];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
