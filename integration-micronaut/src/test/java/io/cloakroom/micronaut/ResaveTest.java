package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.RequestSession;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.tck.client.CountingRedisCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H16: with {@code cloakroom.resave} each request writes its session once, whoever saves it. */
class ResaveTest {

  private final CountingRedisCommands commands =
      CountingRedisCommands.over(InMemoryRedisCommands.create());
  private final TestSite site =
      TestSite.over(commands, "resave", Map.of("cloakroom.resave", "true"));

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/read", "/save", "/save-in-store", "/save-changed", "/reload-and-save", "/twice"})
  void H16_aSessionThatAHandlerSavesIsNotSavedAgainForResave(String path) throws Exception {
    String cookie = TestSite.cookie(site.get("/begin"));
    commands.reset();

    assertThat(site.get(path, "Cookie", cookie).body()).isEqualTo("1");

    assertThat(
            commands.calls().stream().filter(call -> call.command().matches("set|eval COMPARE.*")))
        .as("%s", commands.commands())
        .hasSize(path.equals("/twice") ? 2 : 1);
  }

  @Test
  void H16_aSessionThatBeginsAndIsSavedIsWrittenOnce() throws Exception {
    site.get("/begin-and-save");

    assertThat(commands.commands()).containsExactly("set");
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "resave")
  static class Pages {

    private final SessionStore<Session> sessions;

    Pages(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get("/begin")
    String begin(Session session) {
      session.put("a", "1");
      return "begun";
    }

    @Get("/begin-and-save")
    CompletableFuture<String> beginAndSave(Session session) {
      session.put("a", "1");
      return sessions.save(session).thenApply(saved -> "1");
    }

    @Get("/read")
    String read(Session session) {
      return session.get("a", String.class).orElse("");
    }

    @Get("/save")
    CompletionStage<String> save(RequestSession session) {
      return session.save().thenApply(saved -> "" + session.get("a"));
    }

    @Get("/save-in-store")
    CompletableFuture<String> saveInStore(Session session) {
      return sessions.save(session).thenApply(this::read);
    }

    @Get("/save-changed")
    CompletableFuture<String> saveChanged(Session session) {
      session.put("b", "2");
      return sessions.save(session).thenApply(this::read);
    }

    @Get("/reload-and-save")
    CompletionStage<String> reloadAndSave(RequestSession session) {
      return session.reload().thenCompose(alive -> save(session));
    }

    @Get("/twice")
    CompletionStage<String> twice(RequestSession session) {
      return session.save().thenCompose(alive -> save(session));
    }
  }
}
