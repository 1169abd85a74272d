package io.cloakroom.tests.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records of every form as each version wrote them, one folder for a version: whatever was written
 * once must be readable for ever. {@code -Dcloakroom.golden.write} writes the folder of the current
 * version; the folder of a version that was released must not be written again.
 */
class GoldenRecordsTest {

  /** The version whose folder may be written. */
  private static final String CURRENT = "0.1";

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "golden-records").toAbsolutePath();
  private static final boolean WRITE = System.getProperty("cloakroom.golden.write") != null;

  static Stream<Arguments> records() throws IOException {
    if (WRITE) {
      for (GoldenForm form : GoldenForm.all()) {
        write(form);
      }
    }
    List<Arguments> records = new ArrayList<>();
    try (Stream<Path> versions = Files.list(FOLDER)) {
      for (Path version : versions.sorted().toList()) {
        for (GoldenForm form : GoldenForm.all()) {
          Path file = version.resolve(form.name());
          if (Files.exists(file)) {
            records.add(
                Arguments.of(form, version.getFileName().toString(), Files.readString(file)));
          }
        }
      }
    }
    return records.stream();
  }

  private static void write(GoldenForm form) throws IOException {
    Path version = Files.createDirectories(FOLDER.resolve(CURRENT));
    GoldenRecord record = GoldenRecord.of(form);
    Files.writeString(version.resolve(form.name()), record.text());
  }

  /** A record and the key that it stands under. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record GoldenRecord(String key, byte[] bytes) {

    static GoldenRecord of(GoldenForm form) {
      InMemoryRedisCommands redis = InMemoryRedisCommands.create();
      SaveOutcome saved = form.store(redis).blocking().create(GoldenSession.session(form));
      assertThat(saved).isEqualTo(SaveOutcome.SAVED);
      String key =
          redis
              .scan("sess:", ScanCursor.START, 100)
              .toCompletableFuture()
              .join()
              .keys()
              .iterator()
              .next();
      return new GoldenRecord(key, redis.get(key).toCompletableFuture().join().orElseThrow());
    }

    static GoldenRecord parse(String text) {
      List<String> lines = text.lines().toList();
      return new GoldenRecord(
          lines.get(0),
          Base64.getMimeDecoder().decode(String.join("", lines.subList(1, lines.size()))));
    }

    String text() {
      return key
          + "\n"
          + Base64.getMimeEncoder(76, "\n".getBytes(UTF_8)).encodeToString(bytes)
          + "\n";
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("records")
  void whatAVersionWroteIsReadable(GoldenForm form, String version, String text) {
    GoldenRecord record = GoldenRecord.parse(text);
    InMemoryRedisCommands redis = InMemoryRedisCommands.create();
    redis.set(record.key(), record.bytes(), SetOptions.always()).toCompletableFuture().join();

    Session session = form.store(redis).blocking().get(GoldenSession.ID).orElseThrow();

    assertThat(session.attributes())
        .usingRecursiveComparison()
        .isEqualTo(GoldenSession.attributes(form));
    assertThat(session.creationTime()).isEqualTo(form.shared() ? null : GoldenForm.BEGIN);
    assertThat(session.cookie().withMaxAge(null))
        .isEqualTo(GoldenSession.cookie(form).withMaxAge(null));
    assertThat(session.cookie().maxAge()).isEqualTo(GoldenSession.cookie(form).maxAge());
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("records")
  void whatAVersionWroteIsChangedAndSaved(GoldenForm form, String version, String text) {
    GoldenRecord record = GoldenRecord.parse(text);
    InMemoryRedisCommands redis = InMemoryRedisCommands.create();
    redis.set(record.key(), record.bytes(), SetOptions.always()).toCompletableFuture().join();
    Session session = form.store(redis).blocking().get(GoldenSession.ID).orElseThrow();

    session.set("visits", 43);
    assertThat(form.store(redis).blocking().update(session)).isEqualTo(SaveOutcome.SAVED);

    Session again = form.store(redis).blocking().get(GoldenSession.ID).orElseThrow();
    assertThat(again.get("visits")).isEqualTo(43);
    assertThat(again.get("user")).isEqualTo(GoldenSession.attributes(form).get("user"));
  }

  @Test
  void everyFormOfTheCurrentVersionIsThere() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(CURRENT))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              GoldenForm.all().stream().map(GoldenForm::name).toList());
    }
  }

  @Test
  void theCurrentVersionWritesTheBytesOfItsFolder() throws IOException {
    for (GoldenForm form : GoldenForm.all()) {
      if (form.deterministic()) {
        String golden = Files.readString(FOLDER.resolve(CURRENT).resolve(form.name()));

        assertThat(GoldenRecord.of(form).text())
            .as("%s: the form has changed; write it with -Dcloakroom.golden.write", form)
            .isEqualTo(golden);
      }
    }
  }
}
