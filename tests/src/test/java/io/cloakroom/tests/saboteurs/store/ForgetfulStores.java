package io.cloakroom.tests.saboteurs.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.crypto.EncryptionKey;
import io.cloakroom.crypto.KeyRing;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.session.Batches;
import io.cloakroom.session.Lookup;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionId;
import io.cloakroom.session.SessionStore;
import io.cloakroom.session.StoreObserver;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores that forget what was before, for {@link ForgetfulStore}. */
final class ForgetfulStores {

  private ForgetfulStores() {}

  static void withoutFirstRetiredKey(RedisSessionStoreBuilder options) {
    KeyRing ring = (KeyRing) Reflected.get(options, "encryption");
    if (ring != null) {
      List<?> keys = (List<?>) Reflected.get(ring, "keys");
      KeyRing shorter = KeyRing.of((EncryptionKey) keys.get(0));
      for (Object retired : keys.subList(Math.min(2, keys.size()), keys.size())) {
        shorter = shorter.andRetired((EncryptionKey) retired);
      }
      options.encryption(shorter);
    }
  }

  static void observersOfCalls(RedisSessionStoreBuilder options) {
    List<?> observers = (List<?>) Reflected.get(options, "observers");
    List<StoreObserver> told = observers.stream().map(StoreObserver.class::cast).toList();
    options.observer(
        new StoreObserver() {
          @Override
          public void sessionBegun() {
            told.forEach(StoreObserver::sessionBegun);
          }

          @Override
          public void sessionsDestroyed(long sessions) {
            told.forEach(each -> each.sessionsDestroyed(1));
          }
        });
  }

  /** The caller has overwritten its array. */
  static void overwrittenKey(RedisSessionStoreBuilder options) {
    options.encryption(KeyRing.of(EncryptionKey.of(new byte[EncryptionKey.LENGTH])));
  }

  /** One after another, as long as none throws. */
  static void chainedObservers(RedisSessionStoreBuilder options) {
    List<?> observers = (List<?>) Reflected.get(options, "observers");
    options.observer(
        (StoreObserver)
            Proxy.newProxyInstance(
                StoreObserver.class.getClassLoader(),
                new Class<?>[] {StoreObserver.class},
                (proxy, method, arguments) -> {
                  try {
                    for (Object each : observers) {
                      method.invoke(each, arguments);
                    }
                    return null;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
  }

  static final class TellsLastUse extends ForwardingStore {
    TellsLastUse(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Lookup> lookUpWithLastAccess(SessionId id, @Nullable Duration maxAge) {
      return sound
          .lookUpWithLastAccess(id, maxAge)
          .thenApply(
              lookup -> {
                lookup
                    .found()
                    .map(found -> Reflected.get(found, "content"))
                    .filter(content -> !Reflected.has(content, "lastUse"))
                    .ifPresent(content -> Reflected.set(content, "lastUse", Instant.now()));
                return lookup;
              });
    }
  }

  static final class PutsBack extends ForwardingStore {
    PutsBack(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> update(Session session) {
      return sound
          .get(session.id())
          .thenCompose(
              before ->
                  sound
                      .update(session)
                      .thenCompose(
                          outcome -> {
                            before
                                .map(Session::attributes)
                                .orElse(Map.of())
                                .forEach(
                                    (name, value) -> {
                                      if (!session.names().contains(name)) {
                                        session.set(name, value);
                                      }
                                    });
                            return sound.update(session).thenApply(again -> outcome);
                          }));
    }
  }

  static final class RenewsForEver extends ForwardingStore {
    RenewsForEver(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> update(Session session) {
      session.renewCookie(true);
      return sound.update(session);
    }

    @Override
    public CompletionStage<SaveOutcome> resave(Session session) {
      session.renewCookie(true);
      return sound.resave(session);
    }
  }

  static final class EndsByCookie extends ForwardingStore {
    EndsByCookie(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Optional<Session>> get(SessionId id) {
      return sound
          .get(id)
          .thenApply(
              found ->
                  found.filter(
                      session ->
                          session.cookie().maxAge() != null || session.cookie().expires() == null));
    }
  }

  static final class StoresWhatIsGone extends ForwardingStore {
    StoresWhatIsGone(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> update(Session session) {
      return sound
          .update(session)
          .thenCompose(
              outcome ->
                  outcome == SaveOutcome.GONE
                      ? sound.set(session)
                      : CompletableFuture.completedStage(outcome));
    }
  }

  static final class CountsByRecursion extends ForwardingStore {
    CountsByRecursion(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<Long> length() {
      return count(sound.ids());
    }

    private static CompletionStage<Long> count(Batches<SessionId> batches) {
      return batches
          .next()
          .thenCompose(
              batch ->
                  batch.isEmpty()
                      ? CompletableFuture.completedStage(0L)
                      : count(batches).thenApply(rest -> rest + batch.get().size()));
    }
  }

  static final class FreesWhatWasGivenUp extends ForwardingStore {
    private final Map<Session, CompletableFuture<SaveOutcome>> underWay = new ConcurrentHashMap<>();

    FreesWhatWasGivenUp(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> set(Session session) {
      CompletableFuture<SaveOutcome> before = underWay.get(session);
      Session free = session;
      if (before != null && before.isCancelled()) {
        free = Session.create(session.id(), session.cookie());
        session.attributes().forEach(free::set);
      }
      CompletableFuture<SaveOutcome> saved = sound.set(free).toCompletableFuture();
      underWay.put(session, saved);
      return saved;
    }
  }

  /** Whoever saves after somebody else is told what became of both. */
  static final class FailsWithOthers extends ForwardingStore {
    private final Map<SessionId, CompletionStage<SaveOutcome>> last = new ConcurrentHashMap<>();

    FailsWithOthers(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> update(Session session) {
      return last.merge(
          session.id(),
          sound.update(session),
          (before, now) -> before.thenCombine(now, (earlier, outcome) -> outcome));
    }
  }

  static final class DropsHandedOut extends ForwardingStore {
    DropsHandedOut(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> update(Session session) {
      return sound
          .update(session)
          .thenApply(
              outcome -> {
                session.revert();
                return outcome;
              });
    }
  }

  static final class TakesAnothersSession extends ForwardingStore {
    TakesAnothersSession(SessionStore sound) {
      super(sound);
    }

    @Override
    public CompletionStage<SaveOutcome> create(Session session) {
      return sound
          .create(session)
          .thenCompose(
              outcome ->
                  sound
                      .get(session.id())
                      .thenApply(
                          there -> {
                            if (outcome == SaveOutcome.ID_IN_USE) {
                              there.ifPresent(
                                  other ->
                                      Reflected.set(
                                          session, "content", Reflected.get(other, "content")));
                            }
                            return outcome;
                          }));
    }
  }

  /** Reads each session of a list as a request reads its own. */
  static final class ListsByGet extends ForwardingStore {
    ListsByGet(SessionStore sound) {
      super(sound);
    }

    @Override
    public Batches<Session> all() {
      return sound
          .ids()
          .flatMap(
              ids -> {
                CompletionStage<List<Session>> found =
                    CompletableFuture.completedStage(new ArrayList<>());
                for (SessionId id : ids) {
                  found =
                      found.thenCombine(
                          sound.get(id),
                          (list, session) -> {
                            session.ifPresent(list::add);
                            return list;
                          });
                }
                return found;
              });
    }
  }

  /** Writes attributes of classes that it does not know again, whatever was done to them. */
  static final class BringsBackPlans extends HashedForms.Separate {
    private final Map<String, StoredValue> met = new ConcurrentHashMap<>();

    BringsBackPlans(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public RecordParts split(byte[] bytes) {
      RecordParts parts = super.split(bytes);
      parts
          .attributes()
          .forEach(
              (name, stored) -> {
                if (new String(stored.type().toByteArray(), UTF_8).contains("com.acme")) {
                  met.put(name, stored);
                }
              });
      return parts;
    }

    @Override
    public byte[] join(RecordParts parts) {
      Map<String, StoredValue> all = new LinkedHashMap<>(parts.attributes());
      met.forEach(all::putIfAbsent);
      return super.join(new RecordParts(parts.cookie(), all));
    }
  }

  static final class EachListOnce extends HashedForms.Separate {
    private final Map<Object, StoredValue> known =
        Collections.synchronizedMap(new IdentityHashMap<>());

    EachListOnce(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public StoredValue store(String name, @Nullable Object value) {
      return value instanceof List<?>
          ? known.computeIfAbsent(value, list -> super.store(name, list))
          : super.store(name, value);
    }
  }

  /** Knows null alone for a cookie that ends with the browser. */
  static final class WithoutFalse extends HashedForms.Separate {
    WithoutFalse(SessionSerializer sound) {
      super(sound);
    }

    @Override
    public RecordParts split(byte[] bytes) {
      if (new String(bytes, UTF_8).contains("\"expires\":false")) {
        throw new UnreadableRecordException("The cookie's expires is no date");
      }
      return super.split(bytes);
    }
  }
}
