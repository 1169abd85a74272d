package io.cloakroom.tck.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where reports go. */
record ReportFolder(Path path) {

  /**
   * The folder that the user named, or one in what Maven or Gradle builds into.
   *
   * @param named by the user
   * @return empty if they want no report
   */
  static Optional<ReportFolder> of(Optional<String> named) {
    return named
        .map(name -> name.equals(ClauseReport.NONE) ? Optional.<Path>empty() : path(name))
        .orElseGet(
            () ->
                path(Files.isDirectory(Path.of("build")) ? "build" : "target")
                    .map(built -> built.resolve("cloakroom-tck")))
        .map(ReportFolder::new);
  }

  private static Optional<Path> path(String name) {
    return Optional.of(Path.of(name));
  }

  /** Writes a report's page, and says so on the console. */
  void write(Report report) {
    Path page = path.resolve(report.testClass().getSimpleName() + ".md");
    try {
      Files.createDirectories(path);
      Files.writeString(page, report.page(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The report can't be written to " + page, e);
    }
    System.out.print(report.summary(page));
  }
}
