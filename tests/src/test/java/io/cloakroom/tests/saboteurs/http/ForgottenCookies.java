package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.session.SaveOutcome;
import io.cloakroom.session.Session;
import io.cloakroom.session.SessionConflictException;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.saboteurs.ForwardingStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What integrations overlook about cookies and lost races, for {@link ForgetfulIntegration}. */
final class ForgottenCookies {

  private ForgottenCookies() {}

  static Behaviour ofHandlersThatFail() {
    Set<SessionExchange> failed = ConcurrentHashMap.newKeySet();
    return new Behaviour() {
      @Override
      public void handlerFailed(SessionExchange sessions) {
        failed.add(sessions);
        super.handlerFailed(sessions);
      }

      @Override
      public void commit(SessionExchange sessions, HttpExchange http) {
        SessionHeaders session = sessions.commit().toCompletableFuture().join();
        add(
            failed.remove(sessions) ? new SessionHeaders(List.of(), session.used()) : session,
            http);
      }
    };
  }

  static Behaviour sameSiteByTlsAlone() {
    return new Behaviour() {
      @Override
      public void add(SessionHeaders session, HttpExchange http) {
        boolean tls = "https".equals(http.getRequestHeaders().getFirst("X-Forwarded-Proto"));
        List<String> cookies =
            session.setCookie().stream()
                .map(each -> tls ? each.replace("SameSite=Lax", "SameSite=None") : each)
                .toList();
        super.add(new SessionHeaders(cookies, session.used()), http);
      }
    };
  }

  static Behaviour withASlash() {
    return asking(
        request -> SessionRequest.of(request.path() + "/", request.isSecure(), request::headers));
  }

  static Behaviour longOnes() {
    return asking(
        request ->
            SessionRequest.of(
                request.path(),
                request.isSecure(),
                name ->
                    request.headers(name).stream().filter(line -> line.length() < 4096).toList()));
  }

  private static Behaviour asking(UnaryOperator<SessionRequest> asked) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return asked.apply(request);
      }
    };
  }

  private static Behaviour with(UnaryOperator<SessionEngineBuilder> own) {
    return new Behaviour() {
      @Override
      public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions options) {
        return own.apply(builder);
      }
    };
  }

  static Behaviour renewsNowAndThen() {
    return with(builder -> builder.cookie(cookie -> cookie.renewAfter(0.01)));
  }

  static Behaviour renewsWhatIsNew() {
    return with(builder -> builder.rolling(true));
  }

  static Behaviour hidesConflicts() {
    return new Behaviour() {
      @Override
      public SessionStore store(SessionStore store) {
        return new ForwardingStore(store) {
          @Override
          public CompletionStage<SaveOutcome> update(Session session) {
            return sound.update(session).exceptionally(ForgottenCookies::savedAllTheSame);
          }
        };
      }
    };
  }

  private static SaveOutcome savedAllTheSame(Throwable failure) {
    if (StageFailure.cause(failure) instanceof SessionConflictException) {
      return SaveOutcome.SAVED;
    }
    throw new CompletionException(StageFailure.cause(failure));
  }
}
