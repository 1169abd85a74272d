package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.tests.reference.RespClient;
import io.cloakroom.tests.reference.RespRedisCommands;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Ports that scan wrongly. */
final class BrokenScans {

  private BrokenScans() {}

  /** As a client does that opens connections of its own for scans. */
  static RedisCommands scansTheFirstDatabase(RedisCommands sound, RespClient client) {
    RedisCommands first = new RespRedisCommands(client.ofDatabase(0));
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return first.scan(prefix, cursor, count);
      }
    };
  }

  private record Offset(int value) implements ScanCursor {}

  /** One way to scan wrongly. */
  private interface Scan {
    CompletionStage<ScanPage> page(String prefix, ScanCursor cursor, int count);
  }

  static RedisCommands endsAtAnEmptyPage(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) ->
            sound
                .scan(prefix, cursor, count)
                .thenApply(
                    page ->
                        page.keys().isEmpty() ? new ScanPage(List.of(), Optional.empty()) : page));
  }

  static RedisCommands takesAPageOfOneForTheLast(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) ->
            sound
                .scan(prefix, cursor, count)
                .thenApply(
                    page -> count == 1 ? new ScanPage(page.keys(), Optional.empty()) : page));
  }

  static RedisCommands losesTheLastKeyOfAPage(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) ->
            sound
                .scan(prefix, cursor, count)
                .thenApply(
                    page ->
                        new ScanPage(
                            page.keys().subList(0, Math.max(0, page.keys().size() - 1)),
                            page.next())));
  }

  static RedisCommands pagesByOffset(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) -> {
          List<String> all = all(sound, prefix);
          int from = Math.min(all.size(), cursor instanceof Offset at ? at.value() : 0);
          int to = Math.min(all.size(), from + count);
          return ForwardingPort.done(
              new ScanPage(
                  all.subList(from, to),
                  to < all.size() ? Optional.of(new Offset(to)) : Optional.empty()));
        });
  }

  static RedisCommands findsNothingForTheEmptyPrefix(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) ->
            prefix.isEmpty()
                ? ForwardingPort.done(new ScanPage(List.of(), Optional.empty()))
                : sound.scan(prefix, cursor, count));
  }

  static RedisCommands givesAllAtOnce(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) ->
            ForwardingPort.done(new ScanPage(all(sound, prefix), Optional.empty())));
  }

  static RedisCommands acceptsPagesOfNothing(RedisCommands sound) {
    return scanning(
        sound, (prefix, cursor, count) -> sound.scan(prefix, cursor, Math.max(1, count)));
  }

  static RedisCommands takesAStarForAWildcard(RedisCommands sound) {
    return scanning(
        sound,
        (prefix, cursor, count) -> {
          Pattern pattern = Pattern.compile(Pattern.quote(prefix).replace("*", "\\E.*\\Q") + ".*");
          List<String> found = new ArrayList<>(all(sound, ""));
          found.removeIf(key -> !pattern.matcher(key).matches());
          return ForwardingPort.done(new ScanPage(found, Optional.empty()));
        });
  }

  private static List<String> all(RedisCommands sound, String prefix) {
    return ForwardingPort.now(sound.scan(prefix, ScanCursor.START, Integer.MAX_VALUE)).keys();
  }

  private static RedisCommands scanning(RedisCommands sound, Scan scan) {
    return new ForwardingPort(sound) {
      @Override
      public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
        return scan.page(prefix, cursor, count);
      }
    };
  }
}
