package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/options.md says what the builders' Javadoc says. */
class OptionsPageTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path CORE = ROOT.resolve("store-core/src/main/java/io/cloakroom");
  private static final Path PAGE = ROOT.resolve("docs/options.md");

  private static final List<OptionsPage.Builder> BUILDERS =
      List.of(
          new OptionsPage.Builder(
              "Sessions: `SessionEngine.builder()`",
              CORE.resolve("http/SessionEngineBuilder.java"),
              "cloakroom."),
          new OptionsPage.Builder(
              "Cookie: `cookie(cookie -> …)`",
              CORE.resolve("http/CookieOptions.java"),
              "cloakroom.cookie."),
          new OptionsPage.Builder(
              "Store: `RedisSessionStore.builder(commands)`",
              CORE.resolve("session/RedisSessionStoreBuilder.java"),
              "cloakroom.store."),
          new OptionsPage.Builder(
              "Resilience: `Resilience.builder()`",
              CORE.resolve("redis/resilience/Resilience.java"),
              "cloakroom.resilience."));

  @Test
  void thePageIsGeneratedFromTheBuilders() throws IOException {
    String page = OptionsPage.of(BUILDERS);
    if (System.getProperty("cloakroom.docs.write") != null) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).as("write it again with -Dcloakroom.docs.write").hasContent(page);
  }

  @Test
  void everySetterOfABuilderIsInThePage() throws IOException {
    String page = Files.readString(PAGE);

    for (OptionsPage.Builder builder : BUILDERS) {
      Pattern setter =
          Pattern.compile(
              "public (?:\\w*Builder|CookieOptions) (?!secrets\\b|cookie\\b)(\\w+)\\((?!\\))");
      assertThat(setter.matcher(Files.readString(builder.source())).results())
          .as(builder.title())
          .isNotEmpty()
          .allMatch(found -> page.contains("| `" + found.group(1) + "` |"));
    }
  }
}
