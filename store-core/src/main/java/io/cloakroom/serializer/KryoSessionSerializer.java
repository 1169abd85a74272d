package io.cloakroom.serializer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import io.cloakroom.session.SessionCookie;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records by <a href="https://github.com/EsotericSoftware/kryo">Kryo</a> 5: smaller than JSON, with
 * cycles and shared references kept, and readable by the JVM only. Needs {@code
 * com.esotericsoftware:kryo} beside Cloakroom.
 *
 * <pre>{@code
 * SessionSerializer serializer = KryoSessionSerializer.builder()
 *     .allow(Cart.class)
 *     .allow(Item.class)
 *     .build();
 * }</pre>
 *
 * <p>It takes the boxed primitives, String, BigInteger, BigDecimal, UUID, URI, Locale, Currency,
 * Date, what java.time has, Optional, arrays of these, the usual mutable collections, EnumSet and
 * EnumMap, {@code List.of}, {@code Set.of}, {@code Map.of} and the empty, singleton and
 * unmodifiable ones of {@code Collections}, all nested up to 256 deep; and the classes that were
 * allowed, with arrays of them. Everything else is refused when it is saved.
 *
 * <ul>
 *   <li>Records and beans are stored by the names of their fields; transient ones are left out.
 *       Fields may be added, and are null or zero (in a bean: as its constructor leaves them) in
 *       what was stored before; they may be removed.
 *   <li>A bean needs a constructor without parameters, which may be private.
 *   <li>Enum constants are stored by name.
 *   <li>Cycles may go through beans, arrays and mutable collections. An element of a set must not
 *       take its hash code from an object that holds the set.
 * </ul>
 */
public final class KryoSessionSerializer implements SessionSerializer {

  // Neither is what JSON, an envelope or a compressed record begins with.
  private static final byte MAGIC = 'K';
  private static final byte VERSION = 1;
  private static final int HEADER_LENGTH = 2;
  private static final int FIRST_BUFFER = 512;
  private static final int POOLED = 64;

  private final Pool<Kryo> kryos;

  private KryoSessionSerializer(KryoAllowList allowed) {
    kryos =
        new Pool<>(true, false, POOLED) {
          @Override
          protected Kryo create() {
            return new KryoGraph(allowed);
          }
        };
    kryos.free(kryos.obtain());
  }

  /** A builder with no class allowed but the JDK's. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public byte[] serialize(SessionRecord sessionRecord) {
    Kryo kryo = kryos.obtain();
    Output output = new Output(FIRST_BUFFER, -1);
    output.writeByte(MAGIC);
    output.writeByte(VERSION);
    KryoCookie.write(output, sessionRecord.cookie());
    output.writeVarInt(sessionRecord.attributes().size(), true);
    sessionRecord
        .attributes()
        .forEach(
            (name, value) -> {
              output.writeString(name);
              write(kryo, output, name, value);
            });
    kryo.reset();
    // Only now: a Kryo that threw holds on to what it met.
    kryos.free(kryo);
    return output.toBytes();
  }

  @Override
  public SessionRecord deserialize(byte[] bytes) {
    if (bytes.length < HEADER_LENGTH || bytes[0] != MAGIC || bytes[1] != VERSION) {
      throw new UnreadableRecordException("The record is not one that Kryo wrote for this release");
    }
    try {
      return read(bytes);
    } catch (RuntimeException | StackOverflowError e) {
      // Not as the cause: messages of Kryo, and of the user's constructors, may hold content.
      throw new UnreadableRecordException(
          "The Kryo record is damaged, or holds a class or value that may not be restored");
    }
  }

  private static void write(Kryo kryo, Output output, String name, @Nullable Object value) {
    try {
      kryo.writeClassAndObject(output, value);
    } catch (KryoRefusal e) {
      throw new UnstorableAttributeException(name, String.valueOf(e.getMessage()));
    } catch (KryoException e) {
      throw new UnstorableAttributeException(
          name,
          "is nested more than "
              + KryoGraph.MAXIMUM_DEPTH
              + " deep: use a list or a flatter shape");
    } catch (RuntimeException e) {
      throw new UnstorableAttributeException(
          name,
          "threw a "
              + e.getClass().getName()
              + " while it was written: don't change it while its session is saved");
    }
  }

  private SessionRecord read(byte[] bytes) {
    Kryo kryo = kryos.obtain();
    KryoInput input = new KryoInput(bytes);
    input.skip(HEADER_LENGTH);
    SessionCookie cookie = KryoCookie.read(input);
    int count = input.readCount();
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = input.readString();
      if (name == null || attributes.containsKey(name)) {
        throw new KryoException("An attribute without a name of its own");
      }
      attributes.put(name, kryo.readClassAndObject(input));
    }
    if (!input.end()) {
      throw new KryoException("More than a record");
    }
    kryo.reset();
    kryos.free(kryo);
    return new SessionRecord(cookie, attributes);
  }

  /** Which classes records may hold. */
  public static final class Builder {

    private final KryoAllowList allowed = new KryoAllowList();

    private Builder() {}

    /**
     * Allows an enum, a record, a bean or an array, of exactly this class, and arrays of it. It is
     * known in records by a number of four bytes that follows from its name, so that classes may be
     * allowed in any order, and later more; but records written before it was renamed can't be
     * read.
     *
     * @throws IllegalArgumentException if its objects could not be restored; the message has the
     *     remedy
     */
    public Builder allow(Class<?> type) {
      allowed.add(type);
      return this;
    }

    /**
     * Allows a class under a number of yours, which takes two bytes, and by which it is known even
     * when it is renamed.
     *
     * @param id 0 to 9 999; never another class's, nor another for this class, while there are
     *     records
     * @throws IllegalArgumentException if the id is not in that range or another class has it, or
     *     if objects of the class could not be restored
     */
    public Builder allow(Class<?> type, int id) {
      allowed.add(type, id);
      return this;
    }

    /** The serializer, which further calls of this builder don't change. */
    public KryoSessionSerializer build() {
      return new KryoSessionSerializer(allowed.copy());
    }
  }
}
