package io.cloakroom.micronaut;

import io.cloakroom.http.RequestSession;
import io.cloakroom.tck.http.application.Application;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers in place of a handler that has left the rest to another. Without an order its answer
 * would come after the session's cookie was added, in Micronaut 5.
 */
@ServerFilter("/anything")
@Requires(beans = Application.class)
class KitForwards implements Ordered {

  private final Application application;
  private final SessionStore<Session> sessions;

  KitForwards(Application application, SessionStore<Session> sessions) {
    this.application = application;
    this.sessions = sessions;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.LAST.order();
  }

  @ResponseFilter
  @Nullable MutableHttpResponse<?> forwarded(
      HttpRequest<?> request,
      MutableHttpResponse<?> response,
      Session session,
      RequestSession all) {
    return request
        .getAttribute(KitAnythingController.FORWARD, String.class)
        .filter(target -> response.code() == HttpStatus.OK.getCode())
        .<MutableHttpResponse<?>>map(
            target ->
                (MutableHttpResponse<?>)
                    KitController.full(
                        application.answer(target, new KitSession(session, all, sessions))))
        .orElse(null);
  }
}
