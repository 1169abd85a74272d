package io.cloakroom.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.SessionId;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.annotation.SessionValue;
import io.micronaut.session.event.AbstractSessionEvent;
import io.micronaut.session.event.SessionCreatedEvent;
import io.micronaut.session.event.SessionDeletedEvent;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Micronaut's ways to a session mean what Micronaut says. */
class SessionApiTest {

  private final RedisCommands commands = InMemoryRedisCommands.create();
  private final TestSite site = TestSite.over(commands, "api");

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void withoutASessionTheNullableArgumentIsNullAndTheOptionalEmpty() throws Exception {
    assertThat(site.get("/nullable").body()).isEqualTo("null");
    assertThat(site.get("/optional").body()).isEqualTo("empty");
    assertThat(site.get("/value").body()).isEqualTo("null");
    assertThat(site.get("/optional-value").body()).isEqualTo("empty");
  }

  @Test
  void withASessionAllOfThemHaveIt() throws Exception {
    String cookie = TestSite.cookie(site.get("/set"));

    assertThat(site.get("/nullable", "Cookie", cookie).body()).isEqualTo("red");
    assertThat(site.get("/optional", "Cookie", cookie).body()).isEqualTo("red");
    assertThat(site.get("/value", "Cookie", cookie).body()).isEqualTo("red");
    assertThat(site.get("/optional-value", "Cookie", cookie).body()).isEqualTo("red");
    assertThat(site.get("/number", "Cookie", cookie).body()).isEqualTo("17");
  }

  @Test
  void H33_theLastAccessIsThatOfTheRequestBefore() throws Exception {
    String cookie = TestSite.cookie(site.get("/set"));
    SessionId id = SessionId.of(cookie.replaceAll(".*s%3A|\\..*", ""));
    io.cloakroom.session.Session old = io.cloakroom.session.Session.create(id, SessionCookie.PLAIN);
    old.set("color", "red");
    RedisSessionStore before =
        RedisSessionStore.builder(commands).clock(() -> Instant.now().minusSeconds(7_200)).build();
    before.blocking().set(old);
    commands.expire("sess:" + id.value(), Duration.ofDays(1).minusMinutes(10));

    assertThat(site.get("/idle-minutes", "Cookie", cookie).body()).isEqualTo("10");
    assertThat(site.get("/idle-minutes", "Cookie", cookie).body()).isEqualTo("0");
  }

  @Test
  void whatAMethodWithSessionValueReturnsIsKept() throws Exception {
    String cookie = TestSite.cookie(site.get("/keep"));

    assertThat(site.get("/value", "Cookie", cookie).body()).isEqualTo("green");
  }

  @Test
  void aHandlerWithoutTheArgumentFindsTheSessionWhereItMayWait() throws Exception {
    String cookie = TestSite.cookie(site.get("/set"));

    assertThat(site.get("/find", "Cookie", cookie).body()).isEqualTo("red");
    assertThat(site.get("/load", "Cookie", cookie).body()).isEqualTo("red");
  }

  @Test
  void aSessionMadeForTheRequestTakesTheOldOnesPlace() throws Exception {
    String first = TestSite.cookie(site.get("/create"));
    assertThat(site.get("/value", "Cookie", first).body()).isEqualTo("blue");

    String second = TestSite.cookie(site.get("/create", "Cookie", first));

    assertThat(second).isNotEqualTo(first);
    assertThat(site.get("/value", "Cookie", first).body()).isEqualTo("null");
    assertThat(site.get("/value", "Cookie", second).body()).isEqualTo("blue");
  }

  /** As a log-out does that wants a new session. */
  @Test
  void aSessionMadeForTheRequestThatStaysEmptyEndsTheOldOneToo() throws Exception {
    String cookie = TestSite.cookie(site.get("/set"));

    HttpResponse<String> created = site.get("/create-empty", "Cookie", cookie);

    assertThat(created.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("sid=;")
        .contains("Max-Age=0");
    assertThat(site.get("/value", "Cookie", cookie).body()).isEqualTo("null");
    assertThat(commands.scan("sess:", ScanCursor.START, 100).toCompletableFuture().join().keys())
        .noneMatch(key -> !key.startsWith("sess:replaced:"));
  }

  @Test
  void H34_theIntervalIsIdleTimeInRedisAndNotTheCookiesMaxAge() throws Exception {
    HttpResponse<String> begun = site.get("/interval");
    String setCookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    String cookie = TestSite.cookie(begun);

    assertThat(setCookie).doesNotContain("Expires", "Max-Age");
    assertThat(timeLeft()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    HttpResponse<String> read = site.get("/interval-now", "Cookie", cookie);
    assertThat(read.body()).isEqualTo("PT5M");
    assertThat(TestSite.cookies(read)).isEmpty();
    assertThat(timeLeft()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(site.get("/endless").statusCode()).isEqualTo(500);
  }

  @Test
  void aSessionMadeForTheRequestKeepsItsIdAndInterval() throws Exception {
    for (boolean known : new boolean[] {false, true}) {
      String before = known ? TestSite.cookie(site.get("/set")) : "none=1";
      HttpResponse<String> created = site.get("/create-with-interval", "Cookie", before);
      String cookie = TestSite.cookie(created);

      assertThat(created.body())
          .isEqualTo(cookie.substring("sid=s%3A".length(), cookie.lastIndexOf('.')));
      assertThat(site.get("/interval-now", "Cookie", cookie).body()).isEqualTo("PT7M");
      assertThat(site.get("/value", "Cookie", cookie).body()).isEqualTo("blue");
      assertThat(site.get("/value", "Cookie", before).body()).isEqualTo("null");
      assertThat(timeLeft()).isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7));
      site.get("/delete", "Cookie", cookie);
    }
  }

  @Test
  void aSessionMadeForTheRequestAndSavedByItsHandlerComesWithItsCookie() throws Exception {
    for (boolean known : new boolean[] {false, true}) {
      String before = known ? TestSite.cookie(site.get("/set")) : "none=1";
      HttpResponse<String> created = site.get("/create-and-save", "Cookie", before);
      String cookie = TestSite.cookie(created);

      assertThat(created.body())
          .isEqualTo(cookie.substring("sid=s%3A".length(), cookie.lastIndexOf('.')));
      assertThat(site.get("/value", "Cookie", cookie).body()).isEqualTo("blue");
      assertThat(site.get("/value", "Cookie", before).body()).isEqualTo("null");
    }
  }

  @Test
  void theTimeOfCreationIsKept() throws Exception {
    HttpResponse<String> begun = site.get("/created");
    String cookie = TestSite.cookie(begun);
    String first = site.get("/created", "Cookie", cookie).body();

    assertThat(site.get("/created", "Cookie", cookie).body()).isEqualTo(first);
    assertThat(Instant.parse(first)).isBeforeOrEqualTo(Instant.now());
  }

  /** What is left to the only session that there is, beside the note of one that it replaced. */
  private Duration timeLeft() {
    List<String> keys =
        commands.scan("sess:", ScanCursor.START, 100).toCompletableFuture().join().keys().stream()
            .filter(key -> !key.startsWith("sess:replaced:"))
            .toList();
    assertThat(keys).hasSize(1);
    TimeToLive left = commands.timeToLive(keys.get(0)).toCompletableFuture().join();
    return ((TimeToLive.Remaining) left).duration();
  }

  @Test
  void theStoreWorksOutsideOfRequests() {
    @SuppressWarnings("unchecked") // the context knows raw classes
    SessionStore<Session> sessions = site.bean(SessionStore.class);
    Session session = sessions.newSession();
    session.put("color", "red");
    String id = sessions.save(session).join().getId();

    Session found = sessions.findSession(id).join().orElseThrow();
    assertThat(found.get("color", String.class)).contains("red");
    assertThat(found.isModified()).isFalse();
    found.put("color", "blue");
    assertThat(found.isModified()).isTrue();
    sessions.save(found).join();
    assertThat(found.isModified()).isFalse();

    assertThat(sessions.deleteSession(id).join()).isTrue();
    assertThat(sessions.deleteSession(id).join()).isFalse();
    assertThat(sessions.findSession(id).join()).isEmpty();
    found.put("color", "green");
    assertThatThrownBy(() -> sessions.save(found).join()).hasMessageContaining("gone");
    assertThat(sessions.findSession("no id at all").join()).isEmpty();
  }

  @Test
  void sessionsThatBeginAndAreDeletedAreEvents() throws Exception {
    Events events = site.bean(Events.class);

    String cookie = TestSite.cookie(site.get("/set"));
    AbstractSessionEvent created = events.heard.poll(10, TimeUnit.SECONDS);
    assertThat(created).isInstanceOf(SessionCreatedEvent.class);
    assertThat(created.getSource().get("color", String.class)).contains("red");

    site.get("/delete", "Cookie", cookie);
    AbstractSessionEvent deleted = events.heard.poll(10, TimeUnit.SECONDS);
    assertThat(deleted).isInstanceOf(SessionDeletedEvent.class);
    assertThat(deleted.getSource().getId()).isEqualTo(created.getSource().getId());
    assertThat(events.heard).isEmpty();
  }

  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(property = TestSite.SPEC, value = "api")
  static class Api {

    private final SessionStore<Session> sessions;

    Api(SessionStore<Session> sessions) {
      this.sessions = sessions;
    }

    @Get("/set")
    String set(Session session) {
      session.put("color", "red").put("number", 17L);
      return "set";
    }

    @Get("/nullable")
    String nullable(@Nullable Session session) {
      return session == null ? "null" : session.get("color", String.class).orElse("none");
    }

    @Get("/idle-minutes")
    String idleMinutes(Session session) {
      Duration idle = Duration.between(session.getLastAccessedTime(), Instant.now());
      return Long.toString(idle.toMinutes());
    }

    @Get("/optional")
    String optional(Optional<Session> session) {
      return session.map(found -> found.get("color", String.class).orElse("none")).orElse("empty");
    }

    @Get("/value")
    String value(@Nullable @SessionValue String color) {
      return "" + color;
    }

    @Get("/number")
    String number(@SessionValue("number") int number) {
      return "" + number;
    }

    @Get("/optional-value")
    String optionalValue(@SessionValue("color") Optional<String> color) {
      return color.orElse("empty");
    }

    @Get("/keep")
    @SessionValue("color")
    String keep() {
      return "green";
    }

    @Get("/find")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String find(HttpRequest<?> request) {
      return SessionForRequest.find(request).orElseThrow().get("color", String.class).orElseThrow();
    }

    @Get("/load")
    java.util.concurrent.CompletionStage<String> load(HttpRequest<?> request) {
      return CloakroomSessions.load(request).thenApply(session -> "" + session.get("color"));
    }

    @Get("/create-empty")
    String createEmpty(HttpRequest<?> request, @Nullable Session before) {
      return SessionForRequest.create(sessions, request).isEmpty() ? "empty" : "not empty";
    }

    @Get("/create")
    String create(HttpRequest<?> request, @Nullable Session before) {
      SessionForRequest.create(sessions, request).put("color", "blue");
      return "created";
    }

    @Get("/interval")
    String interval(Session session) {
      session.setMaxInactiveInterval(Duration.ofMinutes(5)).put("color", "red");
      return "" + session.getMaxInactiveInterval();
    }

    @Get("/interval-now")
    String intervalNow(Session session) {
      return "" + session.getMaxInactiveInterval();
    }

    @Get("/create-with-interval")
    String createWithInterval(HttpRequest<?> request, @Nullable Session before) {
      Session created = SessionForRequest.create(sessions, request);
      created.setMaxInactiveInterval(Duration.ofMinutes(7)).put("color", "blue");
      return created.getId();
    }

    @Get("/create-and-save")
    java.util.concurrent.CompletableFuture<String> createAndSave(
        HttpRequest<?> request, @Nullable Session before) {
      Session created = SessionForRequest.create(sessions, request);
      created.put("color", "blue");
      return sessions.save(created).thenApply(Session::getId);
    }

    @Get("/created")
    String created(Session session) {
      session.put("color", "red");
      return "" + session.getCreationTime();
    }

    @Get("/endless")
    io.micronaut.http.HttpResponse<?> endless(Session session) {
      session.setMaxInactiveInterval(Duration.ZERO);
      return io.micronaut.http.HttpResponse.ok();
    }

    @Get("/delete")
    java.util.concurrent.CompletableFuture<String> delete(Session session) {
      return sessions.deleteSession(session.getId()).thenApply(String::valueOf);
    }
  }

  @Singleton
  @Requires(property = TestSite.SPEC, value = "api")
  static class Events implements ApplicationEventListener<AbstractSessionEvent> {

    final BlockingQueue<AbstractSessionEvent> heard = new LinkedBlockingQueue<>();

    @Override
    public void onApplicationEvent(AbstractSessionEvent event) {
      heard.add(event);
    }
  }
}
