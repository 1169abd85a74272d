package io.cloakroom.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cookie's facts can't be, since no header could say it. */
class SessionCookieTest {

  private static final Duration LONGEST = Duration.ofDays(365_000);

  @Test
  void itLivesForAThousandYearsAtMost() {
    assertThat(SessionCookie.PLAIN.withMaxAge(LONGEST).maxAge()).isEqualTo(LONGEST);
    assertThat(SessionCookie.PLAIN.withMaxAge(LONGEST.negated()).maxAge())
        .isEqualTo(LONGEST.negated());
    for (Duration beyond :
        new Duration[] {
          LONGEST.plusNanos(1),
          LONGEST.negated().minusNanos(1),
          Duration.ofSeconds(Long.MAX_VALUE),
          Duration.ofSeconds(Long.MIN_VALUE)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SessionCookie.PLAIN.withMaxAge(beyond))
          .withMessageContaining("maxAge is beyond 1 000 years");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a;b", "/a,b", "/a\u007f", "/a\u001f", "/é", "a", ""})
  void aPathThatNoHeaderCouldSayIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(null, path))
        .withMessageContaining("cookie path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;b", "a,b", "a\u007f", "a\u001f", "é", ""})
  void aDomainThatNoHeaderCouldSayIsRefused(String domain) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(domain, "/"))
        .withMessageContaining("cookie domain");
  }

  @Test
  void everyOtherPrintableCharacterIsTaken() {
    assertThat(in("!~", "/!~").path()).isEqualTo("/!~");
  }

  private static SessionCookie in(String domain, String path) {
    return new SessionCookie(null, null, null, true, domain, path, null, null, null);
  }
}
