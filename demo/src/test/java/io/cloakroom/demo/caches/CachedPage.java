package io.cloakroom.demo.caches;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The pages of the applications behind a cache: what each does with its session, and says. */
enum CachedPage {
  /** Never asks for the session. */
  PLAIN(Asking.NOTHING, Map.of("Cache-Control", "max-age=600")),
  PLAIN_STREAM(Asking.NOTHING, Map.of("Cache-Control", "max-age=600"), 200, true),

  /** Begins a session. */
  BEGIN(Asking.BEGIN, Map.of("Cache-Control", "max-age=600")),
  BEGIN_STREAM(Asking.BEGIN, Map.of("Cache-Control", "max-age=600"), 200, true),
  BEGIN_PUBLIC(Asking.BEGIN, Map.of("Cache-Control", "public, max-age=600")),
  BEGIN_SHARED(Asking.BEGIN, Map.of("Cache-Control", "s-maxage=600")),
  BEGIN_MOVED(Asking.BEGIN, Map.of("Location", "/elsewhere"), 301, false),
  BEGIN_MOVED_PUBLIC(
      Asking.BEGIN,
      Map.of("Location", "/elsewhere", "Cache-Control", "public, max-age=600"),
      302,
      false),
  BEGIN_FAILED(Asking.BEGIN, Map.of("Cache-Control", "public, max-age=600"), 404, false),

  /** Answers by whose session it is, or by there being none. */
  READ(Asking.READ, Map.of("Cache-Control", "max-age=600")),
  READ_UNDATED(Asking.READ, Map.of()),
  READ_OLD(Asking.READ, Map.of("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT")),
  READ_EXPIRES(Asking.READ, Map.of("Expires", inAnHour())),
  READ_TAGGED(Asking.READ, Map.of("Cache-Control", "max-age=600", "ETag", "\"1\"")),
  READ_VARIES(Asking.READ, Map.of("Cache-Control", "max-age=600", "Vary", "Accept-Language")),
  READ_VARIES_BY_COOKIE(Asking.READ, Map.of("Cache-Control", "max-age=600", "Vary", "Cookie")),
  READ_STREAM(Asking.READ, Map.of("Cache-Control", "max-age=600"), 200, true),
  READ_MOVED(
      Asking.READ, Map.of("Location", "/elsewhere", "Cache-Control", "max-age=600"), 308, false),
  READ_NOT_FOUND(Asking.READ, Map.of("Cache-Control", "max-age=600"), 404, false),
  READ_GONE(Asking.READ, Map.of("Cache-Control", "max-age=600"), 410, false),

  /** The handler wants caches to keep it, whoever asked. */
  READ_PUBLIC(Asking.READ, Map.of("Cache-Control", "public, max-age=600")),

  /** The same page for everybody, until it is asked for again by somebody who has it. */
  BEGIN_AT_REVALIDATION(
      Asking.BEGIN_WHERE_CONDITIONAL,
      Map.of("Cache-Control", "public, max-age=600", "ETag", "\"1\""));

  /** What is done with the session. */
  enum Asking {
    NOTHING,
    READ,
    BEGIN,
    BEGIN_WHERE_CONDITIONAL
  }

  private final Asking asking;

  @SuppressWarnings("ImmutableEnumChecker") // of Map.of
  private final Map<String, String> headers;

  private final int status;
  private final boolean streamed;

  CachedPage(Asking asking, Map<String, String> headers) {
    this(asking, headers, 200, false);
  }

  CachedPage(Asking asking, Map<String, String> headers, int status, boolean streamed) {
    this.asking = asking;
    this.headers = headers;
    this.status = status;
    this.streamed = streamed;
  }

  private static String inAnHour() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));
  }

  static CachedPage at(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String path() {
    return (asking == Asking.NOTHING ? "/plain/" : "/session/") + name().toLowerCase(Locale.ROOT);
  }

  boolean begins() {
    return asking == Asking.BEGIN;
  }

  boolean reads() {
    return asking == Asking.READ;
  }

  boolean beginsWhere(boolean conditional) {
    return begins() || (conditional && asking == Asking.BEGIN_WHERE_CONDITIONAL);
  }

  Map<String, String> headers() {
    return headers;
  }

  int status(boolean conditional) {
    return conditional && headers.containsKey("ETag") ? 304 : status;
  }

  boolean streamed() {
    return streamed;
  }
}
