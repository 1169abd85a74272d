package io.cloakroom.micronaut;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Cloakroom's messages from visitors: they are for developers and name options, attributes
 * and classes. Micronaut puts the message of an exception that nobody handles into the response's
 * body; it is in the log as well.
 */
@Singleton
@SuppressWarnings({
  "rawtypes",
  "unchecked"
}) // Micronaut makes the body whatever its processor makes
final class InternalMessages implements BeanCreatedEventListener<ErrorResponseProcessor> {

  private static final String OURS = "io.cloakroom.";

  /** More causes than any exception has, in case they go in a circle. */
  private static final int MOST_CAUSES = 32;

  @Override
  public ErrorResponseProcessor onCreated(BeanCreatedEvent<ErrorResponseProcessor> event) {
    return new Silent(event.getBean());
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
