package io.cloakroom.session.writing;

import io.cloakroom.async.Chunks;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.content.LostReplies;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The records that attempts to give a session a new id may have left under ids that nobody was told
 * of. They hold a valid log-in, so the next attempt removes them.
 */
public final class EarlierCopies {

  private final RedisCommands commands;
  private final LostReplies lost;
  private final List<LostReplies.Sent> all;

  /**
   * @param keys the keys of the session, whose records are no such copies
   */
  public EarlierCopies(RedisCommands commands, LostReplies lost, Set<String> keys) {
    this.commands = commands;
    this.lost = lost;
    this.all = lost.besides(keys);
  }

  /** Returns whether any of them is still there. */
  public CompletionStage<Boolean> isAnyThere() {
    return Chunks.each(all, 1, one -> isThere(one.get(0))).thenApply(each -> each.contains(true));
  }

  private CompletionStage<Boolean> isThere(LostReplies.Sent sent) {
    byte[] written = sent.write().stored().bytes();
    return commands
        .get(sent.key())
        .thenApply(found -> found.filter(there -> Arrays.equals(there, written)).isPresent());
  }

  /** Removes each that is still there, and forgets it. */
  public CompletionStage<Void> removeEach(
      Function<LostReplies.Sent, CompletionStage<Void>> remove) {
    return Chunks.each(
            all,
            1,
            one -> remove.apply(one.get(0)).thenAccept(done -> lost.forget(one.get(0).key())))
        .thenApply(done -> null);
  }
}
