package io.cloakroom.micronaut;

import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import io.cloakroom.redis.RedisCommandException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers 503 where Redis failed a request. An {@code @Error} method for {@link
 * RedisCommandException}, or a bean that replaces this one, answers something else.
 */
@Singleton
public class RedisFailureHandler
    implements ExceptionHandler<RedisCommandException, HttpResponse<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(RedisFailureHandler.class);

  /** For Micronaut, and for subclasses that replace it. */
  protected RedisFailureHandler() {}

  @Override
  @SuppressWarnings("rawtypes") // Micronaut's signature
  public HttpResponse<?> handle(HttpRequest request, RedisCommandException failure) {
    return answer(request.getMethodName(), request.getPath(), failure);
  }

  /** What this and {@link SessionConflictHandler} answer. */
  static HttpResponse<?> answer(String method, String path, RuntimeException failure) {
    FailureLog.error(LOG, "Redis failed %s %s".formatted(method, path), failure);
    FailureAnswer answer = FailureAnswer.to(failure);
    MutableHttpResponse<String> response = HttpResponse.status(HttpStatus.valueOf(answer.status()));
    answer.headers().forEach(response::header);
    return response.body(answer.text());
  }
}
