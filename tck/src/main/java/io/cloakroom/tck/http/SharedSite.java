package io.cloakroom.tck.http;

import io.cloakroom.tck.express.Description;
import io.cloakroom.tck.express.ExpressApp;
import io.cloakroom.tck.http.site.ReceivedResponse;
import io.cloakroom.tck.http.site.RunningSite;
import io.cloakroom.tck.http.site.SignedId;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Our application and Express's, on one host and over the same sessions. */
record SharedSite(RunningSite ours, ExpressApp express) {

  /** One half of the site. */
  enum Half {
    OURS,
    EXPRESS;

    Half other() {
      return this == OURS ? EXPRESS : OURS;
    }
  }

  URI uri(Half half) {
    return half == Half.OURS ? ours.uri() : express.uri();
  }

  Browser browser() {
    return new Browser(this);
  }

  /** Asks one half, with these headers and no others. */
  ReceivedResponse get(Half half, String target, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri(half) + target)).timeout(RunningSite.TIMEOUT);
    headers.forEach(request::header);
    return RunningSite.await(
        ours.client()
            .sendAsync(request.build(), BodyHandlers.ofByteArray())
            .thenApply(RunningSite::reply));
  }

  /** A browser, which sends the cookies of one half to the other, since they share a host. */
  static final class Browser {

    private final SharedSite site;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Browser(SharedSite site) {
      this.site = site;
    }

    ReceivedResponse get(Half half, String target) {
      return RunningSite.await(getLater(half, target));
    }

    CompletableFuture<ReceivedResponse> getLater(Half half, String target) {
      return send(half, target, "GET", BodyPublishers.noBody());
    }

    ReceivedResponse set(Half half, String name, String value) {
      return get(half, "/set?name=" + encoded(name) + "&value=" + encoded(value));
    }

    String read(Half half, String name) {
      return get(half, "/get?name=" + encoded(name)).body();
    }

    /** Express sets what the description says. */
    void build(String description) {
      ReceivedResponse reply =
          RunningSite.await(
              send(Half.EXPRESS, "/build", "POST", BodyPublishers.ofString(description)));
      if (reply.status() != 200) {
        throw new AssertionError("Express answers " + reply);
      }
    }

    /** The attributes of these names, as one half has them. */
    String describe(Half half, Set<String> names) {
      String units = names.stream().map(Description::units).collect(Collectors.joining("."));
      return get(half, half == Half.EXPRESS ? "/describe" : "/describe?names=" + units).body();
    }

    /** The cookie that it holds, as it would send it. */
    String cookieHeader() {
      return String.join(
          "; ", held().stream().map(each -> each.getName() + "=" + each.getValue()).toList());
    }

    boolean hasCookie() {
      return !held().isEmpty();
    }

    /** The id of its session. */
    String id() {
      List<HttpCookie> held = held();
      if (held.size() != 1) {
        throw new AssertionError("The browser holds " + held);
      }
      return SignedId.verify(held.get(0).getValue(), site.ours().secret());
    }

    private List<HttpCookie> held() {
      return cookies.getCookieStore().get(site.ours().uri());
    }

    private CompletableFuture<ReceivedResponse> send(
        Half half, String target, String method, BodyPublisher body) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(site.uri(half) + target))
              .timeout(RunningSite.TIMEOUT)
              .header("Accept", RunningSite.ACCEPT)
              .header("Content-Type", "text/plain; charset=utf-8")
              .method(method, body)
              .build();
      return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(RunningSite::reply);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}
