package io.cloakroom.javalin;

import io.cloakroom.http.FailureAnswer;
import io.cloakroom.http.FailureLog;
import io.cloakroom.redis.RedisCommandException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands our sessions to the handlers, and notices what Javalin itself lets through. */
final class SessionFilter implements Filter {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionPlugin.class);

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    SessionAccess access = SessionAccess.of(request);
    boolean returned = false;
    try {
      chain.doFilter(new SessionServletRequest((HttpServletRequest) request, access), response);
      returned = true;
    } catch (RedisCommandException e) {
      if (response.isCommitted()) {
        throw e;
      }
      FailureLog.error(LOG, "A session could not be read", e);
      answer((HttpServletResponse) response, FailureAnswer.to(e));
    } finally {
      if (!returned) {
        access.handlerFailed();
      }
    }
  }

  private static void answer(HttpServletResponse response, FailureAnswer answer)
      throws IOException {
    response.reset();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getWriter().write(answer.text());
  }
}
