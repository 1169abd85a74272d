package io.cloakroom.tests.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.HttpCapability;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tests.reference.OtherProcess;
import io.cloakroom.tests.reference.RespRedisCommands;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The kit over an application in another process, which it knows by its URL only. */
@Tag("extended")
class OtherProcessTest extends HttpSessionTck {

  @Override
  protected RunningApplication start(Application application) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                server().orElseThrow().uri().toString(),
                application.prefix())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String uri =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    return new RunningApplication(URI.create(uri), process::destroy);
  }

  @Override
  protected RedisCommands connect(URI redis) {
    return RespRedisCommands.to(redis);
  }

  @Override
  protected Set<HttpCapability> notClaimed() {
    return Set.of(HttpCapability.IN_PROCESS, HttpCapability.WEB_SOCKETS, HttpCapability.HTTP_2);
  }
}
