package io.cloakroom.serializer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloakroom.session.SessionCookie;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
 * value so that it no longer fits its type, the value comes back as the plain JSON that it is.
 *
 * <p>Classes of your own, enums, records and beans, come back if they are allowed:
 *
 * <pre>{@code
 * JsonSessionSerializer.builder().allow(Cart.class).allowPackage("com.acme.shop").build()
 * }</pre>
 *
 * <p>Whatever would not come back equal and of the same class is refused by {@link #serialize}: a
 * class that isn't allowed, a collection that is a view or has a comparator, more than 100 levels
 * of JSON, a structure that contains itself, a number of more than 10 000 digits. An object that is
 * held twice comes back as two equal ones. That a record's canonical constructor gives an equal
 * record of what the accessors return is what {@link Record} demands; it is not tried out.
 *
 * <p>Stored bytes name classes, but never choose one: a name outside the list is an {@link
 * UnreadableRecordException}, and its class isn't loaded.
 *
 * <p>Safe for use by many threads at once.
 */
public final class JsonSessionSerializer implements SessionSerializer {

  private static final String COOKIE = "cookie";

  private final JsonFactory json;
  private final TypeCatalog types;
  private final int maxRecordBytes;

  private JsonSessionSerializer(Builder options) {
    this.types = new TypeCatalog(options.allowList());
    this.maxRecordBytes = options.maxRecordBytes;
    this.json = JsonDialect.factory(maxRecordBytes);
  }

  /** The serializer for sessions that hold nothing but the JDK's value types. */
  public static JsonSessionSerializer create() {
    return builder().build();
  }

  /** A serializer that also restores classes of your own. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public byte[] serialize(SessionRecord sessionRecord) {
    RecordBytes bytes = new RecordBytes(maxRecordBytes);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      Map<String, @Nullable Object> attributes = sessionRecord.attributes();
      Set<String> first = IndexNames.among(attributes.keySet());
      Map<String, TypeTag> tags = new LinkedHashMap<>();
      ValueWriter writer = new ValueWriter(out, types);
      out.writeStartObject();
      for (String name : first) {
        writeAttribute(name, attributes.get(name), writer, tags);
      }
      out.writeFieldName(COOKIE);
      CookieJson.write(sessionRecord.cookie(), out);
      for (Map.Entry<String, @Nullable Object> attribute : attributes.entrySet()) {
        if (!first.contains(attribute.getKey())) {
          writeAttribute(attribute.getKey(), attribute.getValue(), writer, tags);
        }
      }
      if (!tags.isEmpty()) {
        SideTable.write(tags, out);
      }
      out.writeEndObject();
    } catch (UnstorableValue e) {
      // the end of the record was too much, of which the last attribute is the most
      throw e.in(last(sessionRecord.attributes().keySet()));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void writeAttribute(
      String name, @Nullable Object value, ValueWriter writer, Map<String, TypeTag> tags)
      throws IOException {
    checkName(name);
    try {
      writer.json().writeFieldName(name);
      TypeTag tag = writer.write(value, null);
      if (tag != null) {
        tags.put(name, tag);
      }
    } catch (UnstorableValue e) {
      throw e.in(name);
    }
  }

  private static void checkName(String name) {
    if (name.equals(COOKIE) || name.equals(SideTable.NAME)) {
      throw new UnstorableAttributeException(
          name, "has a name that the record needs itself: choose another");
    }
    if (!JsonText.isWellFormed(name)) {
      throw new UnstorableAttributeException(
          name,
          "has a name that is not Unicode (it holds half of a surrogate pair): choose another");
    }
  }

  private static String last(Set<String> names) {
    return names.stream().reduce(COOKIE, (earlier, later) -> later);
  }

  @Override
  public SessionRecord deserialize(byte[] bytes) {
    if (bytes.length > maxRecordBytes) {
      throw new UnreadableRecordException("The record has more than " + maxRecordBytes + " bytes");
    }
    Utf8.check(bytes);
    try (JsonParser in = json.createParser(bytes)) {
      SessionRecord read = read(in);
      if (in.nextToken() != null) {
        throw new UnreadableRecordException("The record goes on after its end");
      }
      return read;
    } catch (IOException e) {
      throw new UnreadableRecordException("The record is not JSON, or beyond its limits");
    }
  }

  private SessionRecord read(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableRecordException("The record is not a JSON object");
    }
    SessionCookie cookie = null;
    Map<String, TypeTag> tags = null;
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      boolean twice;
      switch (name) {
        case COOKIE -> {
          twice = cookie != null;
          cookie = value == JsonToken.START_OBJECT ? CookieJson.read(in) : noCookie();
        }
        case SideTable.NAME -> {
          twice = tags != null;
          tags = SideTable.read(in, types);
        }
        default -> {
          int before = attributes.size();
          attributes.put(name, PlainReader.read(in));
          twice = attributes.size() == before;
        }
      }
      if (twice) {
        throw new UnreadableRecordException("The record has a member twice");
      }
    }
    if (tags != null) {
      restore(attributes, tags);
    }
    return new SessionRecord(cookie == null ? noCookie() : cookie, attributes);
  }

  private static SessionCookie noCookie() {
    throw new UnreadableRecordException("The record has no cookie, so it is not express-session's");
  }

  private static void restore(Map<String, @Nullable Object> attributes, Map<String, TypeTag> tags) {
    ValueReader reader = new ValueReader();
    for (Map.Entry<String, TypeTag> tag : tags.entrySet()) {
      attributes.computeIfPresent(
          tag.getKey(), (name, plain) -> reader.readOrKeep(plain, tag.getValue()));
    }
  }

  /** Which classes of your own may be restored, and how much of them. */
  public static final class Builder {

    private final Map<String, Class<?>> classes = new LinkedHashMap<>();
    private final Set<String> packages = new LinkedHashSet<>();
    private ClassLoader classLoader = ownClassLoader();
    private int maxRecordBytes = Limits.RECORD_BYTES;

    private Builder() {}

    private static ClassLoader ownClassLoader() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /**
     * Allows exactly these classes: enums, records, and beans, which are classes with a constructor
     * without arguments (of any visibility). None is allowed by default.
     *
     * <p>A record is stored by its accessors and restored through its canonical constructor. A bean
     * is stored and restored by its fields, those of its superclasses too; static and transient
     * ones are left out. Subclasses, and the classes of their members, need a permission of their
     * own.
     *
     * @throws IllegalArgumentException if a class is something else; the message says what is
     *     missing
     */
    public Builder allow(Class<?>... allowed) {
      for (Class<?> each : allowed) {
        AllowList.check(each);
        classes.put(each.getName(), each);
      }
      return this;
    }

    /**
     * Allows every enum, record and bean of a package, as {@link #allow} does. Its sub-packages are
     * not part of it.
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
     * Where the classes of allowed packages are found. By default the context class loader of the
     * thread that calls {@link JsonSessionSerializer#builder()}.
     */
    public Builder classLoader(ClassLoader loader) {
      classLoader = loader;
      return this;
    }

    /**
     * The largest record that is written or read: 8 MiB by default. It bounds the memory that
     * reading a record takes, which may be some twenty times as much.
     *
     * @throws IllegalArgumentException if it is less than 1024
     */
    public Builder maxRecordBytes(int bytes) {
      if (bytes < 1024) {
        throw new IllegalArgumentException("maxRecordBytes is " + bytes + ", less than 1024");
      }
      maxRecordBytes = bytes;
      return this;
    }

    private AllowList allowList() {
      return new AllowList(classes, packages, classLoader);
    }

    /** The serializer; the builder may go on to make others. */
    public JsonSessionSerializer build() {
      return new JsonSessionSerializer(this);
    }
  }
}
