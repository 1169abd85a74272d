package io.cloakroom.session.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.StageFailure;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.session.keys.ReservedKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The index of ends in Redis: the words of sessions, by the time at which to look at them. */
public final class EndEntries {

  /** Into how many parts the index is divided: a cluster has them on different servers. */
  public static final int PARTS = 16;

  /** How long removing a record may take after it was announced, with all that may go wrong. */
  private static final Duration REMOVAL = Duration.ofMinutes(1);

  private static final String ADVICE =
      "The option expiredEvents needs scripts on this server: allow the Redis user +evalsha and"
          + " +eval and the commands in docs/operations.md, or turn the option off";

  private final RedisCommands commands;
  private final ReservedKeys keys;
  private final EndFacts facts;

  public EndEntries(RedisCommands commands, ReservedKeys keys, EndFacts facts) {
    this.commands = commands;
    this.keys = keys;
    this.facts = facts;
  }

  /** What happens to entries of sessions. */
  public enum Mark {
    ANNOUNCE,
    WITHDRAW,
    REMOVE
  }

  /**
   * Enters a session.
   *
   * @param ttl when to look at it
   * @param inAnyCase false: only where it has an entry already
   */
  public CompletionStage<Void> enter(
      String word, Duration ttl, EndFacts.Known known, boolean inAnyCase) {
    Duration possible = ttl.compareTo(TimeToLive.MAXIMUM) > 0 ? TimeToLive.MAXIMUM : ttl;
    return eval(
            RedisScript.ENDS_ENTER,
            partOf(word),
            List.of(
                word.getBytes(UTF_8),
                bytes(TimeToLive.toMillis(possible)),
                facts.write(word, known),
                (inAnyCase ? "1" : "").getBytes(UTF_8)))
        .thenAccept(nothing -> {});
  }

  /** Marks entries, and returns the script's answer for each word. */
  public CompletionStage<Map<String, Character>> mark(Mark mark, List<String> words) {
    Map<Integer, List<String>> parts = new TreeMap<>();
    for (String word : words) {
      parts.computeIfAbsent(partOf(word), part -> new ArrayList<>()).add(word);
    }
    Map<String, Character> answers = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    parts.forEach((part, some) -> all.add(mark(mark, part, some, answers).toCompletableFuture()));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(x -> answers);
  }

  private CompletionStage<Void> mark(
      Mark mark, int part, List<String> words, Map<String, Character> answers) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(mark.name().toLowerCase(Locale.ROOT).getBytes(UTF_8));
    arguments.add(bytes(REMOVAL.toMillis()));
    words.forEach(word -> arguments.add(word.getBytes(UTF_8)));
    return eval(RedisScript.ENDS_MARK, part, arguments)
        .thenAccept(
            answer -> {
              for (int i = 0; i < words.size(); i++) {
                answers.put(words.get(i), (char) answer.get(i)[0]);
              }
            });
  }

  /**
   * Sessions that somebody has taken to look at.
   *
   * @param part of the index
   * @param lease by which they are known to be taken
   * @param due what names each
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  public record Claim(int part, byte[] lease, List<Due> due) {}

  /**
   * A session to look at.
   *
   * @param announced whether the application was about to end it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  public record Due(String word, boolean announced, byte[] facts) {}

  /** Returns what the index knows of a session. */
  public EndFacts.Known factsOf(Due due) {
    return facts.read(due.word(), due.facts());
  }

  /** Takes sessions at which it is time to look, if there are any. */
  public CompletionStage<Optional<Claim>> claim(int part, Duration lease, int most) {
    return eval(RedisScript.ENDS_CLAIM, part, List.of(bytes(lease.toMillis()), bytes(most)))
        .thenApply(
            answer -> answer.isEmpty() ? Optional.empty() : Optional.of(claim(part, answer)));
  }

  private static Claim claim(int part, List<byte[]> answer) {
    List<Due> due = new ArrayList<>();
    for (int i = 1; i < answer.size(); i += 2) {
      byte[] known = answer.get(i + 1);
      due.add(
          new Due(
              new String(answer.get(i), UTF_8),
              known[0] == '-',
              Arrays.copyOfRange(known, 1, known.length)));
    }
    return new Claim(part, answer.get(0), due);
  }

  /**
   * Says what becomes of sessions that were taken.
   *
   * @param actions by what names each, as the script has them
   * @return those that nobody else has taken or changed meanwhile
   */
  public CompletionStage<List<String>> settle(Claim claim, Map<String, String> actions) {
    if (actions.isEmpty()) {
      return CompletableFuture.completedStage(List.of());
    }
    List<byte[]> arguments = new ArrayList<>(List.of(claim.lease()));
    actions.forEach(
        (word, action) -> {
          arguments.add(word.getBytes(UTF_8));
          arguments.add(action.getBytes(UTF_8));
        });
    return eval(RedisScript.ENDS_SETTLE, claim.part(), arguments)
        .thenApply(words -> words.stream().map(word -> new String(word, UTF_8)).toList());
  }

  private CompletionStage<List<byte[]>> eval(RedisScript script, int part, List<byte[]> arguments) {
    CompletionStage<List<byte[]>> answer = commands.eval(script, keys.ofEnds(part), arguments);
    return answer.exceptionallyCompose(
        failure ->
            StageFailure.cause(failure) instanceof RedisRefusedException refused
                    && (refused.isAboutScripts() || refused.code().equals("NOPERM"))
                ? CompletableFuture.failedStage(refused.advising(ADVICE))
                : answer);
  }

  private static int partOf(String word) {
    return Math.floorMod(word.hashCode(), PARTS);
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }
}
