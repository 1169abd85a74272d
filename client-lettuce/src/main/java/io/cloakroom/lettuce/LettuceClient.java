package io.cloakroom.lettuce;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.ClusterSlots;
import io.cloakroom.redis.adapter.RawClient;
import io.cloakroom.redis.adapter.RawCommand;
import io.cloakroom.redis.adapter.ReceivingThreads;
import io.lettuce.core.RedisException;
import io.lettuce.core.codec.RedisCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Sends commands over a connection of Lettuce, as soon as there is one. */
final class LettuceClient implements RawClient<String> {

  private final Supplier<CompletableFuture<Nodes>> nodes;
  private final RedisCodec<String, ?> keys;
  private final boolean cluster;
  private final ReceivingThreads receiving = ReceivingThreads.named("lettuce-");

  LettuceClient(
      Supplier<CompletableFuture<Nodes>> nodes, RedisCodec<String, ?> keys, boolean cluster) {
    this.nodes = nodes;
    this.keys = keys;
    this.cluster = cluster;
  }

  @Override
  public byte[] keyOnServer(String key) {
    ByteBuffer encoded = keys.encodeKey(key);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  @Override
  public boolean isOnReceivingThread() {
    return receiving.includeCurrent();
  }

  @Override
  public boolean isCluster() {
    return cluster;
  }

  @Override
  public CompletionStage<List<String>> masters(RawCommand asking) {
    return nodes
        .get()
        .thenCompose(
            there ->
                cluster && !there.masters().isEmpty()
                    ? mastersAsOneSays(there, asking)
                    : CompletableFuture.completedStage(there.masters()));
  }

  /** Lettuce learns of a master that was added when a command for one of its slots is sent on. */
  private CompletionStage<List<String>> mastersAsOneSays(Nodes there, RawCommand asking) {
    RawCommand question = RawCommand.forSlots(asking);
    asking.onTimeout(question::giveUp);
    return send(there.masters().get(0), question)
        .thenApply(ClusterSlots::of)
        .thenCompose(
            slots -> {
              CompletionStage<?> met = CompletableFuture.completedStage(null);
              for (ClusterSlots.Master each : unknown(there, slots)) {
                met =
                    met.thenCompose(
                        before ->
                            send(RawCommand.forSlot(each.slot(), asking))
                                .handle((reply, failure) -> reply));
              }
              return met.thenApply(done -> knownBy(there, slots));
            });
  }

  private static List<ClusterSlots.Master> unknown(Nodes there, ClusterSlots slots) {
    return slots.masters().stream().filter(each -> !there.masters().contains(each.id())).toList();
  }

  private static List<String> knownBy(Nodes there, ClusterSlots slots) {
    List<ClusterSlots.Master> unknown = unknown(there, slots);
    if (!unknown.isEmpty()) {
      throw new RedisUnreachableException(
          "Lettuce does not know yet of the master at "
              + unknown.get(0).address()
              + ". It learns of it if its client's topology refresh options have"
              + " enableAllAdaptiveRefreshTriggers()",
          null);
    }
    return there.masters();
  }

  @Override
  public long lostConnections() {
    CompletableFuture<Nodes> now = nodes.get();
    return now.isDone() && !now.isCompletedExceptionally() ? now.join().lostConnections() : 0;
  }

  @Override
  public CompletionStage<?> send(RawCommand command) {
    return send(command, (there, sent) -> there.send(sent, command));
  }

  @Override
  public CompletionStage<?> send(String master, RawCommand command) {
    return send(command, (there, sent) -> there.send(sent, master))
        .thenCombine(
            nodes.get(),
            (reply, there) -> {
              there.requireStill(master);
              return reply;
            });
  }

  private CompletionStage<?> send(RawCommand command, BiConsumer<Nodes, SentCommand> way) {
    CompletableFuture<Nodes> now = nodes.get();
    SentCommand sent = SentCommand.of(command, receiving);
    command.onTimeout(() -> giveUp(now, sent, command));
    if (now.isDone() && !now.isCompletedExceptionally()) {
      dispatch(now.join(), sent, way);
    } else {
      CompletionStage<Nodes> opening = now;
      opening.whenComplete(
          (there, failure) -> {
            if (failure != null) {
              sent.completeExceptionally(failure);
            } else if (!sent.isDone()) {
              dispatch(there, sent, way);
            }
          });
    }
    return command.isRepeatable() ? sent : sent.once();
  }

  private static void dispatch(Nodes there, SentCommand sent, BiConsumer<Nodes, SentCommand> way) {
    try {
      way.accept(there, sent);
    } catch (RedisException e) {
      sent.completeExceptionally(e);
    }
  }

  private static boolean giveUp(
      CompletableFuture<Nodes> now, SentCommand sent, RawCommand command) {
    sent.cancel();
    if (!sent.wasSent() || !now.isDone() || now.isCompletedExceptionally()) {
      return false;
    }
    Nodes there = now.join();
    boolean connected = there.connection().isOpen();
    boolean left = there.leaveIfSilent(sent, command);
    return connected || left;
  }

  @Override
  public RedisCommandException translate(Throwable failure, RawCommand command) {
    return Failures.translate(failure);
  }
}
