package io.cloakroom.serializer;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.ByteSlice;
import io.cloakroom.record.StoredValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * The program of another JVM: it reads stored values from its input, restores each, stores it
 * again, and prints it, beside what its own objects of the same values are stored as.
 */
final class OtherJvm {

  private OtherJvm() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t", -1);
      AttributeSerializer serializer =
          Objects.requireNonNull(CanonicalValues.serializers().get(words[0]));
      Object restored = serializer.restore("a", decoded(words[2], words[3]));
      Object own =
          words[1].equals("cycle")
              ? CanonicalValues.cycle()
              : CanonicalValues.values().get(words[1]);
      System.out.println(encoded(serializer.store("a", restored)));
      System.out.println(encoded(serializer.store("a", own)));
    }
  }

  static String encoded(StoredValue value) {
    return encoded(value.value()) + '\t' + encoded(value.type());
  }

  private static String encoded(ByteSlice bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static StoredValue decoded(String value, String type) {
    Base64.Decoder decoder = Base64.getDecoder();
    return new StoredValue(ByteSlice.of(decoder.decode(value)), ByteSlice.of(decoder.decode(type)));
  }
}
