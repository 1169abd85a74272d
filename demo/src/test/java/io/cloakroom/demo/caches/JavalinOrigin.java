package io.cloakroom.demo.caches;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.http.RequestSession;
import io.cloakroom.javalin.RedisSessionPlugin;
import io.cloakroom.session.RedisSessionStore;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The pages in Javalin. */
final class JavalinOrigin extends Origin {

  private final Javalin app;

  JavalinOrigin() {
    app =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.registerPlugin(
                      new RedisSessionPlugin(
                          sessions ->
                              sessions
                                  .store(RedisSessionStore.builder(redis()).build())
                                  .secret(SECRET)));
                  config.routes.get("/plain/{page}", ctx -> answer(ctx, null));
                  config.routes.head("/plain/{page}", ctx -> answer(ctx, null));
                  config.routes.get("/session/{page}", this::answerFromSession);
                  config.routes.head("/session/{page}", this::answerFromSession);
                })
            .start();
  }

  private void answerFromSession(Context ctx) throws IOException {
    answer(ctx, ctx.with(RedisSessionPlugin.class).load().toCompletableFuture().join());
  }

  private void answer(Context ctx, @Nullable RequestSession session) throws IOException {
    CachedPage page = CachedPage.at(ctx.pathParam("page"));
    boolean conditional = ctx.header("If-None-Match") != null;
    String body = body(page, session, ctx.header(VISITOR), conditional);
    page.headers().forEach(ctx::header);
    ctx.status(page.status(conditional)).contentType("text/plain");
    if (page.streamed()) {
      OutputStream out = ctx.outputStream();
      for (byte b : body.getBytes(UTF_8)) {
        out.write(b);
        out.flush();
      }
    } else if (!conditional) {
      ctx.result(body);
    }
  }

  @Override
  int port() {
    return app.port();
  }

  @Override
  public void close() {
    app.stop();
  }
}
