package io.cloakroom.tests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.Batches;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tck.client.CountingRedisCommands;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rule for errors over every public method: what is wrong with an argument is thrown at once,
 * by name and before any command; everything else fails the stage.
 */
class ErrorRuleTest {

  private final InMemoryRedisCommands redis = InMemoryRedisCommands.create();

  @TestFactory
  Stream<DynamicTest> aNullArgumentIsRefusedAtOnceByEveryMethodOfAStore() {
    CountingRedisCommands counted = CountingRedisCommands.over(redis);
    SessionStore store = store(counted, options -> {});
    Session session = stored();
    counted.reset();
    return methods(SessionStore.class)
        .flatMap(method -> withOneNull(method, store, session))
        .map(
            call ->
                dynamicTest(
                    call.name(),
                    () -> {
                      assertThatExceptionOfType(IllegalArgumentException.class)
                          .isThrownBy(call::run)
                          .withMessageContaining("must not be null");
                      assertThat(counted.total()).isZero();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aNullArgumentIsRefusedByEveryMethodOfASession() {
    Session session = stored();
    return methods(Session.class)
        .flatMap(method -> withOneNull(method, session, session))
        .map(
            call ->
                dynamicTest(
                    call.name(),
                    () ->
                        assertThatExceptionOfType(IllegalArgumentException.class)
                            .isThrownBy(call::run)
                            .withMessageContaining("must not be null")));
  }

  @TestFactory
  Stream<DynamicTest> aNullArgumentIsRefusedByEveryMethodOfARequestsSession() {
    Session session = stored();
    return Stream.of(requestSession(store(redis, options -> {})), withoutCookie())
        .flatMap(
            handle ->
                methods(RequestSession.class)
                    .flatMap(method -> withOneNull(method, handle, session))
                    .map(
                        call ->
                            dynamicTest(
                                handle.isNew() + ": " + call.name(),
                                () ->
                                    assertThatExceptionOfType(IllegalArgumentException.class)
                                        .isThrownBy(call::run)
                                        .withMessageContaining("must not be null"))));
  }

  /** What needs Redis ends in its stage, whatever is broken; what is in memory needs none. */
  @TestFactory
  Stream<DynamicTest> whateverFailsARequestsSessionIsInTheStage() {
    return broken().entrySet().stream()
        .flatMap(
            store ->
                methods(RequestSession.class)
                    .filter(method -> method.getReturnType() == CompletionStage.class)
                    .map(
                        method ->
                            dynamicTest(
                                store.getKey() + ": " + method.getName(),
                                () -> assertEnds(method, requestSession(store.getValue())))));
  }

  @Test
  void savingAfterTheResponseFailsTheStage() {
    SessionExchange exchange = exchange(store(redis, options -> {}), "");
    RequestSession session = exchange.loaded();
    exchange.complete();

    assertThat(session.save())
        .failsWithin(Duration.ofSeconds(15))
        .withThrowableThat()
        .withCauseInstanceOf(IllegalStateException.class);
  }

  private RequestSession withoutCookie() {
    return exchange(store(redis, options -> {}), "").loaded();
  }

  /** A request's session that was found by a sound store, over one that breaks when asked again. */
  private RequestSession requestSession(SessionStore store) {
    SwitchedStore switched = new SwitchedStore(store(redis, options -> {}));
    SessionExchange first = exchange(switched.proxy(), "");
    first.loaded().set("user", "ada");
    String cookie = await(first.commit()).setCookie().get(0).replaceFirst(";.*", "");
    RequestSession found = exchange(switched.proxy(), cookie).loaded();
    assertThat(found.isNew()).isFalse();
    found.set("colour", "green");
    switched.becomes(store);
    return found;
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static SessionExchange exchange(SessionStore store, String cookie) {
    return SessionEngine.builder()
        .store(store)
        .secret("a secret of at least thirty-two bytes")
        .build()
        .begin(
            SessionRequest.of(
                "/",
                false,
                name -> name.equals("Cookie") && !cookie.isEmpty() ? List.of(cookie) : List.of()));
  }

  /** A store that another takes the place of. */
  private static final class SwitchedStore {
    private SessionStore now;

    SwitchedStore(SessionStore first) {
      this.now = first;
    }

    void becomes(SessionStore next) {
      now = next;
    }

    SessionStore proxy() {
      return (SessionStore)
          Proxy.newProxyInstance(
              SwitchedStore.class.getClassLoader(),
              new Class<?>[] {SessionStore.class},
              (proxy, method, arguments) -> {
                try {
                  return method.invoke(now, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  /** What a port, a clock, a function, an observer or a serializer does that it must not. */
  private Map<String, SessionStore> broken() {
    IllegalStateException thrown = new IllegalStateException("broken on purpose");
    RedisCommands throwing =
        (RedisCommands)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedisCommands.class},
                (proxy, method, arguments) -> {
                  throw thrown;
                });
    Function<Session, Duration> throwingTtl =
        session -> {
          throw thrown;
        };
    Function<Session, String> throwingUser =
        session -> {
          throw new StackOverflowError();
        };
    Map<String, SessionStore> broken = new LinkedHashMap<>();
    broken.put("port", store(throwing, options -> options.resilience(Resilience.NONE)));
    broken.put("port behind resilience", store(throwing, options -> {}));
    broken.put("ttl", store(redis, options -> options.ttl(throwingTtl)));
    broken.put("ttl null", store(redis, options -> options.ttl(session -> null)));
    broken.put("userIndex", store(redis, options -> options.userIndex(throwingUser)));
    broken.put("userIndex null", store(redis, options -> options.userIndex(session -> null)));
    broken.put("observer", store(redis, options -> options.observer(new ThrowingObserver())));
    broken.put(
        "clock",
        store(
            redis,
            options ->
                options.clock(
                    () -> {
                      throw thrown;
                    })));
    broken.put("serializer", store(redis, options -> options.serializer(new Broken(false))));
    broken.put("serializer null", store(redis, options -> options.serializer(new Broken(true))));
    return broken;
  }

  @TestFactory
  Stream<DynamicTest> whateverElseFailsIsInTheStage() {
    return broken().entrySet().stream()
        .flatMap(
            store ->
                methods(SessionStore.class)
                    .filter(
                        method ->
                            method.getReturnType() == CompletionStage.class
                                || method.getReturnType() == Batches.class)
                    .map(
                        method ->
                            dynamicTest(
                                store.getKey() + ": " + method.getName(),
                                () -> assertEnds(method, store.getValue()))));
  }

  private void assertEnds(Method method, Object target) {
    Session session = stored();
    session.set("colour", "green");
    Call call = new Call(method, target, Arrays.asList(arguments(method, session)), "");
    assertThatCode(
            () -> {
              Object answer = call.run();
              CompletionStage<?> stage =
                  answer instanceof Batches<?> batches
                      ? batches.next()
                      : (CompletionStage<?>) answer;
              assertThat(
                      stage
                          .handle((value, failure) -> "ended")
                          .toCompletableFuture()
                          .get(5, TimeUnit.SECONDS))
                  .isEqualTo("ended");
            })
        .doesNotThrowAnyException();
  }

  private Session stored() {
    SessionStore store = store(redis, options -> {});
    Session session = Session.create(SessionId.random(), SessionCookie.PLAIN);
    session.set("user", "ada");
    store.blocking().create(session);
    return session;
  }

  private static SessionStore store(
      RedisCommands commands, Consumer<RedisSessionStoreBuilder> more) {
    RedisSessionStoreBuilder options = RedisSessionStore.builder(commands).userIndex("user");
    more.accept(options);
    return options.build();
  }

  private static Stream<Method> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !method.getName().equals("toString"));
  }

  private record Call(Method method, Object target, List<Object> arguments, String name) {
    Object run() throws Throwable {
      try {
        return method.invoke(target, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static Stream<Call> withOneNull(Method method, Object target, Session session) {
    Class<?>[] types = method.getParameterTypes();
    return Stream.iterate(0, i -> i < types.length, i -> i + 1)
        .filter(i -> !types[i].isPrimitive() && !mayBeNull(method, i))
        .map(
            i -> {
              Object[] arguments = arguments(method, session);
              arguments[i] = null;
              return new Call(
                  method,
                  target,
                  Arrays.asList(arguments),
                  method.getName() + " without argument " + i);
            });
  }

  /** A maxAge, an idle interval and a value of an attribute. */
  private static boolean mayBeNull(Method method, int parameter) {
    Class<?> type = method.getParameterTypes()[parameter];
    return type == Duration.class || type == Object.class;
  }

  private static Object[] arguments(Method method, Session session) {
    return Arrays.stream(method.getParameterTypes()).map(type -> argument(type, session)).toArray();
  }

  private static Object argument(Class<?> type, Session session) {
    Map<Class<?>, Object> values =
        Map.of(
            SessionId.class,
            session.id(),
            Session.class,
            session,
            SessionCookie.class,
            session.cookie(),
            String.class,
            "ada",
            SessionId[].class,
            new SessionId[0],
            Duration.class,
            Duration.ofHours(1),
            Object.class,
            1,
            SessionData.class,
            SessionData.KEEP,
            Class.class,
            Object.class,
            Function.class,
            Function.identity());
    return values.get(type);
  }

  private static final class ThrowingObserver implements StoreObserver {
    @Override
    public void conflict() {
      throw new StackOverflowError();
    }

    @Override
    public void unreadableRecord() {
      throw new IllegalStateException("broken on purpose");
    }
  }

  private static final class Broken implements SessionSerializer {
    private final boolean returnsNull;
    private final SessionSerializer sound = JsonSessionSerializer.create();

    Broken(boolean returnsNull) {
      this.returnsNull = returnsNull;
    }

    @Override
    public byte[] serialize(SessionRecord record) {
      return returnsNull ? null : fail(List.of(record));
    }

    @Override
    public SessionRecord deserialize(byte[] bytes) {
      return returnsNull ? null : sound.deserialize(fail(List.of(bytes)));
    }

    private static byte[] fail(List<?> what) {
      throw new StackOverflowError("broken on purpose " + what.size());
    }
  }
}
