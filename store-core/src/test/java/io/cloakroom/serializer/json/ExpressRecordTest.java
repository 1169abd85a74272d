package io.cloakroom.serializer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnstorableAttributeException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The literals are what express-session 1.19.0's Cookie and Node 20's JSON.stringify printed. */
class ExpressRecordTest {

  private static final String COOKIE =
      "\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"}";

  private final JsonSessionSerializer serializer = JsonSessionSerializer.create();

  @Test
  void S32_aCookieWithAMaxAgeIsExpresssByteForByte() {
    SessionCookie cookie =
        SessionCookie.PLAIN
            .withMaxAge(Duration.ofDays(1))
            .usedAt(Instant.parse("2026-11-23T23:47:18.941Z"));
    bothWays(
        new SessionRecord(cookie, Map.of("a", 1)),
        "{\"cookie\":{\"originalMaxAge\":86400000,\"expires\":\"2026-11-24T23:47:18.941Z\","
            + "\"httpOnly\":true,\"path\":\"/\"},\"a\":1}");
  }

  @Test
  void S32_aCookieWithEverythingSaidKeepsExpresssOrder() {
    SessionCookie cookie =
        new SessionCookie(
            null, null, true, true, "x.y", "/", SameSite.LAX, true, CookiePriority.HIGH);
    bothWays(
        new SessionRecord(cookie, Map.of("a", 1)),
        "{\"cookie\":{\"originalMaxAge\":null,\"partitioned\":true,\"priority\":\"high\","
            + "\"expires\":null,\"secure\":true,\"httpOnly\":true,\"domain\":\"x.y\","
            + "\"path\":\"/\",\"sameSite\":\"lax\"},\"a\":1}");
  }

  @Test
  void S32_textIsEscapedAsJavaScriptDoes() {
    bothWays(
        plain("s", "\u2028\ud800é\u007f\u0000\u001f\b\t\n\f\r\"\\/<😀\udc00"),
        "{"
            + COOKIE
            + ",\"s\":\"\u2028\\ud800é\u007f\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/<😀\\udc00\"}");
  }

  @Test
  void S32_aNameIsEscapedLikeAnyText() {
    bothWays(plain("\n\"é😀\ud800", 1), "{" + COOKIE + ",\"\\n\\\"é😀\\ud800\":1}");
  }

  @Test
  void S32_numbersArePrintedAsJavaScriptPrintsThem() {
    bothWays(
        plain(
            "n",
            list(
                1e21,
                0.1,
                1e-7,
                1e-6,
                Double.MIN_VALUE,
                1.7976931348623157e308,
                9007199254740991L,
                9007199254740992L,
                new BigInteger("123456789012345680000"),
                1.5e300,
                1.23e-18,
                -19.99,
                0.001,
                1234.5,
                -0.001234,
                12345678.9,
                100)),
        "{"
            + COOKIE
            + ",\"n\":[1e+21,0.1,1e-7,0.000001,5e-324,1.7976931348623157e+308,9007199254740991,"
            + "9007199254740992,123456789012345680000,1.5e+300,1.23e-18,-19.99,0.001,1234.5,-0.001234,12345678.9,100]}");
  }

  @Test
  void S32_namesThatAreArrayIndexesComeFirstInTheirOrder() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String name : List.of("b", "10", "01", "9", "4294967294", "4294967295", "-1", "0")) {
      attributes.put(name, true);
    }
    bothWays(
        new SessionRecord(SessionCookie.PLAIN, attributes),
        "{\"0\":true,\"9\":true,\"10\":true,\"4294967294\":true,"
            + COOKIE
            + ",\"b\":true,\"01\":true,\"4294967295\":true,\"-1\":true}");
  }

  @Test
  void S32_minusZeroIsANumber() {
    bothWays(
        plain("n", -0.0),
        "{" + COOKIE + ",\"n\":-0.0,\"__cloakroom\":{\"types\":{\"n\":\"double\"}}}");
  }

  @Test
  void S2_plainValuesNeedNoTableOfTypes() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("", list());
    inner.put("nothing", null);
    bothWays(
        plain("m", list(1, null, true, "é", inner)),
        "{" + COOKIE + ",\"m\":[1,null,true,\"é\",{\"\":[],\"nothing\":null}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cookie", "__cloakroom"})
  void S2_aNameThatTheRecordNeedsIsRefused(String name) {
    assertThatThrownBy(() -> serializer.serialize(plain(name, 1)))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("\"" + name + "\"");
  }

  private static List<Object> list(Object... elements) {
    return new ArrayList<>(Arrays.asList(elements));
  }

  private static SessionRecord plain(String name, Object value) {
    return new SessionRecord(SessionCookie.PLAIN, Map.of(name, value));
  }

  private String text(SessionRecord sessionRecord) {
    return new String(serializer.serialize(sessionRecord), StandardCharsets.UTF_8);
  }

  private void bothWays(SessionRecord sessionRecord, String json) {
    assertThat(text(sessionRecord)).isEqualTo(json);
    assertThat(serializer.deserialize(json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(sessionRecord);
  }
}
