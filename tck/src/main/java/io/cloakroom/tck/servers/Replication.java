package io.cloakroom.tck.servers;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says of its replica, or of its master. */
public final class Replication {

  private static final Pattern PORT = Pattern.compile("port=(\\d+)");

  private Replication() {}

  /** Whether a master has a replica that is up to date, or a replica is. */
  static boolean isWhole(RawRedis raw) {
    String info = raw.text("INFO", "replication");
    return info.contains("role:master")
        ? info.contains(",state=online,")
        : info.contains("master_link_status:up");
  }

  /** Returns when a master's replica has all of its writes. */
  public static void await(RedisServer master) {
    try (RawRedis raw = master.raw()) {
      long written = Long.parseLong(field(raw, "master_repl_offset"));
      String replica = field(raw, "slave0");
      try (RawRedis replicas = RawRedis.connect(uri(replica))) {
        Await.until(
            "the replica of " + master.uri() + " has caught up",
            () -> Long.parseLong(field(replicas, "slave_repl_offset")) >= written);
      }
    }
  }

  /** Reads {@code ip=127.0.0.1,port=6380,state=online,…}. */
  private static URI uri(String replica) {
    Matcher port = PORT.matcher(replica);
    if (!port.find()) {
      throw new IllegalStateException("There is no replica, but: " + replica);
    }
    return URI.create("redis://127.0.0.1:" + port.group(1));
  }

  private static String field(RawRedis raw, String name) {
    return raw.text("INFO", "replication")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }
}
