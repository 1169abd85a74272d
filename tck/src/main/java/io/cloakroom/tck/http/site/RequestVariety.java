package io.cloakroom.tck.http.site;

import io.cloakroom.tck.http.application.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How the requests of a test differ in what no clause depends on: their methods, and what they
 * carry. What holds for one holds for all. Both come in an order that the seed and the test's name
 * give; each run of a test with another argument begins at the next method, so that every request
 * of it is sent by every method.
 */
public final class RequestVariety {

  private static final int NOTED = 30;

  private static final List<Carried> CARRIED =
      Stream.of(Carried.values())
          .filter(Carried::arrivesAtOnce)
          .filter(Carried::isForAnyTest)
          .toList();

  private final List<String> all;
  private final List<String> withBody;
  private final List<Carried> carried;
  private final List<String> sent = new ArrayList<>();
  private int requests;
  private int dressed;

  /**
   * @param test its name
   * @param run how often it ran before, with other arguments
   */
  public RequestVariety(long seed, String test, int run) {
    Random random = new Random(31 * seed + test.hashCode());
    this.all = shuffled(Route.ANYTHING.methods(), random);
    this.withBody = all.stream().filter(method -> !method.equals("HEAD")).toList();
    this.carried = shuffled(CARRIED, random);
    this.requests = run;
    this.dressed = 7 * run;
  }

  private static <T> List<T> shuffled(List<T> all, Random random) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled);
  }

  /** The next method, of those whose responses have a body. */
  synchronized String withBody() {
    return withBody.get(requests++ % withBody.size());
  }

  /** The next method, of all. */
  synchronized String any() {
    return all.get(requests++ % all.size());
  }

  /** Adds to a request what the next of them carries. */
  synchronized WebRequest carrying(WebRequest plain) {
    Carried next = carried.get(dressed++ % carried.size());
    note(plain.method(), plain.target() + " with " + next);
    return next.in(plain);
  }

  synchronized void note(String method, String target) {
    if (sent.size() == NOTED) {
      sent.remove(0);
    }
    sent.add(method + " " + target);
  }

  /** What was sent last, for the message of a failure. */
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }
}
