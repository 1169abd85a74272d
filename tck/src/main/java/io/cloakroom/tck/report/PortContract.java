package io.cloakroom.tck.report;

import java.util.List;

/** The clauses of the port {@code RedisCommands}. */
final class PortContract {

  static final List<Clause> CLAUSES =
      List.of(
          new Clause(
              "P1",
              "Reading a missing key is empty, not an exception.",
              "Each first visit is an error page, or shows somebody a session that has ended.",
              "How the client says that there is nothing: null, an empty reply, an exception; and"
                  + " any cache in it."),
          new Clause(
              "P2",
              "Any bytes come back unchanged, 1 MiB of them too; keys are UTF-8, and one that UTF-8"
                  + " cannot encode is refused by the call itself.",
              "Encrypted and compressed sessions are destroyed when they are saved: everybody is"
                  + " logged out.",
              "The client's codec: it must hand bytes through, and write keys as UTF-8 whatever the"
                  + " platform's charset."),
          new Clause(
              "P3",
              "A value and its TTL are written by one command.",
              "A crash between the two leaves sessions that never end, and a Redis that fills up.",
              "`SET key value PX ttl` instead of `SET` and then `PEXPIRE`."),
          new Clause(
              "P4",
              "A write without a TTL removes an earlier one.",
              "Sessions that should stay disappear.",
              "`KEEPTTL`, or a client that adds it."),
          new Clause(
              "P5",
              "If-absent writes once, and the first value stays.",
              "Two visitors get one session: each sees the other's data.",
              "`SET … NX` in one command, not a look and then a write."),
          new Clause(
              "P6",
              "If-present creates nothing.",
              "A session that log-out has ended comes back.",
              "`SET … XX`, and a reply of nil as false."),
          new Clause(
              "P7",
              "Compare-and-set writes only over the expected value; of racing writers one wins.",
              "Changes are lost: of two requests at a time, one's basket is gone.",
              "The script's keys and arguments, passed on as bytes and in order; its reply as a"
                  + " list of bytes."),
          new Clause(
              "P8",
              "TTLs keep their milliseconds; one that is not positive is refused before anything is"
                  + " sent.",
              "Sessions end too early, at once, or never.",
              "`PX` and `PEXPIRE` instead of `EX` and `EXPIRE`; `TimeToLive.toMillis` first thing"
                  + " in the call."),
          new Clause(
              "P9",
              "Expire tells whether the key exists, and creates nothing.",
              "People who are active are logged out, or sessions that ended are taken for alive.",
              "The reply 1 or 0 of `PEXPIRE`."),
          new Clause(
              "P10",
              "Reading with a new TTL is one round trip, and works without `GETEX`, too.",
              "Each page view costs twice as many commands, or fails on servers before 6.2.",
              "`GETEX key PX ttl`; on its refusal `RedisScript.GET_AND_EXPIRE`, by a `Fallback` in"
                  + " a field and its `tried`."),
          new Clause(
              "P11",
              "Missing, without a TTL, and with one are three different answers.",
              "A session that never ends is taken for one that has ended, or the other way round.",
              "`PTTL` and its -2 and -1: `TimeToLive.ofPttl`."),
          new Clause(
              "P12",
              "Deleting nothing sends nothing; deleting several counts those that existed.",
              "Log-out fails or says that it did what it did not; in a cluster, clearing sessions"
                  + " is refused.",
              "`DEL` per slot, the sum of the replies, and no command for no keys."),
          new Clause(
              "P13",
              "Several values come in the order asked for; missing and wrong-typed keys are empty.",
              "Lists of sessions show one user's data as another's, or fail over one foreign key.",
              "`MGET` per slot, put back into the order asked for."),
          new Clause(
              "P14",
              "A scan finds every string that is there throughout, among any number of other keys.",
              "Some sessions can't be listed, counted or ended: \"log out everywhere\" leaves some"
                  + " logged in.",
              "An empty page is not the end: only the cursor 0 is. `TYPE string`. In a cluster,"
                  + " every master."),
          new Clause(
              "P15",
              "A scan comes a page at a time, and can be left.",
              "With many sessions, listing them exhausts the memory or stops Redis.",
              "One `SCAN` to a master per call with the cursor given; no helper of the client that"
                  + " collects all keys."),
          new Clause(
              "P16",
              "A scan's prefix is literal.",
              "Clearing one application's sessions also ends another's.",
              "`ScanPattern.startingWith(prefix)` instead of `prefix + \"*\"`."),
          new Clause(
              "P17",
              "Scripts survive `SCRIPT FLUSH` and a restarted server.",
              "After each restart of Redis nobody can save anything.",
              "`EVALSHA`, and on `NOSCRIPT` `EVAL`: `Fallback.whenRefused`."),
          new Clause(
              "P18",
              "Refused, timed out and unreachable are three types; the client's own exception is"
                  + " the cause.",
              "An outage is taken for a bug or the other way round, and \"Redis is away\" for"
                  + " \"logged out\".",
              "Where the client's exceptions become `RedisRefusedException`,"
                  + " `RedisTimeoutException`, `RedisUnreachableException`; and whether the client"
                  + " keeps commands for later while it is disconnected, which turns"
                  + " \"unreachable\" into a timeout."),
          new Clause(
              "P19",
              "While the server is away calls fail within the timeout; once it is back they work,"
                  + " without a restart.",
              "An outage of Redis hangs every request, or outlasts itself until somebody restarts"
                  + " the application.",
              "The client's command timeout, its queue while it is disconnected, and its"
                  + " reconnecting."),
          new Clause(
              "P20",
              "A client that was handed in is never closed.",
              "Other parts of the application lose their Redis.",
              "A `close()` in the adapter, or in what it does after a failure."),
          new Clause(
              "P21",
              "A hundred threads share an adapter; a cancelled or interrupted call affects no other"
                  + " call; of tens of thousands of calls at a time none is forgotten.",
              "Somebody gets another user's session.",
              "A connection that two calls use at a time, or that goes back to its pool with a"
                  + " reply still to come; a pool that turns calls away."),
          new Clause(
              "P22",
              "Failovers and moved slots are handled or surface as \"unreachable\".",
              "During a failover people are logged out, or get an old session.",
              "`MOVED`, `ASK`, `READONLY`, `CLUSTERDOWN`, `LOADING`, `TRYAGAIN` as \"unreachable\""
                  + " where the client does not handle them."),
          new Clause(
              "P23",
              "A key prefix that is configured in the client changes nothing for callers;"
                  + " `keyOnServer` returns the key with it.",
              "Sessions are saved and can't be listed or ended.",
              "Keys of scripts and the pattern of a scan get the prefix; keys that a scan finds"
                  + " lose it."),
          new Clause(
              "P24",
              "Every call ends within the timeout, all its commands and all parts of a reply"
                  + " together. When a connection receives nothing any more, the port works again"
                  + " within three timeouts; connections that the server closed while they were"
                  + " idle fail one call at most.",
              "After a firewall forgot a connection, every request fails until somebody restarts"
                  + " the application. On a slow server one request waits for many timeouts.",
              "What the client does with a connection whose answers do not come: it has to be left"
                  + " after a timeout. Timeouts that begin again with each command, each part of a"
                  + " batch or each read from a socket."),
          new Clause(
              "P25",
              "Another server's write is seen by the next read: nothing is cached, and any sequence"
                  + " of calls answers as Redis does.",
              "Somebody who logged out elsewhere stays logged in; a change made on one server is"
                  + " undone by another.",
              "Caches in the client or before it, and state that one call leaves for the next."),
          new Clause(
              "P26",
              "A server or proxy that refuses `GETEX`, `EVALSHA`, `TYPE` of a scan or `IFEQ`, in"
                  + " whatever words, is asked once; then the fallback is used.",
              "Behind a managed service or a proxy nothing works, or each read costs two commands.",
              "`Fallback.tried`, which goes by no wording and remembers; `isAboutCommand` of the"
                  + " refusal."),
          new Clause(
              "P27",
              "Values of any size, any number of keys, any TTL and any text as a key are treated"
                  + " alike.",
              "Large baskets are cut, long log-ins end early, and two users with similar names"
                  + " share a session.",
              "Chunking, buffers and limits at powers of two; TTLs of more than 32 bits;"
                  + " normalizing, folding or escaping of keys."),
          new Clause(
              "P28",
              "A call that fails, is cancelled or interrupted harms no other call and is not"
                  + " carried out later; the interrupt flag stays; no threads and no connections"
                  + " pile up.",
              "After an outage the pool is exhausted, somebody gets another user's session, or a"
                  + " session that was written since is deleted.",
              "Connections that are not given back, or twice; replies still to come; commands that"
                  + " are kept for later; a thread for each timeout; `InterruptedException` that is"
                  + " swallowed."),
          new Clause(
              "P29",
              "A write that depends on the value that is there compares every byte and creates"
                  + " nothing, by script or by the server itself; a conflict brings what is there.",
              "On one server generation changes are lost, or log-out is undone.",
              "`SET … IFEQ` and what follows its nil; the fallback to the script, which is"
                  + " remembered."),
          new Clause(
              "P30",
              "What follows an answer or a failure may wait for another answer.",
              "Work that waits in a callback stops every call until the timeout.",
              "Complete stages on a thread other than the one that receives answers:"
                  + " `thenApplyAsync`, and for failures `exceptionallyComposeAsync`;"
                  + " `ClientCommands` does."));

  private PortContract() {}
}
