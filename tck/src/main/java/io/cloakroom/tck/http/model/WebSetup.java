package io.cloakroom.tck.http.model;

import io.cloakroom.http.CookieOptions.SameSiteRule;
import io.cloakroom.http.CookieOptions.Secure;
import io.cloakroom.http.OnHandlerError;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.http.Unset;
import io.cloakroom.record.CookiePriority;
import io.cloakroom.session.OnConflict;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.client.LikeIds;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tck.http.application.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Options of the applications that the model of the web runs over, and what follows from them.
 *
 * @param store options of the store, which make no difference here
 * @param rolling whether each response issues the cookie again
 * @param dropsOnError whether a handler that throws has changed nothing
 * @param unsetDestroys whether letting go of a session ends it
 * @param numbersIds whether each id begins with the number of the request that it was made for
 * @param expires whether the cookie has an end of its own
 * @param tls whether a proxy says that connections are secure
 * @param attributes what every cookie must have, apart from its end
 */
public record WebSetup(
    String name,
    UnaryOperator<EngineOptions> options,
    UnaryOperator<RedisSessionStoreBuilder> store,
    String cookieName,
    boolean rolling,
    boolean dropsOnError,
    boolean unsetDestroys,
    boolean numbersIds,
    boolean expires,
    boolean tls,
    Map<String, String> attributes) {

  public static final List<WebSetup> ALL =
      List.of(
          new WebSetup(
              "the usual options",
              options -> options,
              store -> store,
              "kit.sid",
              false,
              false,
              false,
              false,
              false,
              false,
              Map.of("path", "/", "httponly", "", "samesite", "Lax")),
          new WebSetup(
              "rolling, secure and with a maxAge",
              options ->
                  options
                      .name("__Host-kit")
                      .proxy(true)
                      .rolling(true)
                      .unset(Unset.DESTROY)
                      .cookie(
                          cookie ->
                              cookie
                                  .secure(Secure.ALWAYS)
                                  .sameSite(SameSiteRule.NONE)
                                  .partitioned(true)
                                  .priority(CookiePriority.HIGH)
                                  .maxAge(Duration.ofMinutes(10))),
              store -> store.userIndex(session -> "ada").touchAfter(Duration.ofMinutes(5)),
              "__Host-kit",
              true,
              false,
              true,
              false,
              true,
              true,
              Map.of(
                  "path",
                  "/",
                  "httponly",
                  "",
                  "samesite",
                  "None",
                  "secure",
                  "",
                  "partitioned",
                  "",
                  "priority",
                  "High")),
          new WebSetup(
              "dropping what a handler that throws has changed, and renewing the cookie by each use",
              options ->
                  options
                      .onHandlerError(OnHandlerError.DROP)
                      .genid(WebSetup::numbered)
                      .secrets(
                          "the newest secret, of more than 32 bytes",
                          "a secret that was used before, of 32 bytes",
                          "a secret that was used before that one, too")
                      .cookie(
                          cookie ->
                              cookie
                                  .path(Route.ANYTHING.path())
                                  .domain("example.test")
                                  .httpOnly(false)
                                  .maxAge(Duration.ofMinutes(10))
                                  .renewAfter(0)),
              store -> store.maxLifetime(Duration.ofDays(1)).onConflict(OnConflict.OVERWRITE),
              "kit.sid",
              true,
              true,
              false,
              true,
              true,
              false,
              Map.of("path", Route.ANYTHING.path(), "domain", "example.test", "samesite", "Lax")));

  /** The header with a request's number. */
  static final String NUMBER = "X-Kit-Number";

  private static SessionId numbered(SessionRequest request) {
    return SessionId.of(String.join("", request.headers(NUMBER)) + "-" + LikeIds.next().value());
  }

  @Override
  public String toString() {
    return name;
  }
}
