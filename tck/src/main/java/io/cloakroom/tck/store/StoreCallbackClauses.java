package io.cloakroom.tck.store;

import static io.cloakroom.tck.store.index.UserIndexSteps.assertFound;
import static io.cloakroom.tck.store.index.UserIndexSteps.begin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.BlockingSessionStore;
import io.cloakroom.session.OnUnreadable;
import io.cloakroom.session.OnUnreadableAttribute;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.FailureChain;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.store.fault.Thrown;
import io.cloakroom.tck.store.fixture.StoreClauses;
import io.cloakroom.tck.store.index.UserIndexSteps;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** S27, S39 and S43: what the application gives as options, and what it throws. */
interface StoreCallbackClauses extends StoreClauses {

  @Test
  default void S43_whateverAFunctionThrowsForOneSessionFailsNoWalk() {
    for (Throwable thrown : Thrown.ALL) {
      BlockingSessionStore store = kit().store(options -> options.userIndex(throwingFor(thrown)));
      Session sound = begin(kit(), store, "ada");
      Session broken = begin(kit(), store, "ada");
      Session spoilt = kit().load(broken.id());
      spoilt.set("broken", true);
      kit().store().update(spoilt);

      assertFound(store, "ada", sound);
      assertThat(store.all().count()).isEqualTo(2);
      assertThat(store.destroyAll("ada")).as("after %s", thrown).isEqualTo(2);
      assertThat(kit().recordOf(broken.id())).isEmpty();
    }
  }

  private static Function<Session, String> throwingFor(Throwable thrown) {
    return session -> {
      if (session.get("broken") != null) {
        Thrown.sneakily(thrown);
      }
      return session.get("user", String.class);
    };
  }

  /** Parsers quote what they could not parse, and mappers what they could not write. */
  @Test
  default void S47_noFailureTellsWhatASerializerHasQuoted() {
    Session stored = kit().stored();
    for (Throwable thrown :
        List.of(new IllegalStateException("at \"secret-data\""), new Error("secret-data"))) {
      BlockingSessionStore store =
          kit()
              .store(
                  options ->
                      options
                          .serializer(new QuotingSerializer(thrown))
                          .onUnreadable(OnUnreadable.FAIL));
      List<Throwable> failures =
          Stream.<ThrowingCallable>of(
                  () -> store.create(kit().session()),
                  () -> store.set(kit().session()),
                  () -> store.get(stored.id()),
                  () -> store.getAndTouch(stored.id(), null))
              .map(call -> catchThrowable(call))
              .toList();

      assertThat(failures).doesNotContainNull();
      assertThat(failures)
          .allSatisfy(
              failure ->
                  assertThat(FailureChain.of(failure))
                      .noneMatch(said -> said.toString().contains("secret-data")));
    }
  }

  /**
   * A serializer of the application's own.
   *
   * @param thrown what it throws each time
   */
  record QuotingSerializer(Throwable thrown) implements SessionSerializer {
    @Override
    public byte[] serialize(SessionRecord sessionRecord) {
      Thrown.sneakily(thrown);
      return new byte[0];
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      Thrown.sneakily(thrown);
      throw new AssertionError("unreachable");
    }
  }

  @Test
  default void S39_whateverAFunctionThrowsTheSaveFailsAndTheOptionIsNamed() {
    for (Throwable thrown : Thrown.ALL) {
      Map<String, Consumer<RedisSessionStoreBuilder>> functions =
          Map.of(
              "userIndex",
              options -> options.userIndex(throwingFor(thrown)),
              "ttl",
              options ->
                  options.ttl(
                      session -> {
                        Thrown.sneakily(thrown);
                        return Duration.ofHours(1);
                      }));
      functions.forEach(
          (option, function) -> {
            Session session = kit().session();
            session.set("broken", true);

            assertThatIllegalStateException()
                .isThrownBy(() -> kit().store(function).create(session))
                .withMessageContaining(option)
                .withCause(thrown);

            assertThat(kit().recordOf(session.id())).isEmpty();
          });
    }
  }

  @Test
  default void S39_whateverAnObserverThrowsEverythingIsDone() {
    for (Throwable thrown : Thrown.ALL) {
      observed(observer(method -> Thrown.sneakily(thrown)));
    }
  }

  @Test
  default void S39_whatAnObserverThrowsTheOthersDoNotNotice() {
    List<String> alone = new ArrayList<>();
    observed(observer(alone::add));
    for (Throwable thrown : Thrown.ALL) {
      StoreObserver throwing = observer(method -> Thrown.sneakily(thrown));
      List<String> behind = new ArrayList<>();

      observed(throwing, observer(behind::add), throwing);

      assertThat(withoutCommands(behind))
          .as("behind one that throws %s", thrown)
          .containsExactlyInAnyOrderElementsOf(withoutCommands(alone));
      assertThat(behind).contains("commandEnded");
    }
  }

  /** How many a walk takes depends on what else stands in Redis. */
  private static List<String> withoutCommands(List<String> calls) {
    return calls.stream().filter(call -> !call.equals("commandEnded")).toList();
  }

  private static StoreObserver observer(Consumer<String> called) {
    return (StoreObserver)
        Proxy.newProxyInstance(
            StoreObserver.class.getClassLoader(),
            new Class<?>[] {StoreObserver.class},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.invoke(called, arguments);
              }
              called.accept(method.getName());
              return null;
            });
  }

  /** Does everything of which an observer learns, and requires that it is done. */
  private void observed(StoreObserver... observers) {
    BlockingSessionStore store =
        kit().store(options -> options.userIndex("user").observer(observers));

    Session session = begin(kit(), store, "ada");
    Session other = store.getAndTouch(session.id(), null).orElseThrow();
    other.set("colour", "green");
    assertThat(store.update(other)).isEqualTo(SaveOutcome.SAVED);
    session.set("shape", "round");
    assertThat(store.update(session)).as("after a conflict").isEqualTo(SaveOutcome.SAVED);
    assertThat(store.regenerate(session, LikeIds.next())).isEqualTo(SaveOutcome.SAVED);
    kit().putRecord(LikeIds.next(), "garbage".getBytes(UTF_8));
    assertThat(store.all().count()).isEqualTo(1);
    assertThat(store.destroy(session.id())).isTrue();
    begin(kit(), store, "ada");
    assertThat(store.destroyAll("ada")).isEqualTo(1);
    store.clear();
  }

  @Test
  default void S27_whatCannotBeReadHereIsEndedToo() {
    for (OnUnreadableAttribute policy : OnUnreadableAttribute.values()) {
      BlockingSessionStore store =
          kit().store(options -> options.userIndex("user").onUnreadableAttribute(policy));
      Session sound = begin(kit(), store, "ada");
      Session damaged = begin(kit(), store, "ada");
      kit().putRecord(damaged.id(), "encrypted by a server that has the key".getBytes(UTF_8));
      Session newer = begin(kit(), store, "ada");
      kit()
          .putRecord(
              newer.id(),
              ("{\"cookie\":{},\"user\":{\"name\":\"ada\"},"
                      + "\"__cloakroom\":{\"types\":{\"user\":\"com.acme.User\"}}}")
                  .getBytes(UTF_8));
      Session bobs = begin(kit(), store, "bob");

      assertThat(store.destroyAll("ada")).as("%s", policy).isEqualTo(3);

      for (Session ended : List.of(sound, damaged, newer)) {
        assertThat(kit().recordOf(ended.id())).isEmpty();
      }
      assertFound(store, "bob", bobs);
      store.clear();
    }
  }

  /** A user whom no text tells from another. */
  final class Nameless {
    public String email = "ada@example.org";
  }

  /** A user whose text is another one as soon as a part of it is. */
  record Profile(String email, int visits) {}

  @Test
  default void S27_aUserWithoutANameIsRefusedWhenTheSessionIsSaved() {
    Consumer<RedisSessionStoreBuilder> form =
        options ->
            options.serializer(
                JsonSessionSerializer.builder()
                    .allow(Nameless.class)
                    .allow(Profile.class)
                    .allow(Thread.State.class)
                    .build());
    BlockingSessionStore store = kit().store(form.andThen(UserIndexSteps::indexing));
    for (Object nobody :
        List.of(
            new Nameless(), new byte[] {1}, new Profile("ada@example.org", 1), List.of("ada"))) {
      Session session = kit().session();
      session.set("user", nobody);

      assertThatIllegalStateException()
          .isThrownBy(() -> store.create(session))
          .withMessageContaining("userIndex")
          .withMessageContaining(nobody.getClass().getTypeName())
          .withMessageContaining("userIndex(session -> ");
      assertThat(kit().recordOf(session.id())).isEmpty();

      kit().store(form).create(session);
      assertThat(store.getAndTouch(session.id(), null)).as("from before").isPresent();
    }
    for (Object name : List.of(42, UUID.randomUUID(), Thread.State.NEW, "ada@1f")) {
      Session session = kit().session();
      session.set("user", name);
      store.create(session);
      assertFound(store, name.toString(), session);
    }
  }
}
