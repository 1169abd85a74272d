package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.SessionHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** H32: which responses get {@code Cache-Control: private}, by what they say already. */
class SessionHeadersTest {

  private static final SessionHeaders COOKIE = new SessionHeaders(List.of("sid=x"), true);
  private static final Map<String, String> PRIVATE = Map.of("Cache-Control", "private");
  private static final SessionHeaders READ = new SessionHeaders(List.of(), true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cache-Control                       | status | cookie | read  | untouched
          ''                                  | 200    | true   | true  | false
          max-age=600                         | 200    | true   | true  | false
          no-cache                            | 200    | true   | true  | false
          public, max-age=600                 | 200    | true   | false | false
          max-age=600,PUBLIC                  | 301    | true   | false | false
          s-maxage=600                        | 200    | true   | false | false
          private                             | 200    | false  | false | false
          max-age=600 , Private               | 404    | false  | false | false
          no-store                            | 200    | false  | false | false
          private="Set-Cookie"                | 200    | true   | true  | false
          no-cache="Set-Cookie, private"      | 200    | true   | true  | false
          x="a\\", private, \\"b", max-age=1   | 200    | true   | true  | false
          x="never closed, private            | 200    | true   | true  | false
          ''                                  | 304    | true   | false | false
          public                              | 304    | true   | false | false
          ''                                  | 101    | true   | false | false
          ''                                  | 503    | true   | true  | false
          """,
      useHeadersInDisplayName = true)
  void H32_privateIsAddedWhereNothingElseSaysSo(
      String cacheControl, int status, boolean cookie, boolean read, boolean untouched) {
    Map<String, List<String>> present =
        cacheControl.isEmpty() ? Map.of() : Map.of("cache-control", List.of(cacheControl));

    assertThat(added(COOKIE, status, present)).isEqualTo(cookie ? PRIVATE : Map.of());
    assertThat(added(READ, status, present)).isEqualTo(read ? PRIVATE : Map.of());
    assertThat(added(SessionHeaders.NONE, status, present))
        .isEqualTo(untouched ? PRIVATE : Map.of());
  }

  private static Map<String, String> added(
      SessionHeaders headers, int status, Map<String, List<String>> present) {
    return headers.caching(status, present.keySet(), present::get);
  }

  /** RFC 9213, and what came before it: caches that obey their own header ignore the other one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CDN-Cache-Control            | max-age=600           | private
          Cloudflare-CDN-Cache-Control | public, max-age=600   | private
          cdn-cache-control            | max-age=600           | private
          CDN-Cache-Control            | max-age=600, private  | ''
          Vercel-CDN-Cache-Control     | no-store              | ''
          Surrogate-Control            | max-age=600, content="ESI/1.0" | no-store
          Surrogate-Control            | private, max-age=600  | no-store
          surrogate-control            | no-store              | ''
          Surrogate-Control            | max-age=9;edge, max-age=8 ; Mid.example, no-store | no-store;edge, no-store;mid.example
          Surrogate-Control            | max-age=9;edge        | no-store, no-store;edge
          Surrogate-Control            | no-store, no-store;edge | ''
          Netlify-CDN-Cache-Control    | max-age=600;durable   | private
          X-LiteSpeed-Cache-Control    | public,max-age=600    | private
          CDN-Cache-Control            | must-revalidate       | private
          Edge-Control                 | cache-maxage=1d       | no-store
          Edge-Control                 | !no-store, max-age=9  | no-store
          Edge-Control                 | bypass-cache          | ''
          Nobody-Knows-Control         | s-maxage=9;pop="x,y"  | no-store
          X-DNS-Prefetch-Control       | on                    | ''
          X-Cache                      | max-age=600           | ''
          """)
  void H32_headersOfSingleCachesAreAnsweredWhereTheCookieIsSet(
      String name, String value, String answer) {
    Map<String, List<String>> present =
        Map.of(name, List.of(value), "Cache-Control", List.of("no-store"));

    assertThat(added(COOKIE, 200, present))
        .isEqualTo(answer.isEmpty() ? Map.of() : Map.of(name, answer));
    assertThat(added(READ, 200, present)).as("what its handler says").isEmpty();
    assertThat(added(SessionHeaders.NONE, 200, present)).isEmpty();
  }
}
