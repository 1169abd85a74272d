package io.cloakroom.tests.repository;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README names the versions that the pipeline runs tests on, and no others. */
class ClientVersionsTest {

  private static final Path ROOT = Path.of("..", "..");

  @Test
  void theReadmesTableIsTheMatrix() throws IOException {
    Map<String, String> run = new TreeMap<>(versionsIn("clients.tsv"));
    run.putAll(versionsIn("libraries.tsv"));
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(run)
        .containsOnlyKeys(
            "jackson", "javalin", "jedis", "kryo", "lettuce", "micrometer", "redisson", "slf4j");
    run.forEach(
        (name, versions) ->
            assertThat(readme)
                .as(name)
                .containsPattern(
                    Pattern.compile(
                        "(?im)^\\| " + name + " \\| " + Pattern.quote(versions) + " \\|")));
  }

  private static Map<String, String> versionsIn(String matrix) throws IOException {
    return Files.readAllLines(ROOT.resolve(".ci/versions").resolve(matrix)).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t"))
        .collect(
            groupingBy(
                line -> line[0], mapping(line -> line[1].replace(".RELEASE", ""), joining(", "))));
  }
}
