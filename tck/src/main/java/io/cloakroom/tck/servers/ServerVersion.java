package io.cloakroom.tck.servers;

import java.util.Map;
import java.util.stream.Collectors;

/** Reads a server's name and version from its answer to {@code INFO server}. */
final class ServerVersion {

  private ServerVersion() {}

  static String of(String info) {
    Map<String, String> fields =
        info.lines()
            .filter(line -> line.contains(":"))
            .map(line -> line.split(":", 2))
            .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    String valkey = fields.get("valkey_version");
    return valkey == null ? "Redis " + fields.get("redis_version") : "Valkey " + valkey;
  }
}
