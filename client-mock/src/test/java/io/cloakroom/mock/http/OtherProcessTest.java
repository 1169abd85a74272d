package io.cloakroom.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.mock.RespPort;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.tck.http.Application;
import io.cloakroom.tck.http.HttpCapability;
import io.cloakroom.tck.http.HttpSessionTck;
import io.cloakroom.tck.http.RunningApplication;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** The kit over an application in another process, which it knows by its URL only. */
class OtherProcessTest extends HttpSessionTck {

  @Override
  protected RunningApplication start(Application application) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
    return RespPort.to(redis);
  }

  @Override
  protected Set<HttpCapability> notClaimed() {
    return Set.of(HttpCapability.IN_PROCESS, HttpCapability.WEB_SOCKETS);
  }
}
