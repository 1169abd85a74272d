package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisRefusedException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.ScanPattern;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.Keyword;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Scans that go through one master after another, under the key prefix of the client itself. */
final class Scan {

  private final ServerKeys keys;
  private final Masters masters;
  private final AtomicInteger lost = new AtomicInteger();

  Scan(UnifiedJedis client) {
    this.keys = new ServerKeys(client);
    this.masters = Masters.of(client);
  }

  /**
   * Where a scan goes on. A number that {@code SCAN} answers means something to the server only
   * that gave it, so the cursor names that server; and once a connection has been lost, what is at
   * its address may be another one.
   *
   * @param scan whose cursor it is
   * @param clientPrefix what the client puts before each key
   * @param lost how many connections had been lost when the scan began
   * @param left the masters that are left, the first of them begun already
   * @param number what the first of them said
   */
  private record Cursor(
      Scan scan, String clientPrefix, int lost, List<HostAndPort> left, String number)
      implements ScanCursor {

    private Optional<ScanCursor> after(ScanResult<String> found) {
      if (!found.isCompleteIteration()) {
        return Optional.of(new Cursor(scan, clientPrefix, lost, left, found.getCursor()));
      }
      return left.size() == 1
          ? Optional.empty()
          : Optional.of(
              new Cursor(
                  scan,
                  clientPrefix,
                  lost,
                  left.subList(1, left.size()),
                  ScanParams.SCAN_POINTER_START));
    }
  }

  /** Ends the scans that are under way. */
  void connectionLost() {
    lost.incrementAndGet();
  }

  /**
   * @throws IllegalArgumentException if the cursor is not {@link ScanCursor#START} or one of this
   *     scan's
   */
  void check(ScanCursor cursor) {
    if (cursor != ScanCursor.START && !(cursor instanceof Cursor own && own.scan == this)) {
      throw new IllegalArgumentException(
          "A scan goes on with the cursor of a page that the same commands gave, not " + cursor);
    }
  }

  ScanPage page(String prefix, ScanCursor cursor, int count) {
    Cursor from = cursor instanceof Cursor own ? own : start(prefix);
    if (from.lost != lost.get()) {
      throw new RedisUnreachableException(
          "A connection was lost since the scan began; what is there now may be another server",
          null);
    }
    CommandArguments arguments =
        new CommandArguments(Command.SCAN)
            .add(from.number)
            .add(Keyword.MATCH)
            .add(ScanPattern.startingWith(from.clientPrefix + prefix))
            .add(Keyword.COUNT)
            .add(count)
            .add(Keyword.TYPE)
            .add("string");
    ScanResult<String> found =
        masters.run(from.left.get(0), new CommandObject<>(arguments, BuilderFactory.SCAN_RESPONSE));
    int stripped = from.clientPrefix.length();
    return new ScanPage(
        found.getResult().stream().map(key -> key.substring(stripped)).toList(), from.after(found));
  }

  private Cursor start(String prefix) {
    return new Cursor(
        this, clientPrefix(prefix), lost.get(), masters.now(), ScanParams.SCAN_POINTER_START);
  }

  /** What the client's key pre-processor puts before each key. */
  private String clientPrefix(String prefix) {
    String asked = prefix + "*";
    String sent = new String(keys.of(asked.getBytes(UTF_8)), UTF_8);
    if (!sent.endsWith(asked)) {
      throw new RedisRefusedException(
          "NOPREFIX The key pre-processor of the Jedis client does more than put a prefix before"
              + " a key, so that a scan cannot give keys back: it turns "
              + asked
              + " into "
              + sent,
          null);
    }
    return sent.substring(0, sent.length() - asked.length());
  }
}
