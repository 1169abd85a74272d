package io.cloakroom.lettuce;

import io.cloakroom.tck.servers.RedisAccess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("topology")
class LettuceMutualTlsTest extends LettuceAccessTck {

  @Override
  public RedisAccess access() {
    return RedisAccess.MUTUAL_TLS;
  }

  /** The first handshake loads the platform's TLS, which takes a busy machine seconds. */
  @Override
  protected Duration timeout() {
    return Duration.ofSeconds(5);
  }
}
