package io.cloakroom.jedis;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.tck.port.RedisAccessTck;
import io.cloakroom.tck.port.RedisClusterTck;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JedisSaboteurTest {

  private static final Set<String> CLAUSES =
      Set.of("ClusterClauses", "FailoverClauses", "AccessClauses");

  @Test
  void eachTestOfTheseClausesHasASaboteur() {
    Set<String> tests =
        Stream.of(RedisClusterTck.class, RedisAccessTck.class)
            .flatMap(kit -> Stream.of(kit.getMethods()))
            .filter(method -> CLAUSES.contains(method.getDeclaringClass().getSimpleName()))
            .map(Method::getName)
            .filter(name -> name.matches("P\\d+_.*"))
            .collect(toSet());

    assertThat(Stream.of(JedisSaboteur.values()).map(JedisSaboteur::test))
        .hasSizeGreaterThan(CLAUSES.size())
        .containsAll(tests)
        .isSubsetOf(tests);
  }
}
