package io.cloakroom.tck.servers;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server with another way in for clients; the kit itself takes the plain one.
 *
 * @param server the same, with the plain way in
 * @param uri the other way
 */
public record AccessedServer(ProgramServer server, URI uri) implements RedisServer {

  /** Puts another of the server's files in the place of one, for when it is started again. */
  public void replace(String file, String another) {
    Path folder = server.folder();
    try {
      Files.copy(folder.resolve(another), folder.resolve(file), REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String description() {
    return server.description();
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void shutDown() {
    server.shutDown();
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void pause() {
    server.pause();
  }

  @Override
  public void resume() {
    server.resume();
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public RawRedis raw() {
    return server.raw();
  }
}
