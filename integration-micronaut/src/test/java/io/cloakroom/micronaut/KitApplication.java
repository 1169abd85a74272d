package io.cloakroom.micronaut;

import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.session.SessionStore;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.RunningApplication;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;

/** The kit's application in Micronaut, by Micronaut's own way of doing things. */
final class KitApplication {

  private KitApplication() {}

  static RunningApplication start(Application application) {
    ApplicationContext context =
        TestSite.application(
                Map.of(
                    "micronaut.server.port",
                    -1,
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.http-version",
                    "2.0",
                    // the kit's requests come from pages of any origin
                    "micronaut.server.cors.localhost-pass-through",
                    true,
                    "micronaut.security.enabled",
                    false))
            .build();
    context.registerSingleton(Application.class, application);
    context.registerSingleton(SessionStore.class, application.store());
    try {
      EmbeddedServer server = context.start().getBean(EmbeddedServer.class).start();
      return new RunningApplication(URI.create("http://127.0.0.1:" + server.getPort()), context);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Gives the kit's options to the engine, as an application gives what properties can't say. */
  @Singleton
  @Requires(beans = Application.class)
  static final class Options implements BeanCreatedEventListener<SessionEngineBuilder> {

    private final Application application;

    Options(Application application) {
      this.application = application;
    }

    @Override
    public SessionEngineBuilder onCreated(BeanCreatedEvent<SessionEngineBuilder> event) {
      return application.options().applyTo(event.getBean());
    }
  }
}
