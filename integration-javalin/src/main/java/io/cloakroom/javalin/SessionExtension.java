package io.cloakroom.javalin;

import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The request's session, as {@code ctx.with(RedisSessionPlugin.class)} returns it. Methods other
 * than {@link #load} wait for what is not in memory; where Redis fails, they throw a {@link
 * RedisCommandException}.
 */
public final class SessionExtension {

  private final SessionAccess access;
  private final ObservedSession session;

  SessionExtension(SessionAccess access) {
    this.access = access;
    this.session = access.listened();
  }

  /**
   * Returns the session without waiting for it, for handlers that answer with a {@code ctx.future}.
   */
  public CompletionStage<RequestSession> load() {
    return access.load();
  }

  /** See {@link RequestSession#id}. */
  public SessionId id() {
    return access.session().id();
  }

  /** See {@link RequestSession#isAvailable}. */
  public boolean isAvailable() {
    return access.session().isAvailable();
  }

  /** See {@link RequestSession#isNew}. */
  public boolean isNew() {
    return access.session().isNew();
  }

  /** See {@link RequestSession#get(String)}. */
  public @Nullable Object get(String name) {
    return access.session().get(name);
  }

  /** See {@link RequestSession#get(String, Class)}. */
  public <T> @Nullable T get(String name, Class<T> type) {
    return access.session().get(name, type);
  }

  /** See {@link RequestSession#update}. */
  public <T> @Nullable T update(
      String name, Class<T> type, Function<? super @Nullable T, ? extends @Nullable T> function) {
    return session.changeAttribute(name, changed -> changed.update(name, type, function));
  }

  /** See {@link RequestSession#set}. */
  public void set(String name, @Nullable Object value) {
    session.changeAttribute(
        name,
        changed -> {
          changed.set(name, value);
          return value;
        });
  }

  /** See {@link RequestSession#remove}. */
  public void remove(String name) {
    session.changeAttribute(
        name,
        changed -> {
          changed.remove(name);
          return null;
        });
  }

  /** See {@link RequestSession#attributes}. */
  public Map<String, @Nullable Object> attributes() {
    return access.session().attributes();
  }

  /** See {@link RequestSession#cookie}. */
  public SessionCookie cookie() {
    return access.session().cookie();
  }

  /** See {@link RequestSession#setCookie}. */
  public void setCookie(SessionCookie cookie) {
    access.session().setCookie(cookie);
  }

  /** See {@link RequestSession#creationTime}. */
  public @Nullable Instant creationTime() {
    return access.session().creationTime();
  }

  /** See {@link RequestSession#lastAccessTime}. */
  public @Nullable Instant lastAccessTime() {
    return access.session().lastAccessTime();
  }

  /** See {@link RequestSession#idleInterval}. */
  public @Nullable Duration idleInterval() {
    return access.session().idleInterval();
  }

  /** See {@link RequestSession#setIdleInterval}. */
  public void setIdleInterval(@Nullable Duration interval) {
    session.change(
        changed -> {
          changed.setIdleInterval(interval);
          return null;
        });
  }

  /** See {@link RequestSession#regenerate}. */
  public SessionId regenerate(SessionData data) {
    return session.regenerate(data);
  }

  /** See {@link RequestSession#destroyOthers}. */
  public void destroyOthers() {
    session.destroyOthers();
  }

  /** See {@link RequestSession#destroy}. */
  public void destroy() {
    session.destroy();
  }

  /** See {@link RequestSession#unset}. */
  public void unset() {
    session.unset();
  }

  /** See {@link RequestSession#reload}. */
  public boolean reload() {
    return access.await(RequestSession::reload);
  }

  /** See {@link RequestSession#save}; throws what the store's stage would fail with. */
  public boolean save() {
    return access.await(RequestSession::save);
  }

  /** See {@link RequestSession#touch}. */
  public boolean touch() {
    return access.await(RequestSession::touch);
  }
}
