package io.cloakroom.samples;

import glide.api.GlideClient;
import glide.api.logging.Logger;
import glide.api.models.configuration.GlideClientConfiguration;
import glide.api.models.configuration.NodeAddress;
import glide.api.models.configuration.ServerCredentials;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.RedisCommandsTck;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64") // of the native library that is here
@Tag("release")
class GlideRedisCommandsTest extends RedisCommandsTck {
  static {
    Logger.init(Logger.Level.OFF); // writes beside the build's output of each connection's end
  }

  @Override
  protected RedisCommands connect(URI redis) {
    var config =
        GlideClientConfiguration.builder()
            .address(NodeAddress.builder().host(redis.getHost()).port(redis.getPort()).build())
            .requestTimeout((int) timeout().toMillis());
    if (redis.getUserInfo() != null) {
      String[] account = redis.getUserInfo().split(":", 2);
      config.credentials(
          ServerCredentials.builder().username(account[0]).password(account[1]).build());
    }
    return new GlideRedisCommands(GlideClient.createClient(config.build()).join());
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(
        Capability.COMPARING_SERVER,
        Capability.RESTARTED_SCANS,
        Capability.FALLBACKS,
        Capability.REFUSED_LOG_IN,
        Capability.NOTICED_OUTAGE,
        Capability.SILENT_CONNECTIONS); // left by GLIDE's own clock, whatever a timeout is
  }

  @Override
  protected List<String> rightsOfItsOwn() {
    return List.of("+info");
  }

  @Override
  protected void disconnect(RedisCommands commands) throws Exception {
    ((GlideRedisCommands) commands).client().close();
  }
}
