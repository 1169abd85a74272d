package io.cloakroom.tck.report;

import java.util.List;

/** The clauses of a web integration. */
final class HttpContract {

  static final List<Clause> CLAUSES =
      List.of(
          new Clause(
              "H1",
              "A handler that never asks for the session costs nothing, and sets no cookie.",
              "Each image and each health check is a command to Redis.",
              "Load when a handler asks, not when a request comes."),
          new Clause(
              "H2",
              "Reading an absent session creates none and sets no cookie.",
              "Each visit of a robot stores a session in Redis.",
              "What reading does to a new session."),
          new Clause(
              "H3",
              "The first write sets exactly one cookie, as configured, whose signature verifies.",
              "The browser sends no cookie back, or scripts can read it.",
              "How the integration adds `Set-Cookie`, and how often."),
          new Clause(
              "H4",
              "The next request sees what was written, overwritten and removed.",
              "Changes are lost.",
              "What the framework's session methods do with the engine's."),
          new Clause(
              "H5",
              "The session is saved before the first byte leaves, however long Redis takes.",
              "Sometimes the user is not logged in yet after a redirect.",
              "The one place where the response is committed, and that it waits."),
          new Clause(
              "H6",
              "Large, streamed, asynchronous, event and error responses commit exactly once.",
              "Some pages lose changes, or save twice.",
              "Ways around that place: flushes, streams, error pages."),
          new Clause(
              "H7",
              "What a throwing handler changed is saved or dropped, by one option; what the exception's handler sets is in the user's own session.",
              "Half of a change is kept, or an error page logs its user out.",
              "What happens to the exchange when a handler throws."),
          new Clause(
              "H8",
              "Garbage cookies are no session, never an error, and cost nothing.",
              "Anybody can cause error pages, or load on Redis.",
              "What parses cookies before the engine does."),
          new Clause(
              "H9",
              "An unknown id is never adopted, and costs one command.",
              "An attacker plants an id, and is logged in when the user logs in.",
              "A new session must get a new id."),
          new Clause(
              "H10",
              "Of several cookies with the name the first valid one counts, however many are forged; those of ended sessions cost at most 4 commands.",
              "A cookie of another path or domain locks the user out.",
              "Hand the whole `Cookie` header to the engine."),
          new Clause(
              "H11",
              "Log-in changes the id; the data is kept or dropped, as asked; of two log-ins at once neither is lost.",
              "An attacker who planted an id is logged in when the user logs in.",
              "`regenerate`."),
          new Clause(
              "H12",
              "Log-out removes the key, and the cookie with the same path and domain; if another request has given the session a new id meanwhile, it is an error.",
              "Log-out does not log out.",
              "`destroy`, and what is saved after it."),
          new Clause(
              "H13",
              "A slow request cannot bring back a session that another one destroyed.",
              "Log-out does not log out.",
              "The save must be the store's update, which never creates."),
          new Clause(
              "H14",
              "When a slow and a fast request write different attributes, both are kept.",
              "A basket loses an item when two tabs are open.",
              "One session object per request, saved by update."),
          new Clause(
              "H15",
              "Rolling off: an unchanged response sets no cookie; on: cookie and TTL are renewed together.",
              "Active people are logged out.",
              "The options handed to the engine, and touches."),
          new Clause(
              "H16",
              "`saveUninitialized`, `resave`, `unset` and `genid` behave as in express-session; any text can be an id.",
              "An option does nothing, or users whose ids hold a colon are logged out.",
              "The options handed to the engine."),
          new Clause(
              "H17",
              "A Secure cookie on plain http is neither sent nor its session stored; a proxy's headers count only if it is trusted, and not where they contradict each other.",
              "Cookies are sent unencrypted, or nobody can log in behind the proxy.",
              "What the integration says about the connection, `X-Forwarded-Proto` and `Forwarded`."),
          new Clause(
              "H18",
              "A cookie under an old secret is accepted, and issued again under the newest.",
              "Rotating the secret logs everybody out.",
              "All secrets handed to the engine, the newest first."),
          new Clause(
              "H19",
              "Redis away: 503 or going on without a session, as chosen, within the timeout, whatever the handler answers, and normal again once it is back.",
              "An outage looks like being logged out, or hangs the server.",
              "What becomes of a failed load and a failed save."),
          new Clause(
              "H20",
              "An unreadable record is no session, and no other session's cookie replaces it until its user logs in.",
              "One damaged record locks its user out until the cookie goes.",
              "What becomes of an unreadable record."),
          new Clause(
              "H21",
              "The id is in nothing but the cookie.",
              "Logs, links and pages hold what is needed to take over a session.",
              "Headers and URLs that the framework writes ids into."),
          new Clause(
              "H22",
              "Two applications share a Redis, a client and a JVM without mixing.",
              "A user of one is logged in to the other.",
              "Statics, and one store or cookie name for all."),
          new Clause(
              "H23",
              "No event loop is blocked.",
              "One slow Redis stops every request.",
              "Calls that wait on a thread of the event loop."),
          new Clause(
              "H24",
              "The price list: commands per request.",
              "Each request waits longer for Redis.",
              "What is asked in addition."),
          new Clause(
              "H25",
              "Outside of the cookie's path there is no session, and what would begin one or give it an id is refused.",
              "Sessions begin where their cookie can't be sent back.",
              "The request's path, as handed to the engine."),
          new Clause(
              "H26",
              "WebSocket upgrades can read the session of their request, and their answer carries the cookie that is due.",
              "WebSockets do not know their user, or their user's cookie is not renewed.",
              "How the session gets from the upgrade request to the socket, and whether it is read before the upgrade is answered."),
          new Clause(
              "H27",
              "Live sessions are shared with Express.",
              "Moving from Node logs everybody out.",
              "Secret, cookie name, prefix, and the record."),
          new Clause(
              "H28",
              "Nothing but the cookie carries an id.",
              "A link can carry a planted session.",
              "`;jsessionid=`, `X-Auth-Token` and parameters that the framework takes ids from."),
          new Clause(
              "H29",
              "Requests with the id from before a log-in that are under way, or come within a minute, cannot undo the log-in, however it changes the id: they get no cookie and no session, unless they log in themselves.",
              "A page that polls sometimes logs its user out again.",
              "The cookie of a session that begins although another request has just changed the id, or put another session in its place."),
          new Clause(
              "H30",
              "Where the cookie cannot be sent, nothing is done that needs it: no new id, no session and no destruction.",
              "Log-in behind a misconfigured proxy logs the user out.",
              "Whether the connection is TLS, as handed to the engine, and what becomes of an exception in a handler."),
          new Clause(
              "H31",
              "The cookie's facts are right whenever it is issued: Secure and SameSite by the connection, after a new id by the options.",
              "A session that began over http is sent unencrypted after log-in, or one user's \"remember me\" passes to the next.",
              "How the integration adds `Set-Cookie`."),
          new Clause(
              "H32",
              "A response that sets the cookie is private whatever its handler says in `Cache-Control`, `Edge-Control`, `Surrogate-Control` or any header whose name ends in `-Cache-Control`; one that was made from the session is unless its handler says `public`; one that never asked stays cacheable.",
              "A cache hands one visitor's page, and cookie, to the next.",
              "`SessionHeaders.cacheControl`."),
          new Clause(
              "H33",
              "Where there is no session, the framework's own API shows none.",
              "A gate that asks whether there is a session lets everybody in.",
              "What stands for a session before it is loaded."),
          new Clause(
              "H34",
              "A cookie with a maxAge is renewed once a part of it has gone, and not before.",
              "Active users are logged out, or no response can be cached.",
              "The cookies that reads issue."),
          new Clause(
              "H35",
              "Every method, status, way of sending cookies and way in which a handler ends is treated alike: any sequence of requests to several servers is answered as a model says.",
              "Some requests lose what was saved, keep an old id, or log out.",
              "The few requests that the failure names, and the clause that it says they break."),
          new Clause(
              "H36",
              "What is changed while a response streams is saved before the response ends, or the response is broken off; a change or a new id that comes after it, or whose session has expired meanwhile, is an error.",
              "What a background thread or a slow request writes is lost silently.",
              "When the exchange is completed, and what becomes of a failed commit."),
          new Clause(
              "H37",
              "Ending a user's other sessions leaves the one of this request, under a new id, and no other, in whatever order with a new id or a log-in; where another request has given it a new id meanwhile, nothing ends and it is an error.",
              "\"Log out everywhere else\" logs out here, too, or leaves a thief logged in.",
              "`RequestSession.destroyOthers`: the others end after the session has its new id."),
          new Clause(
              "H38",
              "A WebSocket reads its session again with any message, and learns that it has ended.",
              "A user who has logged out can go on through an open socket.",
              "What a message handler is given to read the session by."),
          new Clause(
              "H39",
              "A session is found in every form of request: absolute targets, HTTP/1.0, several `Cookie` lines, a path in any spelling that the server serves; requests on one connection have their own. Whatever else a request carries makes no difference: a body, headers, other cookies, a long query.",
              "Some clients and proxies are never logged in, or one gets another's session.",
              "The request's path and headers, as handed to the engine."),
          new Clause(
              "H40",
              "When requests change one attribute by a function at the same time, all of them count: a hundred increments over two servers add a hundred.",
              "Counters, baskets and stocks lose what people did at the same time.",
              "What the framework's session offers for `RequestSession.update`."),
          new Clause(
              "H41",
              "When the visitor's connection goes away, before the answer or in its middle, what handlers changed is saved, and the request ends for its session.",
              "What people do on bad connections is lost, and background work writes into sessions for ever.",
              "What completes the exchange when writing the response fails, or its body is cancelled."));

  private HttpContract() {}
}
