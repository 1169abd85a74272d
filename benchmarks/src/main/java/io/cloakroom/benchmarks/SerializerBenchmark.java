package io.cloakroom.benchmarks;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encoding and decoding a typical session, beside bare Jackson and bare Kryo with the same maps and
 * lists: what allow-lists, limits and exact types cost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SerializerBenchmark {

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final SessionRecord session = TypicalSession.content();
  private final SessionSerializer json = JsonSessionSerializer.create();
  private final SessionSerializer kryo = KryoSessionSerializer.builder().build();
  private final ObjectMapper bareJackson = new ObjectMapper();
  private final Kryo bareKryo = new Kryo();
  private byte[] jsonBytes;
  private byte[] kryoBytes;
  private byte[] bareKryoBytes;
  private Map<String, Object> members;

  /** Encodes once with each, for what is to be decoded. */
  @Setup
  public void encode() throws IOException {
    jsonBytes = json.serialize(session);
    kryoBytes = kryo.serialize(session);
    members = bareJackson.readValue(jsonBytes, MAP);
    bareKryo.setReferences(true);
    bareKryo.register(LinkedHashMap.class);
    bareKryo.register(ArrayList.class);
    bareKryoBytes = bareKryoEncode();
  }

  /** Ours, as JSON. */
  @Benchmark
  public byte[] jsonEncode() {
    return json.serialize(session);
  }

  /** Ours, from JSON. */
  @Benchmark
  public SessionRecord jsonDecode() {
    return json.deserialize(jsonBytes);
  }

  /** The same JSON from a map that has the cookie as a map too. */
  @Benchmark
  public byte[] bareJacksonEncode() throws IOException {
    return bareJackson.writeValueAsBytes(members);
  }

  /** The same JSON to a map. */
  @Benchmark
  public Map<String, Object> bareJacksonDecode() throws IOException {
    return bareJackson.readValue(jsonBytes, MAP);
  }

  /** Ours, as Kryo's bytes. */
  @Benchmark
  public byte[] kryoEncode() {
    return kryo.serialize(session);
  }

  /** Ours, from Kryo's bytes. */
  @Benchmark
  public SessionRecord kryoDecode() {
    return kryo.deserialize(kryoBytes);
  }

  /** By a Kryo of one's own, classes registered and references kept, as ours does. */
  @Benchmark
  public byte[] bareKryoEncode() {
    Output output = new Output(512, -1);
    bareKryo.writeObject(output, members);
    return output.toBytes();
  }

  /** What that wrote, to a map. */
  @Benchmark
  public Map<?, ?> bareKryoDecode() {
    return bareKryo.readObject(new Input(bareKryoBytes), LinkedHashMap.class);
  }
}
