package io.cloakroom.values;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import acme.shop.Annotated.Again;
import acme.shop.Annotated.ByBundle;
import acme.shop.Annotated.ByInterface;
import acme.shop.Annotated.BySetter;
import acme.shop.Annotated.ByType;
import acme.shop.Annotated.FromBelow;
import acme.shop.Annotated.Login;
import acme.shop.Annotated.OnlyName;
import acme.shop.Annotated.Renamed;
import acme.shop.Annotated.Token;
import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an annotation leaves out never reaches Redis, wherever the annotation stands. */
class LeftOutTest {

  private static final String SECRET = "open-sesame";

  static Stream<Login> loginsWithoutTheirPassword() {
    ByInterface byInterface = new ByInterface();
    byInterface.password = SECRET;
    BySetter bySetter = new BySetter();
    bySetter.password = SECRET;
    Renamed renamed = new Renamed();
    renamed.password = SECRET;
    OnlyName onlyName = new OnlyName();
    onlyName.password = SECRET;
    ByBundle byBundle = new ByBundle();
    byBundle.password = SECRET;
    ByType byType = new ByType();
    byType.token = new Token(SECRET);
    return Stream.of(
        byInterface, bySetter, new FromBelow().with(SECRET), renamed, onlyName, byBundle, byType);
  }

  @ParameterizedTest
  @MethodSource("loginsWithoutTheirPassword")
  void S2_whatAnAnnotationLeavesOutIsNotStored(Login login) {
    for (SessionSerializer serializer : serializersOf(login.getClass())) {
      assertThat(stored(serializer, login)).doesNotContain(SECRET).contains("ada");
    }
  }

  @ParameterizedTest
  @MethodSource("serializersOfAgain")
  void S2_aSubclassCanHaveItStored(SessionSerializer serializer) {
    Again again = new Again();
    again.password = SECRET;

    assertThat(stored(serializer, again)).contains(SECRET);
  }

  static SessionSerializer[] serializersOfAgain() {
    return serializersOf(Again.class);
  }

  private static SessionSerializer[] serializersOf(Class<?> allowed) {
    return new SessionSerializer[] {
      JsonSessionSerializer.builder().allow(allowed, Token.class).build(),
      KryoSessionSerializer.builder().allow(allowed).allow(Token.class).build()
    };
  }

  /** Kryo marks the end of a text in its last letter. */
  private static String stored(SessionSerializer serializer, Object value) {
    byte[] bytes = serializer.serialize(new SessionRecord(SessionCookie.PLAIN, Map.of("a", value)));
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= 0x7F;
    }
    return new String(bytes, UTF_8);
  }
}
