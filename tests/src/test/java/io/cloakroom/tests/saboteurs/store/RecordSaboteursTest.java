package io.cloakroom.tests.saboteurs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakroom.tck.express.ExpressPeers;
import io.cloakroom.tck.express.ExpressStack;
import io.cloakroom.tck.store.SessionStoreTck;
import io.cloakroom.tests.saboteurs.KitRun;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S32 bites with the real packages, too, where they are there. */
class RecordSaboteursTest {

  @ParameterizedTest
  @EnumSource
  void theKitCatches(RecordSaboteur saboteur) {
    assumeTrue(
        System.getProperty(ExpressPeers.PROPERTY) != null,
        "Not claimed: no Express was given, by -D" + ExpressPeers.PROPERTY);
    KitRun.assertCaughtBy(saboteur.test(), saboteur);
  }

  @Test
  void everyTestWithExpressHasASaboteur() {
    assertThat(
            Arrays.stream(RecordSaboteur.values())
                .map(RecordSaboteur::test)
                .collect(Collectors.toSet()))
        .isEqualTo(withExpress().map(Method::getName).collect(Collectors.toSet()));
  }

  private static Stream<Method> withExpress() {
    return Arrays.stream(SessionStoreTck.class.getMethods())
        .filter(
            test ->
                Set.of(test.getParameterTypes()).contains(ExpressStack.class)
                    || test.getName().contains("onnectRedisCrypto"));
  }
}
