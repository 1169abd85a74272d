package io.cloakroom.lettuce;

import static io.lettuce.core.protocol.CommandType.SCAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.ScanPattern;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisException;
import io.lettuce.core.output.KeyScanOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Scans one master after another. */
record MasterScan(CommandSender sender, Masters masters) {

  /**
   * @param scan whose cursor it is
   * @param masters those not yet scanned to the end; the first is being scanned
   * @param cursor the first one's own cursor
   */
  private record Position(MasterScan scan, List<String> masters, String cursor)
      implements ScanCursor {

    Optional<ScanCursor> after(KeyScanCursor<String> page) {
      if (!page.isFinished()) {
        return Optional.of(new Position(scan, masters, page.getCursor()));
      }
      return masters.size() == 1
          ? Optional.empty()
          : Optional.of(new Position(scan, masters.subList(1, masters.size()), "0"));
    }
  }

  CompletionStage<ScanPage> page(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("The count of a scan must be at least 1, but is " + count);
    }
    if (cursor instanceof Position position && position.scan.equals(this)) {
      return page(prefix, position, count);
    }
    if (cursor != ScanCursor.START) {
      throw new IllegalArgumentException("The cursor is not of this adapter: " + cursor);
    }
    List<String> ids = masters.ids();
    return ids.isEmpty()
        ? failedFuture(
            new RedisUnreachableException(
                "Redis cannot be reached: no master of the cluster is known to hold slots", null))
        : page(prefix, new Position(this, ids, "0"), count);
  }

  private CompletionStage<ScanPage> page(String prefix, Position position, int count) {
    CommandArgs<String, byte[]> args =
        sender
            .args()
            .add(position.cursor)
            .add("MATCH")
            .add(pattern(prefix))
            .add("COUNT")
            .add(count)
            .add("TYPE")
            .add("string");
    return sender
        .send(
            new TimedCommand<>(SCAN, new KeyScanOutput<>(sender.codec()), args),
            command -> masters.dispatch(command, position.masters.get(0)))
        .thenApply(
            page -> {
              requireStill(position.masters.get(0));
              return new ScanPage(page.getKeys(), position.after(page));
            });
  }

  private void requireStill(String master) {
    try {
      masters.requireStill(master);
    } catch (RedisException e) {
      throw Failures.translate(e, true);
    }
  }

  /**
   * The codec may put something before every key, but is not asked when Lettuce sends a pattern. So
   * the prefix is encoded as if it were a key, and escaped byte by byte.
   */
  private byte[] pattern(String prefix) {
    ByteBuffer encoded = sender.codec().encodeKey(prefix);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return ScanPattern.startingWith(new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
  }
}
