package io.cloakroom.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a response says of its session: the cookies that it sets, and who may keep it.
 *
 * @param setCookie the values of the {@code Set-Cookie} headers to add, in this order
 * @param used whether the request asked for its session, so that the response may have been made
 *     from it
 */
public record SessionHeaders(List<String> setCookie, boolean used) {

  /** The headers of a response whose request never asked for its session: none. */
  public static final SessionHeaders NONE = new SessionHeaders(List.of(), false);

  /** The headers of a response that may have been made from the session, and sets no cookie. */
  static final SessionHeaders WITHOUT_COOKIE = new SessionHeaders(List.of(), true);

  private static final int NOT_MODIFIED = 304;

  private static final String CACHE_CONTROL = "Cache-Control";

  private static final String PRIVATE = TargetedCacheHeader.PRIVATE;

  /** Copies the cookies. */
  public SessionHeaders {
    setCookie = List.copyOf(setCookie);
  }

  /**
   * Returns the headers to add, by name, beside those that the response has, so that no shared
   * cache hands it to somebody else: {@code Cache-Control: private} where the response sets our
   * cookie or was made from the session. Where directives contradict one another, caches take the
   * strictest. Not added:
   *
   * <ul>
   *   <li>where the response has {@code private} or {@code no-store} already;
   *   <li>where it says {@code public} or {@code s-maxage}, so that the handler wants a shared
   *       cache to keep it, and sets no cookie of ours, which nobody else may have;
   *   <li>for a 304 without a cookie, which only confirms what a cache holds.
   * </ul>
   *
   * <p>Some caches obey a header of their own instead, such as {@code CDN-Cache-Control}, {@code
   * Surrogate-Control} or {@code Edge-Control}. Where the handler has set one, and the response
   * sets our cookie, that header is answered in the same way.
   *
   * @param status the response's status
   * @param names the names of the headers that it has
   * @param values the values of each of these
   * @see <a href="https://datatracker.ietf.org/doc/html/rfc9111#section-3">RFC 9111, sections 3,
   *     4.2.1 and 7.3</a>
   * @see <a href="https://datatracker.ietf.org/doc/html/rfc9213">RFC 9213</a>
   */
  public Map<String, String> caching(
      int status, Collection<String> names, Function<String, List<String>> values) {
    boolean setsCookie = !setCookie.isEmpty();
    if (!setsCookie && (!used || status < 200 || status == NOT_MODIFIED)) {
      return Map.of();
    }
    List<String> present = valuesOf(CACHE_CONTROL, names, values);
    boolean free = isFree(present, one -> isForOne(one) || (!setsCookie && isForAll(one)));
    if (!setsCookie) {
      return free ? Map.of(CACHE_CONTROL, PRIVATE) : Map.of();
    }
    Map<String, String> added = new LinkedHashMap<>();
    if (free) {
      added.put(CACHE_CONTROL, PRIVATE);
    }
    for (String name : names) {
      String answer = TargetedCacheHeader.answer(name, values.apply(name));
      if (!answer.isEmpty()) {
        added.put(name, answer);
      }
    }
    return added;
  }

  /** Whether nothing keeps a shared cache from handing a response to somebody else. */
  private static boolean isFree(List<String> present, Predicate<String> enough) {
    return present.isEmpty()
        || present.stream().flatMap(TargetedCacheHeader::directives).noneMatch(enough);
  }

  private static List<String> valuesOf(
      String header, Collection<String> names, Function<String, List<String>> values) {
    for (String name : names) {
      if (header.equalsIgnoreCase(name)) {
        return values.apply(name);
      }
    }
    return List.of();
  }

  /** Not with an argument: {@code private="Name"} is for a single header. */
  private static boolean isForOne(String directive) {
    return directive.equals(PRIVATE) || directive.equals(TargetedCacheHeader.NO_STORE);
  }

  private static boolean isForAll(String directive) {
    return directive.equals("public") || directive.startsWith("s-maxage=");
  }
}
