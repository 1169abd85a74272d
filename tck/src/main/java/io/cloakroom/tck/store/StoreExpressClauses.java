package io.cloakroom.tck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakroom.express.Express;
import io.cloakroom.express.KrupteinReader;
import io.cloakroom.record.OnForeignRecord;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.ExpressClient;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.express.SampleSession;
import io.cloakroom.tck.store.fixture.StoreClauses;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S32 with the packages themselves: records that Express wrote, and ours in its hands. */
interface StoreExpressClauses extends StoreClauses {

  long SAMPLE_SEED = 20_260_301;
  int SAMPLES = 100;

  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  default void S32_whatExpressWroteIsWrittenAgainByteForByte(ExpressStack stack) {
    try (ExpressClient express = kit().express(stack, Map.of(), Map.of())) {
      for (int i = 0; i < SAMPLES; i++) {
        long seed = SAMPLE_SEED + i;
        Map<String, Object> attributes = SampleSession.attributes(seed);
        SessionId id = SessionId.of(express.begin(Description.of(attributes)));
        String written = kit().recordOf(id).orElseThrow();

        Session session = kit().load(id);
        kit().store().set(session);

        assertThat(kit().recordOf(id)).as("seed %s", seed).contains(written);
        assertThat(Description.of(session.attributes()))
            .as("seed %s", seed)
            .isEqualTo(Description.of(attributes));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  default void S32_cookiesOfAnyKindAreWrittenAgainByteForByte(ExpressStack stack) {
    for (Map<String, Object> cookie :
        List.<Map<String, Object>>of(
            Map.of("maxAge", 600_000),
            Map.of("maxAge", 600_000, "httpOnly", false, "path", "/app", "domain", "example.test"),
            Map.of("secure", "auto", "sameSite", "auto"),
            Map.of("secure", false, "sameSite", "strict", "priority", "low"),
            Map.of("partitioned", true, "sameSite", "none"))) {
      try (ExpressClient express = kit().express(stack, Map.of(), Map.of("cookie", cookie))) {
        SessionId id = SessionId.of(express.begin(Description.of(Map.of("user", "ada"))));
        String written = kit().recordOf(id).orElseThrow();

        kit().store().set(kit().load(id));

        assertThat(kit().recordOf(id).map(StoreExpressClauses::withoutTime))
            .contains(withoutTime(written));
      }
    }
  }

  /** The end moves with each use. */
  private static String withoutTime(String written) {
    return written.replaceAll("\"expires\":\"[^\"]*\"", "\"expires\":\"…\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  default void S32_javaTypesSurviveAWriteByExpress(ExpressStack stack) {
    try (ExpressClient express = kit().express(stack, Map.of(), Map.of())) {
      BlockingSessionStore store = kit().store();
      Session session = Session.create(LikeIds.next(), SessionCookie.PLAIN);
      Map<String, Object> typed = typed();
      typed.forEach(session::set);
      store.create(session);

      express.set(session.id().value(), "by", "express");

      Session found = kit().load(session.id());
      assertThat(found.get("by")).isEqualTo("express");
      found.remove("by");
      assertThat(found.attributes()).isEqualTo(typed);
      assertThat(classes(found.attributes())).isEqualTo(classes(typed));
    }
  }

  private static List<Object> classes(Map<String, ? extends @Nullable Object> attributes) {
    return attributes.values().stream()
        .<Object>map(value -> Objects.requireNonNull(value).getClass())
        .toList();
  }

  private static Map<String, Object> typed() {
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put("long", 7L);
    typed.put("beyond 2^53", (1L << 53) + 1);
    typed.put("whole double", 5.0);
    typed.put("float", 0.1f);
    typed.put("infinite", Double.POSITIVE_INFINITY);
    typed.put("decimal", new BigDecimal("19.90"));
    typed.put("huge", new BigInteger("123456789012345678901234567890"));
    typed.put("char", 'é');
    typed.put("uuid", UUID.fromString("0e984725-c51c-4bf4-9960-e1c80e27aba0"));
    typed.put("instant", Instant.parse("2026-03-01T12:00:00.123456789Z"));
    typed.put("date", LocalDate.of(2026, 3, 1));
    typed.put("duration", Duration.ofMinutes(5));
    typed.put("set", new LinkedHashSet<>(List.of(3L, 2L, 1L)));
    typed.put("by number", new HashMap<>(Map.of(1, 2L)));
    typed.put("nested", new ArrayList<>(List.of(Map.of("total", new BigDecimal("1.0")))));
    return typed;
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  default void S32_numbersThatJavaScriptHoldsAreNumbersThere(ExpressStack stack) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("zero below", -0.0);
    numbers.put("zero", 0.0);
    numbers.put("whole", 5.0);
    numbers.put("long", 7L);
    numbers.put("2^53", 1L << 53);
    numbers.put("1e21", 1e21);
    numbers.put("least", Double.MIN_VALUE);
    numbers.put("most", Double.MAX_VALUE);
    numbers.put("float", 0.1f);
    Map<String, Object> there = new LinkedHashMap<>(numbers);
    there.put("float", 0.1);
    there.put(
        "__cloakroom",
        Map.of(
            "types",
            Map.of(
                "zero below", "double",
                "zero", "double",
                "whole", "double",
                "long", "long",
                "float", "float")));
    try (ExpressClient express = kit().express(stack, Map.of(), Map.of())) {
      Session session = Session.create(LikeIds.next(), SessionCookie.PLAIN);
      numbers.forEach(session::set);
      kit()
          .store(options -> options.sharedWith(Express.peer()).prefix(kit().prefix()))
          .create(session);

      assertThat(express.describe(session.id().value())).isEqualTo(Description.of(there));
      assertThat(kit().load(session.id()).attributes()).isEqualTo(numbers);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  default void S32_aNameThatExpressDropsIsRefusedWhereItIsShared(ExpressStack stack) {
    try (ExpressClient express = kit().express(stack, Map.of(), Map.of())) {
      BlockingSessionStore shared =
          kit().store(options -> options.sharedWith(Express.peer()).prefix(kit().prefix()));
      List<String> dropped = express.inherited();
      assertThat(dropped).contains("id", "req", "save", "toString", "__proto__");
      for (String name : dropped) {
        Session session = kit().session();
        session.set(name, "lost");

        assertThat(catchThrowable(() -> shared.create(session)))
            .as(name)
            .isInstanceOf(UnstorableAttributeException.class)
            .hasMessageContaining("\"" + name + "\"");
        kit().store().create(session);
        assertThat(express.describe(session.id().value()))
            .as("%s, which is lost in Express", name)
            .isEqualTo(
                Description.of(
                    Map.of(
                        "user",
                        "ada",
                        "__cloakroom_created",
                        String.valueOf(session.creationTime()))));
      }
    }
  }

  @Test
  default void S32_whatConnectRedisCryptoWroteIsReadAndRewrittenOrLeftAlone() {
    Map<String, String> secret = Map.of("secret", "squirrel");
    KrupteinReader reader = KrupteinReader.of("squirrel");
    try (ExpressClient express = kit().express(ExpressStack.CRYPTO, secret, Map.of())) {
      for (OnForeignRecord policy : OnForeignRecord.values()) {
        Map<String, Object> attributes = SampleSession.attributes(SAMPLE_SEED);
        SessionId id = SessionId.of(express.begin(Description.of(attributes)));
        String sealed = kit().recordOf(id).orElseThrow();
        BlockingSessionStore store =
            kit().store(options -> options.foreignRecords(reader).onForeignRecord(policy));

        Session session = store.get(id).orElseThrow();
        assertThat(Description.of(session.attributes())).isEqualTo(Description.of(attributes));
        session.set("by", "us");
        Throwable failure = catchThrowable(() -> store.update(session));

        if (policy == OnForeignRecord.REWRITE) {
          assertThat(failure).isNull();
          assertThat(kit().load(id).get("by")).isEqualTo("us");
        } else {
          assertThat(failure)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("onForeignRecord");
          assertThat(catchThrowable(() -> store.regenerate(session, LikeIds.next())))
              .isInstanceOf(IllegalStateException.class);
          assertThat(kit().recordOf(id)).contains(sealed);
          assertThat(express.describe(id.value())).isEqualTo(Description.of(attributes));
          assertThat(store.touch(session)).isTrue();
          assertThat(store.destroy(id)).isTrue();
        }
      }
    }
  }

  @Test
  default void S32_expressCanLeaveConnectRedisCryptoWithItsSessions() {
    Map<String, String> secret = Map.of("secret", "squirrel");
    Map<String, Object> attributes = SampleSession.attributes(SAMPLE_SEED);
    SessionId id;
    try (ExpressClient before = kit().express(ExpressStack.CRYPTO, secret, Map.of())) {
      id = SessionId.of(before.begin(Description.of(attributes)));
    }
    try (ExpressClient after = kit().express(ExpressStack.DECRYPTING, secret, Map.of())) {
      assertThat(after.describe(id.value())).isEqualTo(Description.of(attributes));

      after.set(id.value(), "by", "express");

      Session session = kit().load(id);
      assertThat(session.get("by")).isEqualTo("express");
      session.remove("by");
      assertThat(Description.of(session.attributes())).isEqualTo(Description.of(attributes));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPRESS_5", "EXPRESS_4"})
  default void S32_theTtlIsTheSame(ExpressStack stack) {
    try (ExpressClient express =
        kit().express(stack, Map.of(), Map.of("cookie", Map.of("maxAge", 90_500)))) {
      SessionId byExpress = SessionId.of(express.begin(Description.of(Map.of("user", "ada"))));
      Session byUs =
          Session.create(LikeIds.next(), SessionCookie.PLAIN.withMaxAge(Duration.ofMillis(90_500)));
      byUs.set("user", "ada");
      kit().store().create(byUs);

      for (SessionId id : List.of(byExpress, byUs.id())) {
        assertThat(kit().ttl(id))
            .isInstanceOfSatisfying(
                TimeToLive.Remaining.class,
                left ->
                    assertThat(left.duration())
                        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(91)));
      }
    }
  }
}
