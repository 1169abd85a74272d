package io.cloakroom.tck.http.site;

import io.cloakroom.tck.http.application.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The methods of a test's requests: what holds for one holds for all. They come in an order that
 * the seed and the test's name give; each run of a test with another argument begins at the next,
 * so that every request of it is sent by every method.
 */
public final class RequestMethods {

  private static final int NOTED = 30;

  private static final List<String> ALL = Route.ANYTHING.methods();

  private final List<String> all;
  private final List<String> withBody;
  private final List<String> sent = new ArrayList<>();
  private int requests;

  /**
   * @param test its name
   * @param run how often it ran before, with other arguments
   */
  public RequestMethods(long seed, String test, int run) {
    List<String> shuffled = new ArrayList<>(ALL);
    Collections.shuffle(shuffled, new Random(31 * seed + test.hashCode()));
    this.all = List.copyOf(shuffled);
    this.withBody = all.stream().filter(method -> !method.equals("HEAD")).toList();
    this.requests = run;
  }

  /** The next method, of those whose responses have a body. */
  synchronized String withBody() {
    return withBody.get(requests++ % withBody.size());
  }

  /** The next method, of all. */
  synchronized String any() {
    return all.get(requests++ % all.size());
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
