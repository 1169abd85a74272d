package io.cloakroom.samples;

import static io.lettuce.core.ClientOptions.DisconnectedBehavior.REJECT_COMMANDS;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.port.RedisCommandsTck;
import io.lettuce.core.ClientOptions;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Tag("extended")
class SpringRedisCommandsTest extends RedisCommandsTck {
  @Override
  protected RedisCommands connect(URI uri) {
    var server = new RedisStandaloneConfiguration(uri.getHost(), uri.getPort());
    if (uri.getUserInfo() != null) {
      String[] account = uri.getUserInfo().split(":", 2);
      server.setUsername(account[0]);
      server.setPassword(account[1]);
    }
    var options = ClientOptions.builder().disconnectedBehavior(REJECT_COMMANDS).build();
    var client =
        LettuceClientConfiguration.builder().clientOptions(options).commandTimeout(timeout());
    LettuceConnectionFactory redis = new LettuceConnectionFactory(server, client.build());
    redis.start();
    return new SpringRedisCommands(redis);
  }

  @Override
  protected Set<Capability> notClaimed() {
    return Set.of(
        Capability.COMPARING_SERVER,
        Capability.RESTARTED_SCANS,
        Capability.FALLBACKS,
        Capability.REFUSED_LOG_IN,
        Capability.SILENT_CONNECTIONS);
  }
}
