package io.cloakroom.javalin;

import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.http.servlet.SubmitOrder;
import io.javalin.http.servlet.Task;
import kotlin.Unit;
import kotlin.jvm.functions.Function2;

/** What the plugin adds to the tasks of each request, after all of Javalin's own. */
final class SessionTasks {

  private SessionTasks() {}

  static Unit add(
      Function2<? super SubmitOrder, ? super Task, Unit> submit, JavalinServletContext context) {
    SessionAccess access = SessionAccess.of(context.req());
    access.handledBy(context);
    submit.invoke(SubmitOrder.LAST, new Task(false, () -> commitAhead(context, access)));
    return Unit.INSTANCE;
  }

  /**
   * Commits before Javalin writes the response of an asynchronous request. Its write waits, and may
   * do so on the very thread on which the Redis client would receive the answer.
   */
  private static Unit commitAhead(JavalinServletContext context, SessionAccess access) {
    if (context.req().isAsyncStarted()) {
      context.future(
          () ->
              access.commit(true).handle((cookie, failure) -> Unit.INSTANCE).toCompletableFuture());
    }
    return Unit.INSTANCE;
  }
}
