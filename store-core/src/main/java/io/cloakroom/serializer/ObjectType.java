package io.cloakroom.serializer;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record or a bean as a JSON object of its members. Members that the JSON lacks are as the class
 * itself leaves them, those that the class lacks are dropped: classes gain and lose fields.
 */
final class ObjectType extends ValueType {

  /** How the members' values become an object again. */
  interface Maker {
    /**
     * Makes an object.
     *
     * @param values by member, in order
     * @param present which of them the JSON had
     */
    Object make(@Nullable Object[] values, boolean[] present) throws ReflectiveOperationException;
  }

  private final Class<?> javaClass;
  private final List<Member> members;
  private final List<String> names;
  private final Maker maker;
  private final Function<Type, @Nullable Shape> shapes;
  private @Nullable Shape @Nullable [] memberShapes;

  ObjectType(
      Class<?> javaClass,
      List<Member> members,
      Maker maker,
      Function<Type, @Nullable Shape> shapes) {
    super(javaClass.getName());
    this.javaClass = javaClass;
    this.members = members;
    this.names = members.stream().map(Member::name).toList();
    this.maker = maker;
    this.shapes = shapes;
  }

  /** Looked up when first used, since a class may hold itself. Racing threads find the same. */
  private @Nullable Shape[] memberShapes() {
    @Nullable Shape @Nullable [] known = memberShapes;
    if (known == null) {
      known = members.stream().map(member -> shapes.apply(member.declared())).toArray(Shape[]::new);
      memberShapes = known;
    }
    return known;
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    @Nullable Shape[] declared = memberShapes();
    TagCollector tags = new TagCollector();
    out.startObject();
    for (int i = 0; i < declared.length; i++) {
      Member member = members.get(i);
      try {
        Object within = get(member, value);
        out.json().writeFieldName(member.name());
        tags.add(within, out.write(within, declared[i]));
      } catch (UnstorableValue e) {
        throw e.within("." + member.name());
      }
    }
    out.endObject();
    return tags.tag(this, names);
  }

  private @Nullable Object get(Member member, Object owner) {
    try {
      return member.getter().get(owner);
    } catch (ReflectiveOperationException e) {
      throw new UnstorableValue(
          "something that " + javaClass.getTypeName() + " fails to give: see its accessor");
    }
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in)
      throws Misfit {
    Map<?, ?> json = (Map<?, ?>) plain;
    @Nullable Shape[] declared = memberShapes();
    @Nullable Object[] values = new Object[declared.length];
    boolean[] present = new boolean[declared.length];
    for (int i = 0; i < declared.length; i++) {
      Member member = members.get(i);
      Object within = json.get(member.name());
      present[i] = within != null || json.containsKey(member.name());
      values[i] =
          present[i]
              ? in.readWithin(within, tag == null ? null : tag.of(member.name()), declared[i])
              : zero(member.rawType());
    }
    try {
      return maker.make(values, present);
    } catch (ReflectiveOperationException e) {
      throw new Misfit();
    }
  }

  private static @Nullable Object zero(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
