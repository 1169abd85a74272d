package io.cloakroom.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two walks of docs/architecture.md name the types that the code really passes, once each. */
class ArchitecturePageTest {

  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

  private final Set<String> passed = new TreeSet<>();
  private final RedisCommands port =
      new ForwardingRedisCommands(InMemoryRedisCommands.create()) {
        @Override
        public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
          note();
          return super.getAndExpire(key, ttl);
        }

        @Override
        public CompletionStage<List<byte[]>> eval(
            RedisScript script, List<String> keys, List<byte[]> arguments) {
          note();
          return super.eval(script, keys, arguments);
        }
      };
  private final SessionEngine engine =
      SessionEngine.builder()
          .store(RedisSessionStore.builder(port).build())
          .secret("a secret of at least thirty-two bytes")
          .build();

  /** Notes the types of the core that are being executed. */
  private void note() {
    Arrays.stream(new Throwable().getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> name.startsWith("io.cloakroom."))
        .filter(name -> !name.startsWith("io.cloakroom.tests."))
        .map(name -> name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", ""))
        .forEach(passed::add);
  }

  @Test
  void theWalksNameWhatTheCodePasses() throws IOException {
    SessionExchange first = engine.begin(request(List.of()));
    RequestSession begun = join(first.load());
    begun.set("user", "ada");
    SessionHeaders headers = join(first.commit());
    String cookie = headers.setCookie().get(0).replaceFirst(";.*", "");
    passed.clear();

    SessionExchange second = engine.begin(request(List.of(cookie)));
    RequestSession session = join(second.load());
    assertThat(session.get("user")).isEqualTo("ada");
    session.set("user", "bob");
    join(second.commit());

    assertThat(passed).contains("SessionToucher", "SessionSaver").isSubsetOf(types());
  }

  @Test
  void theWalksNameEachTypeOnce() throws IOException {
    assertThat(types()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
  }

  @Test
  void everyTypeOfTheWalksExists() throws IOException {
    Set<String> files;
    try (Stream<Path> sources = Files.walk(ROOT.resolve("store-core/src/main/java"))) {
      files =
          sources
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }

    assertThat(types()).isSubsetOf(files);
  }

  private static List<String> types() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/architecture.md"));
    String walks =
        page.substring(page.indexOf("### From a request's"), page.indexOf("## Decisions"));
    return TYPE.matcher(walks).results().map(type -> type.group(1)).toList();
  }

  private static SessionRequest request(List<String> cookies) {
    return SessionRequest.of("/", true, name -> name.equals("Cookie") ? cookies : List.of());
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
