package io.cloakroom.tck.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A browser, as far as one cookie goes: keeps what it is given, and sends it back. */
final class Visitor {

  private final Website site;
  private Optional<SetCookie> cookie = Optional.empty();
  private final Map<String, String> headers = new LinkedHashMap<>();

  Visitor(Website site) {
    this.site = site;
  }

  /** Sends another header with every request. */
  Visitor with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Reply get(String target) {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    cookie.ifPresent(held -> sent.put("Cookie", held.pair()));
    Reply reply = site.get(target, sent);
    reply.cookie().ifPresent(this::keep);
    return reply;
  }

  /** Sets an attribute of its session. */
  Reply set(String name, String value) {
    return get("/set?name=" + name + "&value=" + value);
  }

  /** What its session holds. */
  String read(String name) {
    return get("/get?name=" + name).body();
  }

  /** The Cookie header that it sends, or would send if it had one. */
  String cookieHeader() {
    return cookie.map(SetCookie::pair).orElse("");
  }

  /** The id of its session. */
  String id() {
    return site.idIn(cookie.orElseThrow(() -> new AssertionError("The visitor has no cookie")));
  }

  boolean hasCookie() {
    return cookie.isPresent();
  }

  private void keep(SetCookie given) {
    cookie = given.isExpired() ? Optional.empty() : Optional.of(given);
  }
}
