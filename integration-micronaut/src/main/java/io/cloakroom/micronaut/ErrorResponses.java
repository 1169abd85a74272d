package io.cloakroom.micronaut;

import io.cloakroom.http.SessionHeaders;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Gives the session's cookie to an error response that takes the place of a committed one.
 * Micronaut encodes a body after all filters, and where that fails no filter sees the response that
 * is sent instead.
 */
@Singleton
@SuppressWarnings({
  "rawtypes",
  "unchecked"
}) // Micronaut makes the body whatever its processor makes
final class ErrorResponses implements BeanCreatedEventListener<ErrorResponseProcessor> {

  @Override
  public ErrorResponseProcessor onCreated(BeanCreatedEvent<ErrorResponseProcessor> event) {
    return new WithCookie(event.getBean());
  }

  private record WithCookie(ErrorResponseProcessor processor) implements ErrorResponseProcessor {

    /** The base gets the headers first: Micronaut sends it if an application's processor throws. */
    @Override
    public MutableHttpResponse processResponse(ErrorContext error, MutableHttpResponse base) {
      SessionHeaders headers =
          SessionAccess.of(error.getRequest()).flatMap(SessionAccess::headers).orElse(null);
      if (headers == null) {
        return processor.processResponse(error, base);
      }
      CommittedHeaders.addTo(base, headers);
      return CommittedHeaders.with(headers, processor.processResponse(error, base));
    }
  }
}
