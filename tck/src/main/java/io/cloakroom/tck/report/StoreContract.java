package io.cloakroom.tck.report;

import java.util.List;

/** The clauses of the session store. */
final class StoreContract {

  static final List<Clause> CLAUSES =
      List.of(
          new Clause(
              "S1", "An unknown id is empty.", "Each first visit is an error page.", "`get`."),
          new Clause(
              "S2",
              "What was set comes back equal and of the same class (a view, such as the keys of a map, as a plain collection), or is refused when saved, by name and class.",
              "A cast fails at the next request, far from the line that stored the value.",
              "The serializer: it must refuse to write what it could not restore."),
          new Clause(
              "S3",
              "An invalid id (empty, more than 4,096 characters, half of a surrogate pair) is refused before any command.",
              "A hostile cookie becomes a key in your Redis.",
              "`SessionId.of`, before anything is asked."),
          new Clause(
              "S4",
              "The key is the prefix and the id; without a prefix, walking over all sessions is refused.",
              "Clearing sessions clears the whole Redis.",
              "How keys are built, and `ids`, `all`, `length`, `clear` with an empty prefix."),
          new Clause(
              "S5",
              "The TTL is the cookie's expiry, or else the option `ttl`; a function replaces both.",
              "People are logged out earlier or later than you said.",
              "Which of the three a write and a touch take."),
          new Clause(
              "S6",
              "All of this holds with encryption, compression and hashed ids alike.",
              "Turning encryption on changes how long people stay logged in.",
              "Where the encoded form takes another way to the port."),
          new Clause(
              "S7",
              "An expiry now or in the past removes the session, unless another request has prolonged it.",
              "Saving an ended session fails, or leaves its old data readable.",
              "A TTL of zero or less: delete instead of write."),
          new Clause(
              "S8",
              "A wrong option is refused when it is given, by its name.",
              "A mistake in the configuration is found by a user instead of at the start.",
              "The builder's checks."),
          new Clause(
              "S9",
              "A part of a second is rounded up.",
              "Short sessions end at once.",
              "Rounding of the TTL."),
          new Clause(
              "S10",
              "A destroyed session stays destroyed when another request saves it, and that request learns of it.",
              "Log-out does not log out: a slow request brings the session back.",
              "Saving must be conditional on the key being there."),
          new Clause(
              "S11",
              "When two requests change different attributes, both changes are kept; a conflict costs one more command.",
              "A basket loses an item when two tabs are open.",
              "Compare-and-set, and applying the request's own changes to what is found."),
          new Clause(
              "S12",
              "A prefix sees exactly its own sessions, whatever characters are in it.",
              "Clearing one application's sessions ends another's, too.",
              "Escaping of the scan pattern, and keys that have a further colon."),
          new Clause(
              "S13",
              "`ids`, `all` and `length` contain no session twice and no expired one.",
              "The number of sessions is wrong.",
              "Scans repeat keys."),
          new Clause(
              "S14",
              "`clear` deletes in bounded batches, however large the pages of a scan are.",
              "Clearing many sessions stops Redis for everybody.",
              "How many keys one delete gets."),
          new Clause(
              "S15",
              "`ids` and `all` stream.",
              "Listing many sessions exhausts the memory.",
              "Pages must be asked for when they are needed."),
          new Clause(
              "S16",
              "Keys that hold no session are skipped.",
              "One foreign key makes every list of sessions fail.",
              "A failure of one entry inside `all`, `ids` and `clear`."),
          new Clause(
              "S17",
              "`touch` resets the TTL; it never creates and never deletes a session.",
              "Active people are logged out, or ended sessions live again.",
              "`PEXPIRE`, and its reply."),
          new Clause(
              "S18",
              "Every session expires, unless `disableTtl` is set.",
              "Redis fills up.",
              "Any write without a TTL."),
          new Clause(
              "S19",
              "Touches can be throttled.",
              "Active people are logged out at the end of the window.",
              "The TTL that is left when a touch is skipped."),
          new Clause(
              "S20",
              "An encrypted record with one changed byte is unreadable.",
              "A forged record becomes a session.",
              "The cipher's tag, over all of the record."),
          new Clause(
              "S21",
              "A plain record in an encrypting store is refused, or accepted and encrypted when next saved.",
              "Who can write to Redis can write sessions, in spite of encryption.",
              "`onPlainRecord`."),
          new Clause(
              "S22",
              "A record copied to another session's key is unreadable.",
              "Who can write to Redis can log in as anybody.",
              "The key's name in the cipher's additional data."),
          new Clause(
              "S23",
              "A record under a retired key is read, and moves to the newest key when next saved.",
              "Rotating the key logs everybody out.",
              "The key ring."),
          new Clause(
              "S24",
              "A new id: the data moves, the old id no longer works, and at every moment one of the two is stored.",
              "An attacker who planted an id is logged in along with the user, or the user loses the basket at log-in.",
              "The order: write the new key, then compare-and-delete the old."),
          new Clause(
              "S25",
              "Destroying a session twice returns false the second time.",
              "Log-out in two tabs is an error page.",
              "The count that the delete answers."),
          new Clause(
              "S26",
              "No session lives longer than `maxLifetime`.",
              "A stolen session can be kept alive for ever.",
              "The time of creation, in the record."),
          new Clause(
              "S27",
              "Sessions can be found by user, and ended in bounded batches, also those that can't be read here; log-ins that go on do not prolong that, what has ended leaves nothing behind, and a user without a name is refused.",
              "\"Log out everywhere\" leaves some logged in.",
              "The index and its own TTL."),
          new Clause(
              "S28",
              "With hashed ids, no key and no value contains an id.",
              "Who can read Redis can take over sessions.",
              "What is written besides the key."),
          new Clause(
              "S29",
              "Stored bytes never choose a class.",
              "Who can write to Redis can run code in the application.",
              "The serializer's allow-list, before a class is loaded."),
          new Clause(
              "S30",
              "Creating, reading (with a touch or without), touching, updating and destroying are one command each.",
              "Each request waits longer for Redis.",
              "What is asked before or after the one command."),
          new Clause(
              "S31",
              "`CONFIG`, `KEYS`, `FLUSHDB`, `FLUSHALL` and `DBSIZE` are never sent.",
              "It fails on a managed Redis, or stops it for everybody.",
              "What the client sends when it connects, and how it lists keys."),
          new Clause(
              "S32",
              "The JSON record is express-session's.",
              "Node applications can't read the sessions, and answer 500.",
              "The record's member `cookie` and its order."),
          new Clause(
              "S33",
              "An unreadable record follows a policy, is logged once, and no update overwrites it.",
              "One damaged record locks its user out, or fills the log.",
              "`onUnreadable`, and the exception of the serializer."),
          new Clause(
              "S34",
              "No message holds a full id, a secret or data.",
              "Logs hold what is needed to take over a session.",
              "Messages of exceptions, and their causes."),
          new Clause(
              "S35",
              "A value that was changed in place is found, by one serialization at most.",
              "Items put into a list are lost unless it is set again, or each request serializes the whole session twice.",
              "`isModified`, and what an update does with its outcome."),
          new Clause(
              "S36",
              "A session that was only read is never written; setting an equal value or cookie is no change.",
              "A page that only reads overwrites what another request saved.",
              "Compare with the record by the stored form, and write only what differs."),
          new Clause(
              "S37",
              "What can't be restored here stays in the record with its type, and follows one option when it is asked for.",
              "A rolling deployment loses data, or logs people out.",
              "Write back byte for byte what nobody changed."),
          new Clause(
              "S38",
              "Several concurrent saves of one session, and changes that are made during them, lose nothing.",
              "Changes that were acknowledged are gone.",
              "Saves of one session take turns; what a save covers is known by what it took."),
          new Clause(
              "S39",
              "If a save fails for any reason, its stage fails and no change is forgotten. The failure of an option's function names the option; what an observer throws fails nothing.",
              "The next save succeeds without the changes of the failed one.",
              "Forget a change only when it was written."),
          new Clause(
              "S40",
              "A value that was set and then changed in place is found after a save, a conflict and a new id.",
              "Items put into a list that was just set are lost.",
              "Keep what was set among the values to compare."),
          new Clause(
              "S41",
              "Changes given as functions are applied again on conflicts, so that all of them count.",
              "Of two increments at a time one is lost.",
              "Apply functions to what is found, not to what was loaded."),
          new Clause(
              "S42",
              "Two hundred writers of one session at a time all succeed, in bounded time.",
              "A busy page answers with errors.",
              "A queue within each JVM, random pauses between JVMs."),
          new Clause(
              "S43",
              "A single bad entry does not fail a walk over sessions, a search by user or `destroyAll`.",
              "One damaged record keeps all of a user's sessions alive.",
              "Catch what one entry throws, the application's functions included."),
          new Clause(
              "S44",
              "No walk sees or ends the sessions of another prefix.",
              "Clearing one application's sessions logs out another's users.",
              "A prefix ends with a character that stands for no part of an id in a key."),
          new Clause(
              "S45",
              "Creation time and idle interval are facts of the record, and the last use is known by what is left of its TTL, within the range of what Redis keeps; neither a crash in the middle of a read that asks for it prolongs an idle interval, nor does a clock that is set back, or a TTL of up to half of the usual one that another request or server has set, end a session in use.",
              "Idle sessions live on, or active ones die.",
              "Where the TTL comes from, and which clock says how old something is."),
          new Clause(
              "S46",
              "An encrypting store writes nothing in readable form, by any method; no nonce is used twice; no record can be read under another key, prefix (of the store or the client) or id.",
              "Who can read Redis reads sessions, or moves one user's session to another.",
              "Which verb writes around the cipher, where its nonces come from, and `keyOnServer` in the additional data."),
          new Clause(
              "S47",
              "Where Redis refuses a command, or a serializer throws, neither the message nor the chain of causes holds an id, a key or data.",
              "Clients quote the command that failed, and logs then hold what is needed to take over a session.",
              "The cause that the port hands on: the reply, without the command's arguments; what is told of a serializer's exception."),
          new Clause(
              "S48",
              "Where the server compares by itself, S10, S11 and S24 hold without a right to scripts.",
              "A Redis user with few rights can't save, or saves what was destroyed.",
              "The steps of a new id without a script: the note of the old id comes first, and goes where the record was not replaced."),
          new Clause(
              "S49",
              "A blocking call on a thread by which the Redis client receives answers is refused before any command, and the message names the thread.",
              "Each such call fails after two seconds, and holds up all others.",
              "`mayWait`, and `isOnReceivingThread` of the port."),
          new Clause(
              "S50",
              "Any sequence of verbs, by several holders and in every form of record, leaves in Redis what a model of the store says.",
              "Something is lost, ends early or comes back, in a case that nobody thought of.",
              "The few steps that the failure names, and the clause that it says they break."),
          new Clause(
              "S51",
              "With `expiredEvents`, a session that expired, or that another program ended, is reported with its masked id, user and creation time: at least once, by one server at a time; one that lives is not.",
              "Events are lost when a server dies, come twice, or come for people who are still there.",
              "What is forgotten before the listener has returned; the TTL of the session's key, which alone says whether it lives."),
          new Clause(
              "S52",
              "What the application ends, in whatever way and race, is not reported as expired.",
              "People who logged out get a mail that their session has expired.",
              "The end must be announced before the record is removed, and asked for again before it is reported."),
          new Clause(
              "S53",
              "The index of ends costs a command when a session begins and one when it ends, none when it is used; it expires by itself and shows nothing of an encrypted store.",
              "Each request costs more; names of users can be read in Redis.",
              "What writes to the index, and when."),
          new Clause(
              "S54",
              "Any text can be an id, as in express-session; each has one key, which is no other session's, no key of another prefix and none of the store's own; a log shows a few visible characters of it.",
              "Users whose ids hold a colon are logged out, or one id opens another's session.",
              "How an id stands in its key: `SessionKeys` and `IdForm`."),
          new Clause(
              "S55",
              "Where a cookie has a maxAge, its end in the record is the one that the client was told: a save moves it only where the client gets the cookie again.",
              "Who writes often, or from the background, is logged out although active: the renewal of the cookie is put off until it is too late.",
              "`Session.renewCookie`, and the cookie that a save writes."),
          new Clause(
              "S56",
              "No compressed record expands beyond 16 MiB when it is read, and no form is opened within itself, encrypted or not; what is larger is not compressed, and comes back.",
              "Who can write to Redis can exhaust the memory of every server with a record of a few KiB.",
              "`RecordCompression.expand`, which counts while it expands; and what is compressed although it may not expand again."));

  private StoreContract() {}
}
