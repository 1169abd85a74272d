package io.cloakroom.serializer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakroom.record.UnreadableRecordException;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRecordTest {

  private static final String COOKIE = "\"cookie\":{\"originalMaxAge\":null,\"expires\":null}";

  private final JsonSessionSerializer serializer =
      JsonSessionSerializer.builder()
          .allow(Samples.Color.class)
          .allowPackage("io.cloakroom.serializer")
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "[]",
        "{",
        "{}",
        "{\"a\":1}",
        "{\"cookie\":null}",
        "{\"cookie\":[]}",
        "{\"cookie\":{},\"cookie\":{}}",
        "{\"cookie\":{}}x",
        "{\"cookie\":{}} {}",
        "{\"cookie\":{},\"a\":1,\"a\":2}",
        "{\"cookie\":{},\"a\":{\"b\":1,\"b\":null}}",
        "{\"cookie\":{},\"a\":NaN}",
        "{\"cookie\":{},\"a\":01}",
        "{\"cookie\":{},/**/\"a\":1}",
        "{'cookie':{}}",
        "\ufeff{\"cookie\":{}}",
        "{\"cookie\":{\"path\":\"/\",\"path\":\"/\"}}",
        "{\"cookie\":{\"expires\":\"soon\"}}",
        "{\"cookie\":{\"expires\":5}}",
        "{\"cookie\":{\"expires\":true}}",
        "{\"cookie\":{\"expires\":\"+9999999999-01-01T00:00:00.000Z\"}}",
        "{\"cookie\":{\"expires\":\"2026-02-30T00:00:00.000Z\"}}",
        "{\"cookie\":{\"originalMaxAge\":\"5\"}}",
        "{\"cookie\":{\"originalMaxAge\":{}}}",
        "{\"cookie\":{\"secure\":\"auto\"}}",
        "{\"cookie\":{\"httpOnly\":1}}",
        "{\"cookie\":{\"path\":{}}}",
        "{\"cookie\":{\"domain\":[]}}",
        "{\"cookie\":{\"sameSite\":\"sometimes\"}}",
        "{\"cookie\":{\"sameSite\":1}}",
        "{\"cookie\":{\"priority\":\"urgent\"}}",
        "{\"cookie\":{\"partitioned\":\"yes\"}}",
      })
  void whatIsNotExpresssRecordIsUnreadable(String json) {
    assertUnreadable(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNotUtf8IsUnreadable() {
    String before = "{" + COOKIE + ",\"a\":\"";
    for (byte[] wrong :
        List.of(
            new byte[] {(byte) 0xC0, (byte) 0xAF},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC3})) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(wrong);
      bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
      assertUnreadable(bytes.toByteArray());
    }
    String whole = "{" + COOKIE + "}";
    assertUnreadable(whole.getBytes(StandardCharsets.UTF_16LE));
    assertUnreadable(whole.getBytes(StandardCharsets.UTF_16BE));
    assertUnreadable(whole.getBytes(StandardCharsets.UTF_16));
  }

  @Test
  void nestingAndSizeAreLimited() {
    String deep = "[".repeat(Limits.DEPTH) + "]".repeat(Limits.DEPTH);
    assertThat(attribute("{" + COOKIE + ",\"a\":" + deep + "}")).isInstanceOf(List.class);
    assertUnreadable("{" + COOKIE + ",\"a\":[" + deep + "]}");
    assertUnreadable("{" + COOKIE + ",\"a\":" + "[".repeat(1_000_000));
    assertUnreadable("{\"cookie\":{\"x\":" + "[".repeat(1_000_000));
    assertUnreadable(
        "{" + COOKIE + ",\"__cloakroom\":{\"types\":{\"a\":" + "[\"list\",".repeat(99999));
    assertUnreadable("{" + COOKIE + ",\"a\":" + "9".repeat(Limits.DIGITS + 1) + "}");
    assertUnreadable(new byte[Limits.RECORD_BYTES + 1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"java.lang.Runtime\"",
        "\"java.lang.ProcessBuilder\"",
        "\"javax.script.ScriptEngineManager\"",
        "\"com.sun.rowset.JdbcRowSetImpl\"",
        "\"io.cloakroom.record.SessionCookie\"",
        "\"io.cloakroom.serializer.json.UnreadableRecordTest$Trap\"",
        "\"io.cloakroom.serializer.NoSuchClass\"",
        "\"io.cloakroom.serializer.json.ValueType\"",
        "\"[Lio.cloakroom.serializer.Samples$Item;\"",
        "\"io/cloakroom/serializer/Samples$Item\"",
        "\"io.cloakroom.serializer.samples$item\"",
        "\"java.lang.Runtime[]\"",
        "\"int[][][][][][][][][]\"",
        "\"enum-set<java.lang.Runtime>\"",
        "\"enum-set<enum-set<io.cloakroom.serializer.Samples$Color>>\"",
        "\"enum-map<int>\"",
        "\"\"",
        "[\"list\",\"java.lang.Runtime\"]",
        "{\"map\":{\"x\":\"java.lang.Runtime\"}}",
        "[\"list\"]",
        "[]",
        "{}",
        "5",
        "null",
      })
  void S29_aTypeThatIsNotAllowedIsUnreadableAndItsClassUntouched(String type) {
    assertUnreadable("{" + COOKIE + ",\"a\":[1],\"__cloakroom\":{\"types\":{\"a\":" + type + "}}}");
    assertUnreadable("{\"__cloakroom\":{\"types\":{\"a\":" + type + "}}," + COOKIE + ",\"a\":[1]}");
    assertThat(trapped).isEmpty();
  }

  private static final List<String> trapped = new ArrayList<>();

  /** Not a bean, for want of a constructor without arguments. */
  static final class Trap {
    static {
      trapped.add("initialised");
    }

    Trap(String any) {
      trapped.add(any);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"org.springframework.context.support.ClassPathXmlApplicationContext\",\"http://x/\"]",
        "[\"com.sun.rowset.JdbcRowSetImpl\",{\"dataSourceName\":\"ldap://x/\",\"autoCommit\":true}]",
        "{\"@class\":\"java.lang.ProcessBuilder\",\"command\":[\"id\"]}",
        "{\"@type\":\"com.sun.rowset.JdbcRowSetImpl\",\"dataSourceName\":\"rmi://x/\"}",
        "{\"$type\":\"System.Diagnostics.Process\"}",
        "{\"__proto__\":{\"isAdmin\":true}}",
        "\"!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\"",
      })
  void S29_whatOtherSerializersWouldObeyIsPlainData(String payload) {
    Object value = attribute("{" + COOKIE + ",\"a\":" + payload + "}");
    assertThat(value.getClass().getName()).matches("java\\.util\\.\\w+|java\\.lang\\.String");
  }

  @Test
  void S29_JdkSerializationIsUnreadable() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(List.of("x")));
    }
    assertUnreadable(bytes.toByteArray());
  }

  @Test
  void S34_theMessageQuotesNothing() {
    for (String json :
        List.of(
            "{" + COOKIE + ",\"a\":hunter2}",
            "{" + COOKIE + ",\"hunter2\":1,\"hunter2\":1}",
            "{\"cookie\":{\"expires\":\"hunter2\"}}",
            "{" + COOKIE + ",\"a\":1,\"__cloakroom\":{\"types\":{\"a\":\"hunter2\"}}}")) {
      assertThatThrownBy(() -> serializer.deserialize(json.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageNotContaining("hunter2")
          .hasNoCause();
    }
  }

  private Object attribute(String json) {
    return serializer.deserialize(json.getBytes(StandardCharsets.UTF_8)).attributes().get("a");
  }

  private void assertUnreadable(String json) {
    assertUnreadable(json.getBytes(StandardCharsets.UTF_8));
  }

  private void assertUnreadable(byte[] bytes) {
    assertThatThrownBy(() -> serializer.deserialize(bytes))
        .isInstanceOf(UnreadableRecordException.class);
  }
}
