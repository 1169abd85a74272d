package io.cloakroom.tck.servers;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, on a port of the host that stays over restarts. */
final class DockerServer implements RedisServer {

  private static final String READY = ".*Ready to accept connections.*";

  private final GenericContainer<?> container;
  private final String image;
  private final URI uri;
  private final Thread stopper;

  DockerServer(String image, List<String> arguments) {
    ServerAddress address =
        ServerAddress.free(DockerClientFactory.instance().dockerHostIpAddress(), arguments);
    List<String> command = new ArrayList<>(List.of("--protected-mode", "no", "--save", ""));
    command.addAll(arguments);
    this.image = image;
    this.uri = address.uri();
    this.container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withCommand(command.toArray(String[]::new))
            .waitingFor(Wait.forLogMessage(READY, 1));
    container.setPortBindings(List.of(address.port() + ":6379"));
    container.start();
    this.stopper = new Thread(container::stop, "stops a Redis container");
    Runtime.getRuntime().addShutdownHook(stopper);
    awaitReadiness();
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public String description() {
    return "Docker image " + image;
  }

  @Override
  public void start() {
    docker().startContainerCmd(container.getContainerId()).exec();
    awaitReadiness();
  }

  @Override
  public void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void shutDown() {
    try (RawRedis redis = raw()) {
      redis.call("SAVE");
    }
    kill();
  }

  @Override
  public void pause() {
    docker().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    docker().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopper);
    container.stop();
  }

  private void awaitReadiness() {
    if (!Readiness.await(uri, () -> true)) {
      throw new IllegalStateException(image + " did not come up:\n" + container.getLogs());
    }
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
