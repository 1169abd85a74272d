package io.cloakroom.demo;

import io.cloakroom.session.SessionId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that the demo keeps between two runs: Redis's data and the secret. It is one demo's at
 * a time, since two servers would spoil each other's files.
 */
final class DemoFolder implements Closeable {

  private final Path folder;
  private final FileChannel lock;

  private DemoFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @throws DemoException if another demo uses it, or it can't be written
   */
  static DemoFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isFree(lock)) {
        lock.close();
        throw new DemoException("Another demo is running with the folder " + folder + ": stop it");
      }
      return new DemoFolder(folder, lock);
    } catch (IOException e) {
      throw new DemoException("Cannot write to the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static boolean isFree(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The folder for Redis, which is there. */
  Path redis() {
    return made("redis");
  }

  /** The folder for the Express half, which is there. */
  Path express() {
    return made("express");
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new DemoException("Cannot write to the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The secret of the run before, or a new one that the next run finds here. */
  String secret() {
    Path file = folder.resolve("secret");
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      String secret = SessionId.random().value() + SessionId.random().value();
      Files.createFile(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(file, secret);
      return secret;
    } catch (IOException e) {
      throw new DemoException("Cannot keep a secret in " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
