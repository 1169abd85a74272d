package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records by <a href="https://github.com/EsotericSoftware/kryo">Kryo</a> 5: smaller than JSON, with
 * cycles and shared references kept within an attribute, and readable by the JVM only. Needs {@code
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
 *   <li>Objects are stored by the names of their fields; left out are transient ones, and those
 *       that {@code @JsonIgnore} or its like in another library leaves out. Fields may be added,
 *       and are null or zero (in a bean: as its constructor leaves them; in Kotlin: the default) in
 *       what was stored before; they may be removed.
 *   <li>Enum constants are stored by name.
 *   <li>Each attribute is a graph of its own: an object that two attributes share becomes two.
 *   <li>Cycles may go through beans, arrays and mutable collections. An element of a set must not
 *       take its hash code from an object that holds the set.
 * </ul>
 */
public final class KryoSessionSerializer implements AttributeSerializer {

  private static final int FIRST_BUFFER = 512;
  private static final int POOLED = 64;

  private final Pool<Kryo> kryos;
  private final KryoRecord records;
  private final int maxRecordBytes;

  private KryoSessionSerializer(KryoAllowList allowed, AllowRules allowing, int maxRecordBytes) {
    this.records = new KryoRecord(maxRecordBytes);
    this.maxRecordBytes = maxRecordBytes;
    kryos =
        new Pool<>(true, false, POOLED) {
          @Override
          protected Kryo create() {
            return new KryoGraph(allowed, allowing);
          }
        };
    kryos.free(kryos.obtain());
  }

  /** Returns a builder with no class allowed but the JDK's. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns whether it is a {@link KryoSessionSerializer}: whatever their options, the form is one.
   */
  @Override
  public boolean hasFormOf(AttributeSerializer other) {
    return other instanceof KryoSessionSerializer;
  }

  @Override
  public StoredValue store(String name, @Nullable Object value) {
    Output output = new Output(FIRST_BUFFER, maxRecordBytes);
    try {
      Kryo kryo = kryos.obtain();
      kryo.writeClassAndObject(output, value);
      kryo.reset();
      // only now: a Kryo that threw holds on to what it met
      kryos.free(kryo);
    } catch (UnstorableValueException e) {
      throw e.in(name);
    } catch (KryoBufferOverflowException e) {
      throw Limits.tooLarge(maxRecordBytes).in(name);
    } catch (KryoException e) {
      throw new UnstorableAttributeException(
          name,
          "is nested more than "
              + KryoGraph.MAXIMUM_DEPTH
              + " deep: use a list or a flatter shape");
    } catch (Throwable e) {
      throw UnstorableValueException.threw(name, e);
    }
    return StoredValue.of(output.toBytes());
  }

  @Override
  public @Nullable Object restore(String name, StoredValue stored) {
    try {
      Kryo kryo = kryos.obtain();
      KryoInput input = new KryoInput(stored.value().toByteArray());
      Object value = kryo.readClassAndObject(input);
      if (!input.end()) {
        throw new KryoException("More than a value");
      }
      kryo.reset();
      kryos.free(kryo);
      return value;
    } catch (Throwable e) {
      throw UnrestorableValueException.in(name, e);
    }
  }

  @Override
  public RecordParts split(byte[] bytes) {
    return records.split(bytes);
  }

  @Override
  public byte[] join(RecordParts parts) {
    return records.join(parts);
  }

  /** Which classes records may hold. */
  public static final class Builder {

    private final KryoAllowList allowed = new KryoAllowList();
    private Function<Class<?>, String> advice = AllowRules.toCallAllow("KryoSessionSerializer");
    private ClassLoader classLoader = ownClassLoader();
    private int maxRecordBytes = Limits.RECORD_BYTES;

    private Builder() {}

    private static ClassLoader ownClassLoader() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /**
     * Allows these classes, and arrays of them: enums, records, Kotlin's classes and objects,
     * classes with a constructor that takes their fields, and beans, which are classes with a
     * constructor without parameters. With a sealed class those are allowed that it permits. A
     * class is known in records by a number of four bytes that follows from its name, so that
     * classes may be allowed in any order, and later more; but records written before it was
     * renamed can't be read.
     *
     * @throws IllegalArgumentException if objects of a class would not come back equal; the message
     *     says why, and what to change
     */
    public Builder allow(Class<?>... types) {
      for (Class<?> each : types) {
        allowed.add(each);
      }
      return this;
    }

    /**
     * Allows a class under a number of yours, which takes two bytes, and by which it is known even
     * when it is renamed.
     *
     * @param id 0 to 9 999; while there are records, it must stay this class's only id
     * @throws IllegalArgumentException if the id is not in that range or another class has it, or
     *     if objects of the class could not be restored
     */
    public Builder allow(Class<?> type, int id) {
      allowed.add(type, id);
      return this;
    }

    /**
     * Stores objects of a type, and of those below it, as values of another type that can be
     * stored. This is how types of libraries are kept, such as Guava's and Vavr's collections:
     *
     * <pre>{@code
     * .convert(ImmutableList.class, ArrayList::new, ImmutableList::copyOf)
     * }</pre>
     *
     * @param stored makes the value that is stored; what it throws, or null, fails the saving
     * @param restored makes an equal object again
     */
    public <T, S> Builder convert(
        Class<T> type,
        Function<? super T, ? extends S> stored,
        Function<? super S, ? extends T> restored) {
      allowed.add(Conversion.byUser(type, stored, restored));
      return this;
    }

    /**
     * Says how a class is allowed where the application does not call {@link #allow(Class...)}
     * itself, for the message about one that isn't. Default: to call {@code allow}.
     *
     * @param newAdvice such as "add com.acme.Cart to cloakroom.store.allow", for com.acme.Cart
     */
    public Builder allowAdvice(Function<Class<?>, String> newAdvice) {
      advice = newAdvice;
      return this;
    }

    /**
     * Sets where Kotlin's library is found, whose values are always allowed. By default the context
     * class loader of the thread that calls {@link KryoSessionSerializer#builder()}.
     */
    public Builder classLoader(ClassLoader loader) {
      classLoader = loader;
      return this;
    }

    /**
     * Sets the largest record that is written or read: 8 MiB by default. It bounds the memory that
     * reading a record takes, which may be some twenty times as much.
     *
     * @throws IllegalArgumentException if it is less than 1024
     */
    public Builder maxRecordBytes(int bytes) {
      maxRecordBytes = Limits.checkRecordBytes(bytes);
      return this;
    }

    /** Returns the serializer, which further calls of this builder don't change. */
    public KryoSessionSerializer build() {
      KryoAllowList all = allowed.copy();
      all.addBuiltIn(classLoader);
      return new KryoSessionSerializer(all, new AllowRules("Kryo", advice), maxRecordBytes);
    }
  }
}
