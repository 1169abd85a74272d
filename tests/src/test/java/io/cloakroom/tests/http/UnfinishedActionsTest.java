package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.OnHandlerError;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionListener;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.mock.MovableClock;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What a handler does while a save, a reload or a touch is under way has the effect that it has
 * when the handler waits for that first: the same sessions in Redis, the same cookies, the same
 * events.
 */
class UnfinishedActionsTest {

  private static final Map<String, Consumer<World>> BEFORE = new LinkedHashMap<>();
  private static final Map<String, Function<RequestSession, CompletionStage<Boolean>>> ACTIONS =
      new LinkedHashMap<>();
  private static final Map<String, Consumer<World>> AFTER = new LinkedHashMap<>();

  static {
    BEFORE.put("nothing", world -> {});
    BEFORE.put("set", world -> world.session.set("n", 1));
    BEFORE.put("a new id", world -> world.session.regenerate(SessionData.KEEP));
    BEFORE.put(
        "a new id, and set",
        world -> {
          world.session.regenerate(SessionData.KEEP);
          world.session.set("n", 1);
        });
    BEFORE.put(
        "another session",
        world -> {
          world.session.regenerate(SessionData.DROP);
          world.session.set("n", 1);
        });
    BEFORE.put(
        "a list that grows",
        world -> {
          List<Object> cart = world.cart();
          cart.add("b");
          world.session.set("list", cart);
        });
    BEFORE.put("an end", world -> world.session.destroy());

    ACTIONS.put("save", RequestSession::save);
    ACTIONS.put("touch", RequestSession::touch);
    ACTIONS.put("reload", RequestSession::reload);

    AFTER.put("set", world -> world.session.set("user", "ada"));
    AFTER.put("destroy", world -> world.session.destroy());
    AFTER.put(
        "destroy, and set",
        world -> {
          world.session.destroy();
          world.session.set("user", "bob");
        });
    AFTER.put("destroy twice", world -> world.twice(world.session::destroy));
    AFTER.put(
        "regenerate, and set",
        world -> {
          world.session.regenerate(SessionData.KEEP);
          world.session.set("user", "ada");
        });
    AFTER.put(
        "regenerate twice, and set",
        world -> {
          world.twice(() -> world.session.regenerate(SessionData.KEEP));
          world.session.set("user", "ada");
        });
    AFTER.put(
        "drop, and set",
        world -> {
          world.session.regenerate(SessionData.DROP);
          world.session.set("user", "ada");
        });
    AFTER.put(
        "set, and end the others",
        world -> {
          world.session.set("user", "ada");
          world.session.destroyOthers();
        });
    AFTER.put("let go", world -> world.session.unset());
    AFTER.put(
        "let go, and set",
        world -> {
          world.session.unset();
          world.session.set("user", "ada");
        });
    AFTER.put(
        "another cookie",
        world -> world.session.setCookie(world.session.cookie().withMaxAge(Duration.ofMinutes(5))));
    AFTER.put("fail", world -> world.request.handlerFailed());
    AFTER.put(
        "fail, and set",
        world -> {
          world.request.handlerFailed();
          world.session.set("error", "shown");
        });
    AFTER.put(
        "destroy, and fail",
        world -> {
          world.session.destroy();
          world.request.handlerFailed();
        });
    AFTER.put(
        "read a list, and fail",
        world -> {
          world.session.get("cart");
          world.request.handlerFailed();
          world.session.get("cart");
        });
  }

  @Test
  void H11_H12_noActionThatIsUnderWayUndoesALogInOrALogOut() {
    Map<String, String> differences = new TreeMap<>();
    for (boolean isGuest : new boolean[] {true, false}) {
      for (String before : BEFORE.keySet()) {
        for (String action : ACTIONS.keySet()) {
          for (String after : AFTER.keySet()) {
            // one new id is enough for both, if the others are to end while it is under way
            boolean differs =
                action.equals("reload")
                    ? forgetsMore(before, after)
                    : before.startsWith("a new id") && after.endsWith("end the others");
            if (differs) {
              continue;
            }
            String awaited = play(isGuest, before, action, after, null);
            for (HeldCommands.At where : HeldCommands.At.values()) {
              String held = play(isGuest, before, action, after, where);
              if (!held.equals(awaited)) {
                differences.put(
                    (isGuest ? "guest" : "visitor")
                        + ", %s, %s held at %s, then %s".formatted(before, action, where, after),
                    "\n  instead of %s\n         was %s\n".formatted(awaited, held));
              }
            }
          }
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void S38_aSaveThatIsDoneHasSavedWhatWasSetBeforeIt() {
    World world = new World(true);
    SessionStore others = RedisSessionStore.builder(world.redis).clock(world.clock).build();
    world.commands.hold(HeldCommands.At.REPLY);
    List<CompletionStage<Boolean>> saves = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      world.session.set("n" + i, i);
      saves.add(world.session.save());
      if (i > 0) {
        world.commands.goOnAndHold(); // one save ends, and the next begins
      }
      Session stored = answer(others.get(world.session.id())).orElseThrow();
      for (int done = 0; done <= i; done++) {
        if (saves.get(done).toCompletableFuture().isDone()) {
          assertThat(stored.get("n" + done)).as("what save %s has saved", done).isEqualTo(done);
        }
      }
    }
    world.commands.goOn();
    assertThat(saves).allSatisfy(save -> assertThat(answer(save)).isTrue());
  }

  /** A reload forgets what was changed until it has ended, and that is later if nobody waits. */
  private static boolean forgetsMore(String before, String after) {
    return !before.equals("nothing")
        || List.of("set", "fail, and set", "another cookie").contains(after);
  }

  private static String play(
      boolean isGuest, String before, String action, String after, HeldCommands.At where) {
    World world = new World(isGuest);
    BEFORE.get(before).accept(world);
    if (where == null) {
      answer(ACTIONS.get(action).apply(world.session));
      AFTER.get(after).accept(world);
    } else {
      world.commands.hold(where);
      CompletionStage<Boolean> underWay = ACTIONS.get(action).apply(world.session);
      AFTER.get(after).accept(world);
      world.commands.goOn();
      answer(underWay);
    }
    return world.outcome();
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** An application with two sessions of one user, and a request. */
  private static final class World {

    final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    final InMemoryRedisCommands redis = InMemoryRedisCommands.with(clock);
    final HeldCommands commands = new HeldCommands(redis);
    final RedisSessionStore store =
        RedisSessionStore.builder(commands).clock(clock).userIndex("user").build();
    final List<String> events = new ArrayList<>();
    final AtomicInteger ids = new AtomicInteger();
    final SessionEngine engine =
        SessionEngine.builder()
            .store(store)
            .clock(clock)
            .secret("a secret of at least thirty-two bytes")
            .onHandlerError(OnHandlerError.DROP)
            .genid(asked -> SessionId.of("id-" + ids.incrementAndGet()))
            .listener(
                new SessionListener() {
                  @Override
                  public void created(RequestSession session) {
                    events.add("created " + session.id().value());
                  }

                  @Override
                  public void renamed(SessionId oldId, RequestSession session) {
                    events.add("renamed " + oldId.value() + " to " + session.id().value());
                  }

                  @Override
                  public void destroyed(RequestSession session) {
                    events.add("destroyed " + session.id().value());
                  }
                })
            .build();
    final SessionExchange request;
    final RequestSession session;

    World(boolean isGuest) {
      String other = begin("user", "ada");
      assertThat(other).isNotEmpty();
      String own = begin("cart", new ArrayList<>(List.of("a")));
      request = begin(isGuest ? own : "");
      session = answer(request.load());
    }

    private String begin(String name, Object value) {
      SessionExchange first = begin("");
      answer(first.load()).set(name, value);
      return answer(first.commit()).setCookie().get(0).replaceFirst(";.*", "");
    }

    private SessionExchange begin(String cookie) {
      return engine.begin(
          SessionRequest.of(
              "/",
              false,
              name -> name.equals("Cookie") && !cookie.isEmpty() ? List.of(cookie) : List.of()));
    }

    @SuppressWarnings("unchecked")
    List<Object> cart() {
      Object cart = session.get("cart");
      return cart == null ? new ArrayList<>() : (List<Object>) cart;
    }

    void twice(Runnable change) {
      change.run();
      change.run();
    }

    /** What is in Redis, what the client is sent, and what listeners were told. */
    String outcome() {
      List<String> cookies = answer(request.commit()).setCookie();
      answer(request.complete());
      Map<String, Object> sessions = new TreeMap<>();
      for (SessionId id : store.blocking().ids().toList()) {
        Session stored = store.blocking().get(id).orElseThrow();
        sessions.put(id.value(), stored.attributes() + " " + stored.cookie().maxAge());
      }
      return sessions + " " + cookies + " " + events;
    }
  }
}
