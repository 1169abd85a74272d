package io.cloakroom.sidebyside;

import io.cloakroom.micronaut.SlowRedis;
import io.cloakroom.micronaut.TestSite;
import io.micronaut.session.SessionStore;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One application twice: over Micronaut's own sessions and over Cloakroom's, whose Redis answers
 * late and on a thread of its own. Both are visited by the same visitors.
 */
final class SideBySide implements AutoCloseable {

  /** The page that every such application has, which begins a session. */
  static final String BEGIN = "/begin";

  private final SlowRedis redis = new SlowRedis();
  private final TestSite stock;
  private final TestSite ours;

  SideBySide(String spec, Map<String, Object> properties) {
    Map<String, Object> withoutCloakroom = new HashMap<>(properties);
    withoutCloakroom.put("cloakroom.enabled", false);
    this.stock = TestSite.of(spec, withoutCloakroom);
    this.ours = TestSite.over(redis, spec, properties);
  }

  TestSite stock() {
    return stock;
  }

  TestSite ours() {
    return ours;
  }

  SlowRedis redis() {
    return redis;
  }

  /** Who may come: what each sends as its cookie. */
  static Map<String, String> visitors(TestSite site) throws Exception {
    String valid = TestSite.cookie(site.get(BEGIN));
    String ended = TestSite.cookie(site.get(BEGIN));
    site.get("/end", "Cookie", ended);
    int middle = valid.indexOf('=') + 12;
    char other = valid.charAt(middle) == 'A' ? 'B' : 'A';
    String name = valid.substring(0, valid.indexOf('=') + 1);

    Map<String, String> visitors = new LinkedHashMap<>();
    visitors.put("none", "other=1");
    visitors.put("empty", name);
    visitors.put("garbage", name + "Z2FyYmFnZQ==");
    visitors.put("forged", valid.substring(0, middle) + other + valid.substring(middle + 1));
    visitors.put("ended", ended);
    visitors.put("valid", valid);
    return visitors;
  }

  /** What each visitor is answered at a page: status, body and the probes' headers. */
  static Map<String, List<String>> answers(TestSite site, String path) throws Exception {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (Map.Entry<String, String> visitor : visitors(site).entrySet()) {
      HttpResponse<String> response = site.get(path, "Cookie", visitor.getValue());
      List<String> answer = new ArrayList<>();
      answer.add(visitor.getKey() + ": " + response.statusCode() + " " + response.body());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.startsWith("probe-")) {
                  answer.add(name + " " + values);
                }
              });
      answers.put(visitor.getKey(), answer);
    }
    return answers;
  }

  @SuppressWarnings("unchecked") // the context knows raw classes
  static SessionStore<io.micronaut.session.Session> sessions(TestSite site) {
    return site.bean(SessionStore.class);
  }

  @Override
  public void close() {
    stock.close();
    ours.close();
    redis.close();
  }
}
