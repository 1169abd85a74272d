package io.cloakroom.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.AttributeSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored depends on nothing but the value. */
class CanonicalBytesTest {

  private final Map<String, AttributeSerializer> serializers = CanonicalValues.serializers();

  @Test
  void S36_equalValuesAreEqualBytesHoweverTheyCameAbout() {
    for (int i = 0; i < 20; i++) {
      Map<String, Object> some = CanonicalValues.values();
      Map<String, Object> others = CanonicalValues.values();
      serializers.forEach(
          (format, serializer) ->
              some.forEach(
                  (name, value) ->
                      assertThat(serializer.store("a", others.get(name)))
                          .as("%s as %s", name, format)
                          .isEqualTo(serializer.store("a", value))));
    }
  }

  @Test
  void S36_whatIsRestoredIsStoredAsTheSameBytes() {
    serializers.forEach(
        (format, serializer) ->
            CanonicalValues.values()
                .forEach(
                    (name, value) -> {
                      var stored = serializer.store("a", value);
                      assertThat(serializer.store("a", serializer.restore("a", stored)))
                          .as("%s as %s", name, format)
                          .isEqualTo(stored);
                    }));
  }

  /** With hash codes of identity that are made in different ways, as JVMs of vendors do. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "5"})
  void S36_anotherJvmStoresTheSameBytes(String hashCodes, @TempDir Path folder) throws Exception {
    List<String> input = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    serializers.forEach(
        (format, serializer) -> {
          Map<String, Object> values = CanonicalValues.values();
          if (format.equals("kryo")) {
            values.put("cycle", CanonicalValues.cycle());
          }
          values.forEach(
              (name, value) -> {
                String stored = OtherJvm.encoded(serializer.store("a", value));
                input.add(format + '\t' + name + '\t' + stored);
                expected.add(format + ", " + name + ", restored there: " + stored);
                expected.add(format + ", " + name + ", made there: " + stored);
              });
        });

    List<String> output = run(hashCodes, input, folder);

    assertThat(output).hasSameSizeAs(expected);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      String label = expected.get(i);
      found.add(label.substring(0, label.indexOf(": ") + 2) + output.get(i));
    }
    assertThat(found).isEqualTo(expected);
  }

  private static List<String> run(String hashCodes, List<String> input, Path folder)
      throws IOException, InterruptedException {
    Path in = Files.write(folder.resolve("in"), input, StandardCharsets.UTF_8);
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=" + hashCodes,
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(other.waitFor()).as(Files.readString(errors)).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
