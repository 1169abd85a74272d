package io.cloakroom.mock.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.EngineOptions;
import io.cloakroom.tck.http.Route;
import io.cloakroom.tck.http.SessionOperations;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an integration decides; as it is here, rightly. */
class Behaviour {

  /** What its handlers run on. */
  ExecutorService threads() {
    return Executors.newCachedThreadPool();
  }

  SessionStore store(SessionStore store) {
    return store;
  }

  /** The engine's options, from those that the application has. */
  SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
    return builder;
  }

  /** What the engine is told of a request. */
  SessionRequest request(SessionRequest request, HttpExchange http) {
    return request;
  }

  /** What is served at a path. */
  Optional<Route> route(String path) {
    return Route.at(path);
  }

  /** Whether a request is answered with 400. */
  boolean refuses(HttpExchange http) {
    return false;
  }

  /** What handlers get. */
  SessionOperations session(
      SessionOperations session, SessionExchange sessions, HttpExchange http) {
    return session;
  }

  /** Whether to commit before the first byte. */
  boolean commitsInTime(boolean streamed) {
    return true;
  }

  void commit(SessionExchange sessions, HttpExchange http) {
    Optional<String> cookie = sessions.commit().toCompletableFuture().join();
    cookie.map(this::cookie).ifPresent(value -> http.getResponseHeaders().add("Set-Cookie", value));
  }

  /** The cookie as it is sent. */
  String cookie(String header) {
    return header;
  }

  void complete(SessionExchange sessions) {
    sessions.complete().toCompletableFuture().join();
  }

  void handlerFailed(SessionExchange sessions) {
    sessions.handlerFailed();
  }
}
