package io.cloakroom.tck.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakroom.express.Express;
import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.client.FailureChain;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.model.OtherDefaults;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

/** S32 to S34 and S55: the record in Redis, and one that can't be read. */
interface StoreRecordClauses extends StoreClauses {

  /** Wherever the server stands: {@code STRICT} and {@code HIGH} have an I. */
  @Test
  default void S32_theRecordIsWhatExpressWrites() {
    isWhatExpressWrites();
    OtherDefaults.each(place -> isWhatExpressWrites());
  }

  private void isWhatExpressWrites() {
    Instant now = Instant.parse("2026-03-01T12:00:00.250Z");
    Session session =
        Session.create(
            LikeIds.next(),
            new SessionCookie(
                Duration.ofMinutes(1),
                null,
                false,
                true,
                null,
                "/",
                SameSite.STRICT,
                null,
                CookiePriority.HIGH));
    session.set("user", "é漢😀");
    session.set("n", 1);
    session.set("deep", new LinkedHashMap<>(Map.of("list", new ArrayList<>(List.of(1.5, true)))));

    kit()
        .store(
            options ->
                options
                    .sharedWith(Express.peer())
                    .prefix(kit().prefix())
                    .clock(InstantSource.fixed(now)))
        .create(session);

    assertThat(kit().recordOf(session.id()))
        .contains(
            "{\"cookie\":{\"originalMaxAge\":60000,\"priority\":\"high\","
                + "\"expires\":\"2026-03-01T12:01:00.250Z\",\"secure\":false,"
                + "\"httpOnly\":true,\"path\":\"/\",\"sameSite\":\"strict\"},"
                + "\"user\":\"é漢😀\",\"n\":1,\"deep\":{\"list\":[1.5,true]}}");
  }

  @Test
  default void S32_aSessionCookieHasNullsAsInExpress() {
    Session session = kit().storedWithoutTime();

    assertThat(kit().recordOf(session.id()))
        .contains(
            "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,"
                + "\"path\":\"/\"},\"user\":\"ada\"}");
  }

  @Test
  default void S32_whatExpressWroteIsRead() {
    SessionId id = SessionId.of("hepgMwUxd5R48BEvm2tSIR4CvL7FASRk");
    kit()
        .putRecord(
            id,
            ("{\"cookie\":{\"originalMaxAge\":60000,\"partitioned\":true,\"priority\":\"high\","
                    + "\"expires\":\"2001-01-01T00:00:00.000Z\",\"secure\":true,\"httpOnly\":false,"
                    + "\"domain\":\"example.org\",\"path\":\"/app\",\"sameSite\":true},"
                    + "\"user\":{\"name\":\"\\u00e9\",\"roles\":[\"a\",null]},\"n\":1e3}")
                .getBytes(UTF_8));

    Session session = kit().load(id);

    assertThat(session.cookie().maxAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(session.cookie().expires()).isEqualTo("2001-01-01T00:00:00Z");
    assertThat(session.cookie().domain()).isEqualTo("example.org");
    assertThat(session.cookie().path()).isEqualTo("/app");
    assertThat(session.cookie().httpOnly()).isFalse();
    assertThat(session.cookie().secure()).isTrue();
    assertThat(session.cookie().partitioned()).isTrue();
    assertThat(session.cookie().sameSite()).isEqualTo(SameSite.STRICT);
    assertThat(session.get("user")).hasToString("{name=é, roles=[a, null]}");
    assertThat(session.get("n")).isEqualTo(1000.0);
  }

  @Test
  default void S32_whatExpressWouldLoseIsRefusedWhereItIsShared() {
    BlockingSessionStore shared =
        kit().store(options -> options.sharedWith(Express.peer()).prefix(kit().prefix()));
    Session named = kit().stored();
    named.set("toString", "lost");
    Session ending = kit().stored();
    ending.setCookie(SessionCookie.PLAIN.withExpires(Instant.now().plusSeconds(60)));

    assertThatThrownBy(() -> shared.update(named))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("\"toString\"")
        .hasMessageContaining("Express");
    assertThatThrownBy(() -> shared.update(ending))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("maxAge");
    assertThat(kit().load(named.id()).names()).containsExactly("user");
  }

  @Test
  default void S33_anUnreadableRecordIsNoSessionByDefault() {
    for (byte[] bytes : garbage()) {
      SessionId id = LikeIds.next();
      kit().putRecord(id, bytes);

      assertThat(kit().store().get(id)).isEmpty();
      assertThat(kit().store().getAndTouch(id, null)).isEmpty();
      assertThat(kit().recordOf(id)).as("the bytes stay").contains(new String(bytes, UTF_8));
    }
  }

  @Test
  default void S33_readingAnUnreadableRecordFailsIfAskedFor() {
    BlockingSessionStore store = kit().store(options -> options.onUnreadable(OnUnreadable.FAIL));
    for (byte[] bytes : garbage()) {
      SessionId id = LikeIds.next();
      kit().putRecord(id, bytes);

      assertThatThrownBy(() -> store.get(id)).isInstanceOf(UnreadableRecordException.class);
      assertThatThrownBy(() -> store.getAndTouch(id, null))
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  default void S33_somethingOtherThanAStringIsUnreadableToo() {
    SessionId id = LikeIds.next();
    kit().redis().putForeign(kit().keyOf(id));

    assertThat(kit().store().get(id)).isEmpty();
    assertThat(kit().store().getAndTouch(id, null)).isEmpty();
  }

  @Test
  default void S33_aSessionWhoseRecordWasSpoiltIsNotOverwritten() {
    Session session = kit().stored();
    session.set("user", "bob");
    kit().putRecord(session.id(), "spoilt".getBytes(UTF_8));

    assertThatThrownBy(() -> kit().store().update(session))
        .isInstanceOf(UnreadableRecordException.class);
    assertThat(kit().recordOf(session.id())).contains("spoilt");
  }

  @Test
  default void S34_noMessageHoldsAFullIdOrData() {
    Session session = kit().stored();
    SessionStore store =
        kit().asynchronous(kit().client(), options -> options.onUnreadable(OnUnreadable.FAIL));
    kit().putRecord(session.id(), "{\"cookie\":{},\"secret-data\":tru".getBytes(UTF_8));
    Session fresh = kit().session();
    List<Throwable> failures = new ArrayList<>();
    failures.add(catchThrowable(() -> store.blocking().get(session.id())));
    failures.add(catchThrowable(() -> store.blocking().update(fresh)));
    failures.add(
        catchThrowable(() -> SessionId.of("secret-data" + session.id().value() + "\ud800")));
    fresh.set("attribute", new Object());
    failures.add(catchThrowable(() -> store.blocking().create(fresh)));

    assertThat(failures).doesNotContainNull().hasSize(4);
    for (Throwable failure : failures) {
      for (Throwable said : FailureChain.of(failure)) {
        assertThat(said.toString())
            .doesNotContain(session.id().value(), fresh.id().value(), "secret-data");
      }
    }
    assertThat(List.of(session.toString(), session.id().toString()))
        .noneMatch(text -> text.contains(session.id().value()) || text.contains("ada"));
  }

  @Test
  default void S47_noMessageOfARefusalHoldsAnIdOrData() throws Exception {
    kit()
        .onOwnServer(
            (server, commands) -> {
              BlockingSessionStore store = kit().store(commands, options -> {});
              Session session = kit().session();
              store.create(session);
              SessionId id = session.id();
              SessionId next = LikeIds.next();
              Session fresh = kit().session();
              session.set("note", "secret-data");
              fresh.set("note", "secret-data");
              try (RawRedis raw = server.raw()) {
                raw.call("ACL", "SETUSER", "default", "resetkeys");
              }

              assertThat(
                      Stream.<ThrowingCallable>of(
                              () -> store.get(id),
                              () -> store.touch(session),
                              () -> store.update(session),
                              () -> store.create(fresh),
                              () -> store.regenerate(session, next),
                              () -> store.destroy(id))
                          .map(call -> catchThrowable(call)))
                  .allSatisfy(
                      failure -> {
                        assertThat(failure).isInstanceOf(RedisRefusedException.class);
                        assertThat(Throwables.getStackTrace(failure))
                            .doesNotContain(
                                id.value(), next.value(), fresh.id().value(), "secret-data");
                      });
            });
  }

  private static List<byte[]> garbage() {
    return List.of(
        new byte[0],
        new byte[] {0},
        "null".getBytes(UTF_8),
        "[]".getBytes(UTF_8),
        "{}".getBytes(UTF_8),
        "{\"cookie\":null}".getBytes(UTF_8),
        "{\"cookie\":{\"expires\":\"soon\"}}".getBytes(UTF_8),
        "{\"cookie\":{\"path\":7}}".getBytes(UTF_8),
        "{\"cookie\":{}} x".getBytes(UTF_8),
        "[".repeat(100_000).getBytes(UTF_8),
        new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
  }

  @Test
  default void S55_aSaveWithoutACookieLeavesTheEndOfTheClientsCookie() {
    Duration maxAge = Duration.ofHours(1);
    Session session = kit().session();
    session.setCookie(SessionCookie.PLAIN.withMaxAge(maxAge));
    after(Duration.ZERO).create(session);
    Instant issued = endInRecord(session.id());

    Session quietly = after(Duration.ofMinutes(10)).get(session.id()).orElseThrow();
    quietly.set("color", "blue");
    after(Duration.ofMinutes(10)).update(quietly);
    assertThat(endInRecord(session.id())).isEqualTo(issued);
    after(Duration.ofMinutes(10)).resave(quietly);
    assertThat(endInRecord(session.id())).isEqualTo(issued);

    quietly.set("color", "green");
    quietly.renewCookie(true);
    after(Duration.ofMinutes(20)).update(quietly);
    assertThat(endInRecord(session.id())).isEqualTo(issued.plus(Duration.ofMinutes(20)));

    quietly.setCookie(quietly.cookie().withMaxAge(maxAge.multipliedBy(2)));
    after(Duration.ofMinutes(30)).update(quietly);
    assertThat(endInRecord(session.id()))
        .isEqualTo(issued.plus(Duration.ofMinutes(30)).plus(maxAge));

    after(Duration.ofMinutes(40)).regenerate(quietly, LikeIds.next());
    assertThat(endInRecord(quietly.id()))
        .isEqualTo(issued.plus(Duration.ofMinutes(40)).plus(maxAge));
  }

  private BlockingSessionStore after(Duration time) {
    return kit().store(options -> options.clock(() -> StoreLifetimeClauses.NOW.plus(time)));
  }

  private Instant endInRecord(SessionId id) {
    return Objects.requireNonNull(
        kit().store().get(id).orElseThrow().storedCookie().expires(), "the record has an end");
  }
}
