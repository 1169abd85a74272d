package io.cloakroom.tck.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.adapter.ScanPattern;
import io.cloakroom.tck.model.ModelRedis.Life;
import io.cloakroom.tck.model.ModelRedis.Span;
import io.cloakroom.tck.report.ClauseViolation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out scans, and compares what they find with the model and the server. */
final class PortScans {

  /** More pages than a scan of these few keys can have among a hundred thousand others. */
  private static final int MOST_PAGES = 200_000;

  /** A server repeats keys when its table changes its size, but not so often. */
  private static final int MOST_TIMES = 20;

  /** While the server's table of keys grows, by anybody's, a scan may bring a key twice. */
  private static final int ATTEMPTS = 3;

  private final PortView view;

  PortScans(PortView view) {
    this.view = view;
  }

  void scan(RedisCommands port, Call.Scan scan) {
    int attempts = 1;
    for (Optional<String> repeated = attempt(port, scan); repeated.isPresent(); attempts++) {
      if (attempts == ATTEMPTS) {
        throw Words.broken("P14", repeated.get());
      }
      repeated = attempt(port, scan);
    }
  }

  /** Returns what a scan brought more often than the server does; that may be right once. */
  private Optional<String> attempt(RedisCommands port, Call.Scan scan) {
    Map<String, Integer> rawBefore = rawScan(scan);
    long start = view.now();
    List<Map<String, Integer>> scans = scanned(port, scan);
    Span span = new Span(start, view.now());
    scans.forEach(found -> assertFound(scan, found, span));
    return view.raw != null && rawBefore.equals(rawScan(scan))
        ? scans.stream().flatMap(found -> repeated(found, rawBefore)).findFirst()
        : Optional.empty();
  }

  /** How often each of several scans brought which key. */
  private List<Map<String, Integer>> scanned(RedisCommands port, Call.Scan scan) {
    List<Map<String, Integer>> found = new ArrayList<>();
    List<Optional<ScanCursor>> cursors = new ArrayList<>();
    for (int i = 0; i < scan.together(); i++) {
      found.add(new HashMap<>());
      cursors.add(Optional.of(ScanCursor.START));
    }
    int pages = 0;
    while (cursors.stream().anyMatch(Optional::isPresent)) {
      for (int i = 0; i < cursors.size(); i++) {
        if (cursors.get(i).isPresent()) {
          Map<String, Integer> keys = found.get(i);
          ScanCursor at = cursors.get(i).get();
          ScanPage page = page(port, scan, at, pages % 2 == 1);
          page.keys().forEach(key -> keys.merge(key, 1, Integer::sum));
          if (page.keys().stream().anyMatch(key -> keys.getOrDefault(key, 0) > MOST_TIMES)) {
            throw Words.broken("P15", "a scan brings the same keys again and again");
          }
          cursors.set(i, page.next());
        }
      }
      if (++pages > MOST_PAGES) {
        throw Words.broken("P15", "a scan has not ended after %s pages".formatted(pages));
      }
    }
    return found;
  }

  /** Whoever continues a scan need not be the thread that began it. */
  private ScanPage page(RedisCommands port, Call.Scan scan, ScanCursor at, boolean elsewhere) {
    Supplier<ScanPage> asked =
        () -> view.timed("P14", () -> port.scan(view.key(scan.name()), at, scan.count())).answer();
    if (!elsewhere) {
      return asked.get();
    }
    try {
      return CompletableFuture.supplyAsync(asked).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ClauseViolation violation) {
        throw violation;
      }
      throw e;
    }
  }

  private void assertFound(Call.Scan scan, Map<String, Integer> found, Span span) {
    for (String name : view.model.names()) {
      if (name.startsWith(scan.name())
          && view.model.life(name, span) == Life.THERE
          && !found.containsKey(view.key(name))) {
        throw Words.broken(
            "P14", "a scan did not find %s, which is there".formatted(Words.quoted(name)));
      }
    }
    for (String key : found.keySet()) {
      if (!key.startsWith(view.key(scan.name()))) {
        throw Words.broken(
            "P16", "a scan of %s found %s".formatted(Words.quoted(scan.name()), Words.quoted(key)));
      }
      if (view.model.life(key.substring(view.prefix().length()), span) == Life.MISSING) {
        throw Words.broken(
            "P14", "a scan found %s, which is not there".formatted(Words.quoted(key)));
      }
    }
  }

  private static Stream<String> repeated(Map<String, Integer> found, Map<String, Integer> times) {
    return found.entrySet().stream()
        .filter(key -> key.getValue() > times.getOrDefault(key.getKey(), key.getValue()))
        .map(
            key ->
                "a scan brought %s %s times, the server does not"
                    .formatted(Words.quoted(key.getKey()), key.getValue()));
  }

  /** What the server itself answers. */
  private Map<String, Integer> rawScan(Call.Scan scan) {
    Map<String, Integer> found = new HashMap<>();
    if (view.raw == null) {
      return found;
    }
    String cursor = "0";
    do {
      List<?> page =
          list(
              view.raw.call(
                  "SCAN",
                  cursor,
                  "MATCH",
                  ScanPattern.startingWith(view.key(scan.name())),
                  "COUNT",
                  String.valueOf(scan.count())));
      cursor = text(page, 0);
      list(page.get(1))
          .forEach(key -> found.merge(new String((byte[]) key, UTF_8), 1, Integer::sum));
    } while (!cursor.equals("0"));
    return found;
  }

  private static List<?> list(@Nullable Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }

  private static String text(List<?> reply, int at) {
    return new String((byte[]) Objects.requireNonNull(reply.get(at)), UTF_8);
  }
}
