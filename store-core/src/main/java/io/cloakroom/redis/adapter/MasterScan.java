package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Scans masters side by side, under the key prefix of the client itself. A client that waits for
 * each answer asks them one after another.
 */
final class MasterScan<M> {

  private static final String BEGINNING = "0";

  /** How many masters one page asks at most, so that memory does not grow with their number. */
  private static final int SIDE_BY_SIDE = 4;

  private final RawClient<M> client;
  private final CommandRunner<M> runner;
  private final Fallback type = new Fallback();

  MasterScan(CommandRunner<M> runner) {
    this.client = runner.client();
    this.runner = runner;
  }

  /**
   * Where a scan goes on.
   *
   * @param scan whose cursor it is
   * @param left the masters that are left, those first whose scans have begun
   * @param lost how many connections had been lost by then
   */
  private record Position<M>(MasterScan<M> scan, List<Part<M>> left, long lost)
      implements ScanCursor {}

  /**
   * How far the scan of one master has come.
   *
   * @param number what its {@code SCAN} answered last, which means something only to that server
   */
  private record Part<M>(M master, String number) {}

  /** One page of a server's keys. */
  private record Page(String number, List<byte[]> keys) {
    static Page of(Object reply) {
      List<?> parts = Reply.list(reply);
      if (parts.size() != 2) {
        throw Reply.unexpected(reply);
      }
      return new Page(Reply.text(parts.get(0)), Reply.strings(parts.get(1)));
    }
  }

  CompletionStage<ScanPage> page(String prefix, ScanCursor cursor, int count, Deadline deadline) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1: " + count);
    }
    if (cursor == ScanCursor.START) {
      return runner
          .masters(deadline)
          .thenCompose(
              masters ->
                  masters.isEmpty()
                      ? CompletableFuture.failedStage(
                          new RedisUnreachableException(
                              "Redis cannot be reached: no master is known", null))
                      : page(prefix, beginning(masters), count, deadline));
    }
    if (cursor instanceof Position<?> position && position.scan == this) {
      @SuppressWarnings("unchecked") // the cursor is of this scan
      Position<M> ours = (Position<M>) position;
      return page(prefix, ours, count, deadline);
    }
    throw new IllegalArgumentException(
        "cursor must be ScanCursor.START or come from a page of the same commands: " + cursor);
  }

  private Position<M> beginning(List<M> masters) {
    return new Position<>(
        this,
        masters.stream().map(master -> new Part<>(master, BEGINNING)).toList(),
        client.lostConnections());
  }

  private Position<M> beginningAgain(Position<M> at) {
    return beginning(at.left.stream().map(Part::master).toList());
  }

  private CompletionStage<ScanPage> page(
      String prefix, Position<M> from, int count, Deadline deadline) {
    String probe = prefix + "*";
    byte[] onServer = client.keyOnServer(probe);
    int added = addedByClient(probe, onServer);
    byte[] wanted = Arrays.copyOf(onServer, onServer.length - 1);
    long lost = client.lostConnections();
    // other servers may be there now
    Position<M> now = from.lost == lost ? from : beginningAgain(from);
    List<Part<M>> asked = now.left.subList(0, Math.min(now.left.size(), SIDE_BY_SIDE));
    byte[] pattern = ScanPattern.startingWith(wanted);
    return ParallelCommands.all(
            asked,
            part ->
                type.tried(
                    () -> typed(part, pattern, count, deadline),
                    () -> untyped(part, pattern, count, deadline)))
        .thenApply(found -> new ScanPage(keys(found, added), next(now, found, lost)));
  }

  private Optional<ScanCursor> next(Position<M> at, List<Page> found, long lost) {
    if (lost != client.lostConnections()) {
      return Optional.of(beginningAgain(at));
    }
    List<Part<M>> left = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String number = found.get(i).number;
      if (!number.equals(BEGINNING)) {
        left.add(new Part<>(at.left.get(i).master, number));
      }
    }
    left.addAll(at.left.subList(found.size(), at.left.size()));
    return left.isEmpty() ? Optional.empty() : Optional.of(new Position<>(this, left, lost));
  }

  private static List<String> keys(List<Page> pages, int added) {
    List<String> keys = new ArrayList<>();
    for (Page page : pages) {
      for (byte[] key : page.keys) {
        keys.add(new String(key, added, key.length - added, UTF_8));
      }
    }
    return keys;
  }

  private CompletionStage<Page> typed(Part<M> part, byte[] pattern, int count, Deadline deadline) {
    return runner
        .run(part.master, scan(part.number, pattern, count, deadline).add("TYPE").add("string"))
        .thenApply(Page::of);
  }

  /** For servers before Redis 6.0, whose SCAN knows no TYPE: each key's type is asked for. */
  private CompletionStage<Page> untyped(
      Part<M> part, byte[] pattern, int count, Deadline deadline) {
    return runner
        .run(part.master, scan(part.number, pattern, count, deadline))
        .thenApply(Page::of)
        .thenCompose(
            page ->
                ParallelCommands.all(page.keys, key -> isString(part.master, key, deadline))
                    .thenApply(
                        strings ->
                            new Page(
                                page.number, strings.stream().flatMap(Optional::stream).toList())));
  }

  private CompletionStage<Optional<byte[]>> isString(M master, byte[] key, Deadline deadline) {
    return runner
        .run(master, new RawCommand("TYPE", true, deadline).key(key))
        .thenApply(type -> Reply.text(type).equals("string") ? Optional.of(key) : Optional.empty());
  }

  private static RawCommand scan(String number, byte[] pattern, int count, Deadline deadline) {
    return new RawCommand("SCAN", true, deadline)
        .add(number)
        .add("MATCH")
        .add(pattern)
        .add("COUNT")
        .add(count);
  }

  /** Returns how many bytes the client puts before each key. */
  private static int addedByClient(String prefix, byte[] onServer) {
    byte[] asked = prefix.getBytes(UTF_8);
    int added = onServer.length - asked.length;
    if (added < 0 || !Arrays.equals(onServer, added, onServer.length, asked, 0, asked.length)) {
      throw new RedisRefusedException(
          "NOPREFIX The Redis client's key pre-processor, codec or name mapper does more than put"
              + " a prefix before keys, so that a scan cannot give keys back: it turns "
              + prefix
              + " into "
              + new String(onServer, UTF_8),
          null);
    }
    return added;
  }
}
