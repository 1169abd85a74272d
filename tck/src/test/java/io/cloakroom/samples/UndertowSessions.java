package io.cloakroom.samples;

import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.redis.RedisCommandException;
import io.undertow.conduits.HeadStreamSinkConduit;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/** Sessions for blocking handlers of a server that Cloakroom has no integration for. */
record UndertowSessions(SessionEngine engine, HttpHandler handlers) implements HttpHandler {
  static final AttachmentKey<SessionExchange> EXCHANGE =
      AttachmentKey.create(SessionExchange.class);

  static RequestSession of(HttpServerExchange http) {
    return http.getAttachment(EXCHANGE).load().toCompletableFuture().join();
  }

  @Override
  public void handleRequest(HttpServerExchange http) throws Exception {
    SessionExchange session = engine.begin(request(http));
    http.putAttachment(EXCHANGE, session);
    http.addResponseWrapper(committing(session));
    http.addExchangeCompleteListener(
        (done, next) -> session.complete().whenComplete((nothing, failure) -> next.proceed()));
    try {
      handlers.handleRequest(http);
    } catch (CompletionException | RedisCommandException e) {
      refuse(http, e);
    } catch (Exception | Error e) {
      session.handlerFailed();
      throw e;
    }
  }

  /** Every response passes here before its first byte, and handlers' threads may wait here. */
  private static ConduitWrapper<StreamSinkConduit> committing(SessionExchange session) {
    return (response, http) -> {
      try {
        CompletionStage<?> committed = session.commit().thenAccept(headers -> add(headers, http));
        committed.toCompletableFuture().join();
        return new CompletingConduit(response.create(), session);
      } catch (CompletionException e) {
        refuse(http, e);
        http.setResponseContentLength(0);
        return new HeadStreamSinkConduit(response.create(), null); // without the handler's body
      }
    };
  }

  /** Saves what was changed since the first byte, before the response ends. */
  private static final class CompletingConduit
      extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private final SessionExchange session;

    CompletingConduit(StreamSinkConduit response, SessionExchange session) {
      super(response);
      this.session = session;
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
      return Conduits.writeFinalBasic(this, source);
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
      return Conduits.writeFinalBasic(this, sources, offset, length);
    }

    @Override
    public void terminateWrites() throws IOException {
      try {
        session.complete().toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new IOException("What was changed while the response streamed is not saved", e);
      }
      super.terminateWrites();
    }
  }

  private static void add(SessionHeaders session, HttpServerExchange http) {
    HeaderMap headers = http.getResponseHeaders();
    session.setCookie().forEach(cookie -> headers.add(Headers.SET_COOKIE, cookie));
    session
        .caching(
            http.getStatusCode(),
            headers.getHeaderNames().stream().map(HttpString::toString).toList(),
            name -> valuesOf(headers, new HttpString(name)))
        .forEach((name, value) -> headers.add(new HttpString(name), value));
  }

  private static List<String> valuesOf(HeaderMap headers, HttpString name) {
    HeaderValues values = headers.get(name);
    return values == null ? List.of() : values;
  }

  static void refuse(HttpServerExchange http, Throwable failure) {
    FailureAnswer answer = FailureAnswer.to(failure);
    http.setStatusCode(answer.status()).getResponseHeaders().clear();
    answer.headers().forEach((n, v) -> http.getResponseHeaders().put(new HttpString(n), v));
  }

  private static SessionRequest request(HttpServerExchange http) {
    return SessionRequest.of(
        path(http),
        http.getConnection().getSslSessionInfo() != null,
        name -> valuesOf(http.getRequestHeaders(), new HttpString(name)));
  }

  /** Undertow gives the whole of a target that is a URI. */
  private static String path(HttpServerExchange http) {
    String target = http.getRequestURI();
    return http.isHostIncludedInRequestURI() ? URI.create(target).getRawPath() : target;
  }
}
