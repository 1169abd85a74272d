package io.cloakroom.demo.caches;

import io.cloakroom.http.RequestSession;
import io.cloakroom.redis.RedisCommands;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.session.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The pages in Micronaut. */
final class MicronautOrigin extends Origin {

  private final ApplicationContext context;
  private final int port;

  MicronautOrigin() {
    context =
        ApplicationContext.builder(
                Map.of(
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    -1,
                    "cloakroom.secret",
                    SECRET))
            .banner(false)
            .build();
    context.registerSingleton(RedisCommands.class, redis());
    context.registerSingleton(MicronautOrigin.class, this);
    context.start();
    port = context.getBean(EmbeddedServer.class).start().getPort();
  }

  @Override
  int port() {
    return port;
  }

  @Override
  public void close() {
    context.close();
  }

  /** The routes. */
  @Controller(produces = MediaType.TEXT_PLAIN)
  @Requires(beans = MicronautOrigin.class)
  static final class Pages {

    private final MicronautOrigin origin;

    Pages(MicronautOrigin origin) {
      this.origin = origin;
    }

    @Get("/plain/{page}")
    HttpResponse<?> plain(HttpRequest<?> request, String page) {
      return answer(request, page, null);
    }

    @Get("/session/{page}")
    HttpResponse<?> session(HttpRequest<?> request, String page, RequestSession session) {
      return answer(request, page, session);
    }

    /** The same page by an argument that is null where there is no session. */
    @Get("/nullable/{page}")
    HttpResponse<?> nullable(HttpRequest<?> request, String page, @Nullable Session session) {
      return answer(request, page, null)
          .body("for " + (session == null ? null : session.get("name").orElse(null)));
    }

    private MutableHttpResponse<Object> answer(
        HttpRequest<?> request, String name, @Nullable RequestSession session) {
      CachedPage page = CachedPage.at(name);
      boolean conditional = request.getHeaders().contains("If-None-Match");
      String body = origin.body(page, session, request.getHeaders().get(VISITOR), conditional);
      MutableHttpResponse<Object> response = HttpResponse.status(page.status(conditional), "");
      page.headers().forEach(response::header);
      if (page.streamed()) {
        return response.body(Flux.fromArray(body.split("")));
      }
      return conditional ? response : response.body(body);
    }
  }
}
