package io.cloakroom.redisson;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.ScanPattern;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.ScanResult;
import org.redisson.client.RedisClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.connection.MasterSlaveEntry;

/** Scans one master after another, a page at a time. */
final class MasterScan {

  private static final String BEGINNING = "0";

  private final Masters masters;

  MasterScan(Masters masters) {
    this.masters = masters;
  }

  /**
   * Where a scan stands.
   *
   * @param ahead the masters that are not finished, of which the first is next
   * @param position the server's cursor on that one
   * @param server the server that gave the cursor; null at the beginning
   * @param timesLost how often masters had been lost before it was asked
   */
  private record Position(
      List<MasterSlaveEntry> ahead, String position, @Nullable RedisClient server, int timesLost)
      implements ScanCursor {

    static Position atTheBeginning(List<MasterSlaveEntry> ahead) {
      return new Position(ahead, BEGINNING, null, 0);
    }
  }

  CompletionStage<ScanPage> page(String prefix, ScanCursor cursor, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, but is " + count);
    }
    if (cursor instanceof Position at) {
      return page(prefix, at, count);
    }
    if (cursor != ScanCursor.START) {
      throw new IllegalArgumentException("cursor comes from another client: " + cursor);
    }
    try {
      return page(prefix, Position.atTheBeginning(masters.all()), count);
    } catch (RedisCommandException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<ScanPage> page(String prefix, Position at, int count) {
    String pattern = ScanPattern.startingWith(masters.mapper().map(prefix));
    List<?> arguments =
        List.of(at.position, "MATCH", Bytes.of(pattern), "COUNT", count, "TYPE", "string");
    int timesLost = masters.timesLost();
    CompletionStage<ScanResult<String>> reply =
        masters.send(at.ahead.get(0), StringCodec.INSTANCE, RedisCommands.SCAN, arguments);
    return reply.thenApply(found -> new ScanPage(keys(found), after(at, found, timesLost)));
  }

  private List<String> keys(ScanResult<String> found) {
    return found.getValues().stream().map(masters.mapper()::unmap).toList();
  }

  private Optional<ScanCursor> after(Position at, ScanResult<String> found, int timesLost) {
    if (at.server != null
        && (at.server != found.getRedisClient() || at.timesLost != masters.timesLost())) {
      // a new master: another server's cursor means nothing to it
      return Optional.of(Position.atTheBeginning(at.ahead));
    }
    if (!found.getPos().equals(BEGINNING)) {
      return Optional.of(new Position(at.ahead, found.getPos(), found.getRedisClient(), timesLost));
    }
    List<MasterSlaveEntry> others = at.ahead.subList(1, at.ahead.size());
    return others.isEmpty() ? Optional.empty() : Optional.of(Position.atTheBeginning(others));
  }
}
