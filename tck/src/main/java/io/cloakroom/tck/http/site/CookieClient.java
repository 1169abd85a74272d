package io.cloakroom.tck.http.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A browser, as far as one cookie goes: keeps what it is given, and sends it back. */
public final class CookieClient {

  private final RunningSite site;
  private Optional<SetCookie> cookie = Optional.empty();
  private final Map<String, String> headers = new LinkedHashMap<>();

  CookieClient(RunningSite site) {
    this.site = site;
  }

  /** Sends another header with every request. */
  public CookieClient with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Sends a request by any method whose response has a body; see {@link RequestVariety}. */
  public ReceivedResponse send(String target) {
    return kept(site.send(target, sent()));
  }

  public ReceivedResponse send(String method, String target) {
    return kept(site.send(method, target, sent()));
  }

  private Map<String, String> sent() {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    cookie.ifPresent(held -> sent.put("Cookie", held.pair()));
    return sent;
  }

  private ReceivedResponse kept(ReceivedResponse reply) {
    List<SetCookie> ours =
        reply.cookies().stream().filter(given -> given.name().equals(site.cookieName())).toList();
    if (ours.size() > 1) {
      throw new AssertionError("The response sets the session's cookie several times: " + ours);
    }
    ours.forEach(this::keep);
    return reply;
  }

  /** Sets an attribute of its session, by any method: the response may have no body. */
  public ReceivedResponse set(String name, String value) {
    return send(site.anyMethod(), "/set?name=" + name + "&value=" + value);
  }

  /** What its session holds. */
  public String read(String name) {
    return send("/get?name=" + name).body();
  }

  /** The Cookie header that it sends, or would send if it had one. */
  public String cookieHeader() {
    return cookie.map(SetCookie::pair).orElse("");
  }

  /** The id of its session. */
  public String id() {
    return site.idIn(cookie.orElseThrow(() -> new AssertionError("The visitor has no cookie")));
  }

  public boolean hasCookie() {
    return cookie.isPresent();
  }

  private void keep(SetCookie given) {
    cookie = given.isExpired() ? Optional.empty() : Optional.of(given);
  }
}
