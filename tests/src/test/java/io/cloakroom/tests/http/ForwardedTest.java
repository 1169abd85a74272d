package io.cloakroom.tests.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.http.SessionEngine;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.mock.InMemoryRedisCommands;
import io.cloakroom.session.RedisSessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H17: what a trusted proxy says of the client's connection, by {@code Forwarded} (RFC 7239) and by
 * {@code X-Forwarded-Proto}. Header lines are separated by a vertical bar.
 */
class ForwardedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: proto=https",
        "Forwarded: PROTO=HTTPS",
        "forwarded: for=192.0.2.60;proto=https;by=203.0.113.43",
        "Forwarded: proto=\"https\"",
        "Forwarded: proto=\"htt\\ps\"",
        "Forwarded: for=\"[2001:db8::1]:4711\";proto=https",
        "Forwarded: for=\"a;proto=http\";proto=https",
        "Forwarded: for=\"a, proto=http\";proto=https",
        "Forwarded: for=\"a\\\", proto=http\";proto=https",
        "Forwarded: proto=http, proto=https",
        "Forwarded: for=\"never closed, proto=https",
        "Forwarded: proto=http|Forwarded: proto=https",
        "Forwarded: proto=https ; for=x",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Proto: HTTPS",
        "X-Forwarded-Proto: http, https",
        "X-Forwarded-Proto: http|X-Forwarded-Proto: https",
        "Forwarded: proto=https|X-Forwarded-Proto: https",
        "Forwarded: for=192.0.2.60|X-Forwarded-Proto: https",
      })
  void H17_theNearestProxySaysThatTheClientCameByTls(String headers) {
    assertThat(isSecure(headers, true)).isTrue();
    assertThat(isSecure(headers, false)).as("a proxy that is not trusted").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Forwarded: ",
        "Forwarded: for=192.0.2.60",
        "Forwarded: proto=http",
        "Forwarded: proto=",
        "Forwarded: proto=\"",
        "Forwarded: xproto=https",
        "Forwarded: for=\"proto=https\"",
        "Forwarded: for=\"a;proto=https\"",
        "Forwarded: for=\"a, proto=https\"",
        "Forwarded: proto=https, for=192.0.2.60",
        "Forwarded: proto=https, proto=http",
        "Forwarded: proto=https|Forwarded: proto=http",
        "Forwarded: proto=https;a=, host=\"x\\\\\";proto=http",
        "Forwarded: for=\"\\\\, proto=https\\\"",
        "X-Forwarded-Proto: http",
        "X-Forwarded-Proto: https, http",
        "X-Forwarded-Proto: https|X-Forwarded-Proto: http",
        "X-Forwarded-Proto: https,",
        "Forwarded: proto=https|X-Forwarded-Proto: http",
        "Forwarded: proto=http|X-Forwarded-Proto: https",
      })
  void H17_whatAClientSaysOfItsConnectionIsIgnored(String headers) {
    assertThat(isSecure(headers, true)).isFalse();
  }

  private static boolean isSecure(String headers, boolean trusted) {
    Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : headers.isEmpty() ? new String[0] : headers.split("\\|")) {
      int colon = line.indexOf(':');
      lines
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    SessionEngine engine =
        SessionEngine.builder()
            .store(RedisSessionStore.builder(InMemoryRedisCommands.create()).build())
            .secret("a secret of at least thirty-two bytes")
            .proxy(trusted)
            .build();
    SessionExchange request =
        engine.begin(SessionRequest.of("/", false, name -> lines.getOrDefault(name, List.of())));
    request.load().toCompletableFuture().join().set("color", "red");
    return request.commit().toCompletableFuture().join().setCookie().get(0).contains("; Secure");
  }
}
