package io.cloakroom.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.SessionCookie;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The record of version 2, as it was written when these classes were younger: {@code Cart} had a
 * field {@code gone} and neither {@code coupon} nor {@code tags}, {@code Item} no {@code note}, and
 * {@code Size} began with {@code SMALL}.
 */
class KryoGoldenTest {

  enum Size {
    TINY,
    SMALL,
    LARGE
  }

  record Item(@Nullable String note, String article, int amount) {}

  static class Cart {
    String coupon = "none";
    String owner = "";
    final List<Item> items = new ArrayList<>();
    Size size = Size.SMALL;
    List<String> tags = new ArrayList<>(List.of("new"));
  }

  static class Point {
    int x;
    int y;
  }

  /** Of no session that was stored then; allowed before the others, and after them. */
  record LaterOne(int number) {}

  record LaterTwo(int number) {}

  private final KryoSessionSerializer serializer =
      KryoSessionSerializer.builder()
          .allow(LaterOne.class)
          .allow(Size.class)
          .allow(Point.class, 3)
          .allow(Item.class)
          .allow(Cart.class)
          .allow(LaterTwo.class, 2)
          .build();

  @Test
  void readsClassesThatHaveGainedAndLostFieldsSince() throws IOException {
    SessionRecord read = serializer.deserialize(golden());

    assertThat(read.cookie())
        .isEqualTo(SessionCookie.PLAIN.withMaxAge(Duration.ofHours(1)).usedAt(Instant.EPOCH));
    Cart cart = (Cart) Objects.requireNonNull(read.attributes().get("cart"));
    assertThat(cart.owner).isEqualTo("ada");
    assertThat(cart.items).containsExactly(new Item(null, "4711", 2));
    assertThat(cart.size).isEqualTo(Size.LARGE);
    assertThat(cart.coupon).isEqualTo("none");
    assertThat(cart.tags).containsExactly("new");
    Point point = (Point) Objects.requireNonNull(read.attributes().get("point"));
    assertThat(point.x).isEqualTo(3);
    assertThat(point.y).isEqualTo(4);
  }

  @Test
  void S2_readsEveryClassOfTheJdkByTheNumberThatItHadThen() throws IOException {
    Object values = serializer.deserialize(golden()).attributes().get("values");

    assertThat(SameValue.describe(values)).isEqualTo(SameValue.describe(KryoGoldenValues.values()));
  }

  private static byte[] golden() throws IOException {
    try (InputStream bytes = KryoGoldenTest.class.getResourceAsStream("kryo-2.golden")) {
      return Objects.requireNonNull(bytes).readAllBytes();
    }
  }
}
