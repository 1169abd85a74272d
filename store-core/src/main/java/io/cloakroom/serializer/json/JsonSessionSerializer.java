package io.cloakroom.serializer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.ByteSlice;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.StoredValue;
import io.cloakroom.record.UnreadableAttributeException;
import io.cloakroom.record.UnstorableAttributeException;
import io.cloakroom.serializer.AllowRules;
import io.cloakroom.serializer.Conversion;
import io.cloakroom.serializer.KotlinConversions;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.PlatformConversions;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as JSON: express-session's record, which Express reads and writes too.
 *
 * <p>Plain values (String, Boolean, Integer, Double, null, ArrayList, LinkedHashMap) are plain
 * JSON. The other types of the JDK that people store come back exactly too: every boxed number,
 * BigInteger and BigDecimal, Character, UUID, URI, Locale, Currency, java.util.Date, the types of
 * java.time, Optional, arrays, and the lists, sets and maps of java.util that have value equality,
 * immutable ones included; sorted ones by natural order. Where JSON can't say the type, a member
 * {@code __cloakroom} beside the attributes does, which Express carries along. If Express changes a
 * value to another kind of JSON, or so that it no longer fits its type of the JDK, the value comes
 * back as the plain JSON that it is.
 *
 * <p>Classes of your own, enums, records and beans, come back if they are allowed:
 *
 * <pre>{@code
 * JsonSessionSerializer.builder().allow(Cart.class).allowPackage("com.acme.shop").build()
 * }</pre>
 *
 * <p>Whatever would not come back equal and of the same class is refused by {@link #store}: a class
 * that isn't allowed, a collection that is a view or has a comparator, more than 100 levels of
 * JSON, a structure that contains itself, a number of more than 10 000 digits. An object that is
 * held twice comes back as two equal ones. That a record's canonical constructor gives an equal
 * record of what the accessors return is what {@link Record} demands; it is not tried out.
 *
 * <p>Stored bytes name classes, but never choose one: a name outside the list is an {@link
 * UnreadableAttributeException}, and its class isn't loaded.
 *
 * <p>Safe for use by many threads at once.
 */
public final class JsonSessionSerializer implements AttributeSerializer {

  private final JsonFactory json;
  private final TypeCatalog types;
  private final TypeTagJson tags;
  private final JsonRecord records;
  private final int maxRecordBytes;

  private JsonSessionSerializer(Builder options) {
    this.types = new TypeCatalog(options.allowList());
    this.maxRecordBytes = options.maxRecordBytes;
    this.json = JsonDialect.factory(maxRecordBytes);
    this.tags = new TypeTagJson(json, types);
    this.records = new JsonRecord(maxRecordBytes);
  }

  /** Returns the serializer for sessions that hold nothing but the JDK's value types. */
  public static JsonSessionSerializer create() {
    return builder().build();
  }

  /** Returns a serializer that also restores classes of your own. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns whether it is a {@link JsonSessionSerializer}: whatever their options, the form is one.
   */
  @Override
  public boolean hasFormOf(AttributeSerializer other) {
    return other instanceof JsonSessionSerializer;
  }

  @Override
  public StoredValue store(String name, @Nullable Object value) {
    if (JsonRecord.isTaken(name)) {
      throw new UnstorableAttributeException(
          name, "has a name that the record needs itself: choose another");
    }
    byte[] usual = UsualValues.write(value, maxRecordBytes);
    if (usual != null) {
      return StoredValue.of(usual);
    }
    RecordBytes bytes = new RecordBytes(maxRecordBytes);
    TypeTag tag;
    try (JsonGenerator out = json.createGenerator(bytes)) {
      tag = new ValueWriter(bytes, out, types).write(value, null);
    } catch (UnstorableValueException e) {
      throw e.in(name);
    } catch (Throwable e) {
      throw UnstorableValueException.threw(name, e);
    }
    return new StoredValue(
        ByteSlice.of(bytes.toByteArray()),
        tag == null
            ? ByteSlice.EMPTY
            : ByteSlice.of(TypeTagJson.write(tag).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public @Nullable Object restore(String name, StoredValue stored) {
    try {
      TypeTag tag = stored.type().isEmpty() ? null : tags.read(stored.type());
      return new ValueReader().readOrKeep(plain(stored.value()), tag);
    } catch (Throwable e) {
      throw UnrestorableValueException.in(name, e);
    }
  }

  private @Nullable Object plain(ByteSlice value) {
    if (UsualValues.isUsual(value)) {
      return UsualValues.read(value);
    }
    try (JsonParser in = json.createParser(value.toByteArray())) {
      in.nextToken();
      return PlainReader.read(in);
    } catch (IOException e) {
      throw new UnrestorableValueException(null, "its JSON is beyond the limits");
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

  /** Which classes of your own may be restored, and how much of them. */
  public static final class Builder {

    private final Map<String, Class<?>> classes = new LinkedHashMap<>();
    private final Set<String> packages = new LinkedHashSet<>();
    private final List<Conversion<?>> conversions = new ArrayList<>();
    private ClassLoader classLoader = ownClassLoader();
    private int maxRecordBytes = Limits.RECORD_BYTES;
    private Function<Class<?>, String> advice = AllowRules.toCallAllow("JsonSessionSerializer");

    private Builder() {}

    private static ClassLoader ownClassLoader() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /**
     * Allows these classes: enums, records, Kotlin's classes and objects, classes with a
     * constructor that takes their fields, and beans, which are classes with a constructor without
     * parameters (of any visibility). With a sealed class those are allowed that it permits. None
     * is allowed by default.
     *
     * <p>A record is stored by its accessors and restored by its canonical constructor. Other
     * objects are stored by their fields, those of their superclasses too; left out are static and
     * transient ones, and those that {@code @JsonIgnore} or its like in another library leaves out.
     * They are restored by the constructor that takes their fields, and what it doesn't take is set
     * after it. docs/serializers.md says how the constructor is found. Subclasses, and the classes
     * of members, need a permission of their own.
     *
     * @throws IllegalArgumentException if objects of a class would not come back equal; the message
     *     says why, and what to change
     */
    public Builder allow(Class<?>... allowed) {
      for (Class<?> each : allowed) {
        if (!BuiltInTypes.isOrHolds(each)) {
          AllowRules.allowedWith(each).forEach(one -> classes.put(one.getName(), one));
        }
      }
      return this;
    }

    /**
     * Allows every class of a package that {@link #allow} would take. Its sub-packages are not part
     * of it.
     *
     * @param name as in {@code "com.acme.shop"}
     * @throws IllegalArgumentException if it is not a package's name, or one of the JDK's
     */
    public Builder allowPackage(String name) {
      AllowList.checkPackage(name);
      packages.add(name);
      return this;
    }

    /**
     * Says how a class is allowed where the application does not call {@link #allow} itself, for
     * the message about one that isn't. Default: to call {@code allow}.
     *
     * @param newAdvice such as "add com.acme.Cart to cloakroom.store.allow", for com.acme.Cart
     */
    public Builder allowAdvice(Function<Class<?>, String> newAdvice) {
      advice = newAdvice;
      return this;
    }

    /**
     * Sets where the classes of allowed packages are found. By default the context class loader of
     * the thread that calls {@link JsonSessionSerializer#builder()}.
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
      conversions.add(Conversion.byUser(type, stored, restored));
      return this;
    }

    private AllowList allowList() {
      List<Conversion<?>> all = new ArrayList<>(conversions);
      all.addAll(KotlinConversions.in(classLoader));
      all.addAll(PlatformConversions.all());
      return new AllowList(classes, packages, classLoader, all, new AllowRules("JSON", advice));
    }

    /** Returns the serializer; the builder may go on to make others. */
    public JsonSessionSerializer build() {
      return new JsonSessionSerializer(this);
    }
  }
}
