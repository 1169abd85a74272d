package io.cloakroom.tests.reference;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.SessionOperations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an integration decides; as it is here, rightly. */
public class Behaviour {

  /** What its handlers run on. */
  public ExecutorService threads() {
    return Executors.newCachedThreadPool();
  }

  public SessionStore store(SessionStore store) {
    return store;
  }

  /** The engine's options, from those that the application has. */
  public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
    return builder;
  }

  /** What the engine is told of a request. */
  public SessionRequest request(SessionRequest request, HttpExchange http) {
    return request;
  }

  /** What is served at a path. */
  public Optional<Route> route(String path) {
    return Route.at(path);
  }

  /** Whether a request is answered with 400. */
  public boolean refuses(HttpExchange http) {
    return false;
  }

  /** What handlers get. */
  public SessionOperations session(
      SessionOperations session, SessionExchange sessions, HttpExchange http) {
    return session;
  }

  /** What a handler gets to which the request was forwarded. */
  public SessionOperations forwarded(
      SessionOperations session, SessionExchange sessions, HttpExchange http) {
    return session(session, sessions, http);
  }

  /** A response with this status is about to begin. */
  public void begins(int status, HttpExchange http) {}

  /** Whether to commit before the first byte. */
  public boolean commitsInTime(boolean streamed) {
    return true;
  }

  public void commit(SessionExchange sessions, HttpExchange http) {
    add(sessions.commit().toCompletableFuture().join(), http);
  }

  /** Adds what the response says of its session. */
  public void add(SessionHeaders session, HttpExchange http) {
    Headers headers = http.getResponseHeaders();
    session.setCookie().forEach(value -> headers.add("Set-Cookie", cookie(value)));
    session.caching(200, List.copyOf(headers.keySet()), headers::get).forEach(headers::add);
  }

  /** The cookie as it is sent. */
  public String cookie(String header) {
    return header;
  }

  public void complete(SessionExchange sessions) {
    sessions.complete().toCompletableFuture().join();
  }

  /** The client has gone before it had everything. */
  public void aborted(SessionExchange sessions) {
    complete(sessions);
  }

  public void handlerFailed(SessionExchange sessions) {
    sessions.handlerFailed();
  }
}
