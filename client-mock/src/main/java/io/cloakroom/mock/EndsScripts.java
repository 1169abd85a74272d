package io.cloakroom.mock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisScript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The scripts that keep an index of ends, in Java. {@link RedisScript} says what each does. Its
 * user holds the lock.
 */
final class EndsScripts {

  private static final Duration LEFT_OVER = Duration.ofDays(7);

  private static final int HALF_A_MILLISECOND = 500_000;

  private final Keyspace keys;
  private final String index;
  private final String hash;
  private final Map<String, Instant> times;
  private final Map<String, byte[]> known;

  EndsScripts(Keyspace keys, List<String> touched) {
    this.keys = keys;
    this.index = touched.get(0);
    this.hash = touched.get(1);
    this.times = keys.scores(index);
    this.known = keys.fields(hash);
  }

  List<byte[]> enter(List<byte[]> arguments) {
    String session = text(arguments.get(0));
    if (text(arguments.get(3)).isEmpty() && isAnnounced(session)) {
      return List.of();
    }
    times.put(session, in(arguments.get(1)));
    known.put(session, marked('+', arguments.get(2), 0));
    return written(List.of());
  }

  List<byte[]> mark(List<byte[]> arguments) {
    String mark = text(arguments.get(0));
    List<byte[]> answer = new ArrayList<>();
    for (byte[] session : arguments.subList(2, arguments.size())) {
      answer.add(new byte[] {(byte) mark(mark, arguments.get(1), text(session))});
    }
    return written(answer);
  }

  private char mark(String mark, byte[] millis, String session) {
    boolean announced = isAnnounced(session);
    byte[] facts = known.get(session);
    if (mark.equals("remove")) {
      times.remove(session);
      known.remove(session);
      return facts == null ? '0' : '1';
    }
    if (facts != null && mark.equals("announce")) {
      known.put(session, marked('-', facts, 1));
      times.put(session, in(millis));
      return announced ? '2' : '1';
    }
    if (facts != null && announced) {
      known.put(session, marked('+', facts, 1));
      return '1';
    }
    return '0';
  }

  List<byte[]> claim(List<byte[]> arguments) {
    Instant lease = keys.now().plusMillis(Long.parseLong(text(arguments.get(0))));
    List<String> due =
        times.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(keys.now()))
            .sorted(Map.Entry.comparingByValue())
            .limit(Long.parseLong(text(arguments.get(1))))
            .map(Map.Entry::getKey)
            .toList();
    if (due.isEmpty()) {
      return List.of();
    }
    List<byte[]> answer = new ArrayList<>();
    answer.add(bytes(Long.toString(lease.toEpochMilli())));
    for (String session : due) {
      times.put(session, lease);
      answer.add(bytes(session));
      answer.add(known.getOrDefault(session, bytes("+")).clone());
    }
    return written(answer);
  }

  List<byte[]> settle(List<byte[]> arguments) {
    Instant lease = Instant.ofEpochMilli(Long.parseLong(text(arguments.get(0))));
    List<byte[]> answer = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      String session = text(arguments.get(i));
      if (lease.equals(times.get(session))) {
        answer.add(bytes(session));
        settle(session, arguments.get(i + 1));
      }
    }
    return written(answer);
  }

  private void settle(String session, byte[] action) {
    if (text(action).equals("remove")) {
      times.remove(session);
      known.remove(session);
    } else if (!text(action).equals("keep")) {
      known.put(session, marked('+', known.getOrDefault(session, bytes("+")), 1));
      times.put(session, in(action));
    }
  }

  private List<byte[]> written(List<byte[]> answer) {
    Instant gone = times.isEmpty() ? keys.now() : Collections.max(times.values()).plus(LEFT_OVER);
    keys.put(index, Entry.index(times, gone), times.isEmpty());
    keys.put(hash, Entry.hash(known, gone), known.isEmpty());
    return answer;
  }

  private boolean isAnnounced(String session) {
    byte[] facts = known.get(session);
    return facts != null && facts[0] == '-';
  }

  private Instant in(byte[] millis) {
    return keys.now().plusMillis(Long.parseLong(text(millis))).minusNanos(HALF_A_MILLISECOND);
  }

  private static byte[] marked(char mark, byte[] facts, int from) {
    byte[] all = new byte[facts.length - from + 1];
    all[0] = (byte) mark;
    System.arraycopy(facts, from, all, 1, facts.length - from);
    return all;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
