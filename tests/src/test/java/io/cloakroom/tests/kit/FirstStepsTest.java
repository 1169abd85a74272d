package io.cloakroom.tests.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.Application;
import io.cloakroom.tck.http.application.Route;
import io.cloakroom.tck.http.application.RunningApplication;
import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.ReferenceIntegration;
import io.cloakroom.tests.reference.ReferenceIntegrationTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What users read whose application does not run the kit yet: what to change. */
class FirstStepsTest {

  @TempDir Path folder;

  @Test
  void whereNothingServesNothingIsCalledBroken() throws IOException {
    assertThat(report(NobodyThere.class))
        .contains("Ran on nothing: the kit could not begin")
        .contains("start has to return where it serves")
        .contains("/untouched was not answered")
        .doesNotContain("BROKEN");
  }

  @Test
  void whereAnotherApplicationServesNothingIsCalledBroken() throws IOException {
    assertThat(report(SomebodyElse.class))
        .contains("/untouched is answered with 200 instead of the kit's 200 and \"untouched\"")
        .doesNotContain("BROKEN");
  }

  @Test
  void aRouteThatIsMissingIsNamed() throws IOException {
    assertThat(report(WithoutARoute.class))
        .contains("the application has to serve the kit's route /append")
        .contains("| H4 | BROKEN |")
        .doesNotContain("Mend this first");
  }

  @Test
  void cookiesThatAreNotReadAreNamedFirst() throws IOException {
    assertThat(report(DeafToCookies.class))
        .contains("Mend this first: The session that /set began is not found")
        .contains("the values of all Cookie headers");
  }

  @Test
  void aCookieThatIsNotSentIsNamedFirst() throws IOException {
    assertThat(report(WithoutSetCookie.class))
        .contains("Mend this first: The response to /set sets no cookie");
  }

  @Test
  void anApplicationServesAtARoot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunningApplication(URI.create("http://localhost:80/shop"), () -> {}))
        .withMessageContaining("at a root, such as http://localhost:8080, not at");
  }

  private String report(Class<?> kit) throws IOException {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameter(ClauseReport.FOLDER, folder.toString())
        .selectors(
            selectMethod(kit, "H4_whatWasChangedInPlaceIsSeenByTheNextRequest"),
            selectMethod(kit, "H4_whatWasWrittenIsSeenByTheNextRequest"))
        .execute();
    return Files.readString(folder.resolve(kit.getSimpleName() + ".md"));
  }

  static class NobodyThere extends ReferenceIntegrationTest {
    @Override
    protected RunningApplication start(Application application) throws Exception {
      RunningApplication running = super.start(application);
      running.server().close();
      return new RunningApplication(running.uri(), () -> {});
    }
  }

  static class SomebodyElse extends ReferenceIntegrationTest {
    @Override
    protected RunningApplication start(Application application) throws Exception {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      server.createContext(
          "/",
          http -> {
            http.sendResponseHeaders(200, -1);
            http.close();
          });
      server.start();
      return new RunningApplication(
          URI.create("http://" + loopback.getHostAddress() + ":" + server.getAddress().getPort()),
          () -> server.stop(0));
    }
  }

  static class WithoutARoute extends Misbehaving {
    WithoutARoute() {
      super(
          new Behaviour() {
            @Override
            public Optional<Route> route(String path) {
              return super.route(path).filter(route -> route != Route.APPEND);
            }
          });
    }
  }

  static class DeafToCookies extends Misbehaving {
    DeafToCookies() {
      super(
          new Behaviour() {
            @Override
            public SessionRequest request(SessionRequest request, HttpExchange http) {
              return SessionRequest.of(request.path(), request.isSecure(), name -> List.of());
            }
          });
    }
  }

  static class WithoutSetCookie extends Misbehaving {
    WithoutSetCookie() {
      super(
          new Behaviour() {
            @Override
            public void commit(SessionExchange sessions, HttpExchange http) {
              sessions.commit().toCompletableFuture().join();
            }
          });
    }
  }

  /** The kit over an integration that is wrong from the start. */
  abstract static class Misbehaving extends ReferenceIntegrationTest {
    private final Behaviour behaviour;

    Misbehaving(Behaviour behaviour) {
      this.behaviour = behaviour;
    }

    @Override
    protected RunningApplication start(Application application) throws Exception {
      return ReferenceIntegration.start(application, behaviour);
    }
  }
}
