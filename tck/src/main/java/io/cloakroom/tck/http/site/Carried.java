package io.cloakroom.tck.http.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a request carries besides its session's cookie: a body, and headers of browsers, scripts,
 * robots and proxies. A session depends on none of it, although applications often do.
 */
public enum Carried {
  NOTHING(Map.of()),
  /** A form, as a page sends it. */
  FORM(
      Map.of("Content-Type", "application/x-www-form-urlencoded", "Referer", "http://shop.test/"),
      "comment=good&rating=5&name=other&value=other"),
  /** A form with a file. */
  MULTIPART(
      Map.of("Content-Type", "multipart/form-data; boundary=kit"),
      String.join(
          "\r\n",
          "--kit",
          "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"",
          "Content-Type: text/plain",
          "",
          "some text",
          "--kit--",
          "")),
  JSON(
      Map.of("Content-Type", "application/json", "X-Requested-With", "XMLHttpRequest"),
      "{\"name\":\"other\",\"value\":[1,2]}"),
  /** Not what its type says. */
  BROKEN_JSON(Map.of("Content-Type", "application/json"), "{\"name\":"),
  XML(Map.of("Content-Type", "application/xml"), "<order id=\"7\"/>"),
  BYTES(Map.of("Content-Type", "application/octet-stream"), "\u0000\u0001\u0002\r\n\r\n"),
  /** More than servers hold in their first buffer. */
  LARGE_BODY(Map.of("Content-Type", "text/plain"), "x".repeat(20_000)),
  /** In pieces, of a length that is not said before. */
  CHUNKED(Map.of("Content-Type", "text/plain"), "one ", "two ", "three"),
  /** Asks whether it may send its body. */
  EXPECTING(Map.of("Expect", "100-continue", "Content-Type", "text/plain"), "a body"),
  /** Wants data instead of a page. */
  WANTS_JSON(Map.of("Accept", "application/json, text/event-stream;q=0.2, */*;q=0.1")),
  WANTS_HTML(
      Map.of(
          "Accept",
          "text/html, application/xhtml+xml, text/event-stream;q=0.2, */*;q=0.1",
          "Accept-Language",
          "de-CH, de;q=0.9, en;q=0.5",
          "Upgrade-Insecure-Requests",
          "1")),
  COMPRESSED(Map.of("Accept-Encoding", "gzip")),
  /** Has an older copy of the page. */
  CONDITIONAL(
      Map.of(
          "If-None-Match",
          "\"an-older-page\"",
          "If-Modified-Since",
          "Sat, 01 Jan 2000 00:00:00 GMT")),
  /** Goes on with a download. */
  RANGE(Map.of("Range", "bytes=0-1023", "If-Range", "\"an-older-page\"")),
  RELOADED(Map.of("Cache-Control", "no-cache", "Pragma", "no-cache")),
  BEARER(Map.of("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")),
  BASIC(Map.of("Authorization", "Basic YWRhOnNlY3JldA==")),
  API_KEY(Map.of("X-Api-Key", "key-1", "X-Request-Id", "request-1")),
  /** A script of a page of another site. */
  CROSS_SITE(
      Map.of(
          "Origin",
          "http://other.test",
          "Referer",
          "http://other.test/page",
          "Sec-Fetch-Site",
          "cross-site",
          "Sec-Fetch-Mode",
          "cors",
          "Sec-Fetch-Dest",
          "empty")),
  /** From a page without an origin. */
  NULL_ORIGIN(Map.of("Origin", "null")),
  NAVIGATED(
      Map.of(
          "Sec-Fetch-Site",
          "same-origin",
          "Sec-Fetch-Mode",
          "navigate",
          "Sec-Fetch-User",
          "?1",
          "Sec-Fetch-Dest",
          "document")),
  /** Sent by a browser before anybody has clicked. */
  PREFETCHED(Map.of("Purpose", "prefetch", "Sec-Purpose", "prefetch;prerender")),
  ROBOT(
      Map.of(
          "User-Agent",
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "From",
          "robot@example.test")),
  PROBE(Map.of("User-Agent", "kube-probe/1.31")),
  TOOL(Map.of("User-Agent", "curl/8.5.0")),
  UNNAMED(Map.of("User-Agent", "")),
  /** By another name of the server, as through a proxy. */
  OTHER_HOST(Map.of("Host", "shop.example.test:8080")),
  /** On a connection that ends behind it. */
  CLOSING(Map.of("Connection", "close")),
  PHONE(Map.of("User-Agent", "Mozilla/5.0 (Linux; Android 15) Mobile", "Save-Data", "on")),
  NOT_TRACKED(Map.of("DNT", "1", "Sec-GPC", "1")),
  /** Came by way of a proxy that the application was not told to trust. */
  PROXIED(
      Map.of(
          "Via", "1.1 proxy", "X-Forwarded-For", "203.0.113.7, 10.0.0.1", "X-Real-IP", "10.0.0.1")),
  /** Names another path, as proxies and some servers do. */
  REWRITTEN(Map.of("X-Original-URL", "/elsewhere", "X-Rewrite-URL", "/elsewhere")),
  /** Says that its connection is secure; the application was not told to believe it. */
  SAID_TO_BE_SECURE(
      Map.of(
          "X-Forwarded-Proto",
          "https",
          "X-Forwarded-Ssl",
          "on",
          "Front-End-Https",
          "on",
          "Forwarded",
          "proto=https;host=shop.test")),
  TRACED(
      Map.of(
          "traceparent",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "X-B3-Sampled",
          "0")),
  MANY_HEADERS(
      IntStream.range(0, 60)
          .boxed()
          .collect(Collectors.toMap(i -> "X-Header-" + i, i -> "value " + i))),
  LONG_HEADER(Map.of("Referer", "http://shop.test/?" + "search=word&".repeat(150))),
  /** Longer than what some proxies and caches take for a target that is worth a look. */
  LONG_TARGET(Map.of()) {
    @Override
    String target(String plain) {
      return plain + (plain.contains("?") ? "&" : "?") + "campaign=" + "x".repeat(2_500);
    }
  },
  /** Other applications' cookies, in forms that RFC 6265 does not allow. */
  ODD_COOKIES(Map.of()) {
    @Override
    String cookies(String plain) {
      return Stream.of(
              "theme=\"dark; mode\"; =nameless; lone; note=\"open; list=[1,2]",
              plain,
              "percent=%zz; a=b=c; city=Z\u00c3\u00bcrich\u0080\u00ff;;")
          .filter(pairs -> !pairs.isEmpty())
          .collect(Collectors.joining("; "));
    }
  },
  /** The other frameworks' sessions on the same host. */
  OTHER_SESSIONS(Map.of()) {
    @Override
    String cookies(String plain) {
      return Stream.of(
              "JSESSIONID=node0abc.node0; PHPSESSID=1f", plain, "SESSION=MDEy; sid=s%3Aa.b")
          .filter(pairs -> !pairs.isEmpty())
          .collect(Collectors.joining("; "));
    }
  };

  /** By which a body is sent; those of other methods have no meaning (RFC 9110, section 9.3). */
  private static final Set<String> NO_BODY = Set.of("GET", "HEAD", "OPTIONS");

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Map<String, String> headers;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<String> body;

  Carried(Map<String, String> headers, String... body) {
    this.headers = Map.copyOf(headers);
    this.body = List.of(body);
  }

  /**
   * Whether it arrives with the head of its request. A server may close the connection if a handler
   * does not read a body, and one that arrives later is lost with its request.
   */
  boolean arrivesAtOnce() {
    return this != EXPECTING && this != CHUNKED && this != LARGE_BODY;
  }

  /** Whether clients let others write its headers, and applications are free to believe them. */
  boolean isForAnyTest() {
    return this != SAID_TO_BE_SECURE
        && headers.keySet().stream().noneMatch(WebRequest.OF_CLIENTS::contains);
  }

  /** The target with which it is sent. */
  String target(String plain) {
    return plain;
  }

  /** The cookies with which it is sent. */
  String cookies(String plain) {
    return plain;
  }

  /** Adds to a request what this is; what the request says itself stays as it is. */
  public WebRequest in(WebRequest plain) {
    boolean bodiless = NO_BODY.contains(plain.method());
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, value) -> {
          if (!bodiless || body.isEmpty() || !isAboutBody(name)) {
            all.put(name, List.of(value));
          }
        });
    all.putAll(plain.headers());
    List<String> lines = new ArrayList<>(plain.headers().getOrDefault("Cookie", List.of()));
    String first = lines.isEmpty() ? "" : lines.remove(0);
    lines.add(0, cookies(first));
    lines.removeIf(String::isEmpty);
    all.put("Cookie", List.copyOf(lines));
    return new WebRequest(plain.method(), target(plain.target()), all, bodiless ? List.of() : body);
  }

  private static boolean isAboutBody(String header) {
    return header.equals("Content-Type") || header.equals("Expect");
  }
}
