package io.cloakroom.benchmarks;

import io.cloakroom.benchmarks.ByTurns.Work;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what a record costs: encrypting and serializing, each by turns with the least that anybody
 * can spend on it, and the bytes of every form. The same work as JMH's {@link EncryptionBenchmark}
 * and {@link SerializerBenchmark}, in a minute.
 */
public final class RecordFigures {

  private RecordFigures() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    EncryptionBenchmark encryption = new EncryptionBenchmark();
    encryption.encrypt();
    Map<String, Work> ciphers = new LinkedHashMap<>();
    ciphers.put("AES/GCM/NoPadding, encrypt and decrypt 2 kB", encryption::plainSealAndOpen);
    ciphers.put("Cloakroom, encrypt and decrypt 2 kB", encryption::sealAndOpen);
    print(ciphers);

    SerializerBenchmark serializers = new SerializerBenchmark();
    serializers.encode();
    compare("Jackson, encode", serializers::bareJacksonEncode, serializers::jsonEncode);
    compare("Jackson, decode", serializers::bareJacksonDecode, serializers::jsonDecode);
    compare("Kryo, encode", serializers::bareKryoEncode, serializers::kryoEncode);
    compare("Kryo, decode", serializers::bareKryoDecode, serializers::kryoDecode);

    RecordSizes.main(arguments);
  }

  private static void compare(String name, Work bare, Work ours) throws Exception {
    Map<String, Work> ways = new LinkedHashMap<>();
    ways.put("bare " + name, bare);
    ways.put("Cloakroom over " + name, ours);
    print(ways);
  }

  private static void print(Map<String, Work> ways) throws Exception {
    double first = 0;
    for (Map.Entry<String, Double> way : ByTurns.nanos(ways).entrySet()) {
      first = first == 0 ? way.getValue() : first;
      System.out.printf(
          Locale.ROOT,
          "%-45s %8.0f ns %9.0f per second %6.2f%n",
          way.getKey(),
          way.getValue(),
          1e9 / way.getValue(),
          way.getValue() / first);
    }
  }
}
