package io.cloakroom.micronaut;

import io.cloakroom.http.SessionHeaders;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is in Micronaut's own error responses.
 *
 * <p>One that takes the place of a committed response gets the session's cookie: Micronaut encodes
 * a body after all filters, and where that fails no filter sees the response that is sent instead.
 *
 * <p>Cloakroom's messages are kept from visitors: they are for developers and name options,
 * attributes and classes. Micronaut puts the message of an exception that nobody handles into the
 * response's body; it is in the log as well.
 */
@Singleton
@SuppressWarnings({"rawtypes", "unchecked"}) // a body is whatever the processor makes
final class ErrorResponses implements BeanCreatedEventListener<ErrorResponseProcessor> {

  private static final String OURS = "io.cloakroom.";

  /** More causes than any exception has, in case they go in a circle. */
  private static final int MOST_CAUSES = 32;

  @Override
  public ErrorResponseProcessor onCreated(BeanCreatedEvent<ErrorResponseProcessor> event) {
    return new WithCookie(new Silent(event.getBean()));
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
      OwnResponse.addTo(base, headers);
      return OwnResponse.with(headers, processor.processResponse(error, base));
    }
  }

  private record Silent(ErrorResponseProcessor processor) implements ErrorResponseProcessor {

    @Override
    public MutableHttpResponse processResponse(ErrorContext error, MutableHttpResponse response) {
      return processor.processResponse(
          isOurs(error.getRootCause().orElse(null)) ? withoutMessage(error, response) : error,
          response);
    }

    private static ErrorContext withoutMessage(ErrorContext error, MutableHttpResponse response) {
      return ErrorContext.builder(error.getRequest()).errorMessage(response.reason()).build();
    }
  }

  /** Returns whether Cloakroom has thrown a failure or one of its causes. */
  private static boolean isOurs(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      StackTraceElement[] stack = cause.getStackTrace();
      if (cause.getClass().getName().startsWith(OURS)
          || (stack.length > 0 && stack[0].getClassName().startsWith(OURS))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
