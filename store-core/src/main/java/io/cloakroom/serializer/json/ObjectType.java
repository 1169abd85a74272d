package io.cloakroom.serializer.json;

import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import io.cloakroom.serializer.model.Member;
import io.cloakroom.serializer.model.ObjectModel;
import io.cloakroom.serializer.model.UnfitClassException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object as a JSON object of its members. Members that the JSON lacks are as the class itself
 * leaves them, those that the class lacks are dropped: classes gain and lose fields.
 */
final class ObjectType extends ValueType {

  private final ObjectModel model;
  private final List<Member> members;
  private final List<String> names;
  private final Function<Type, @Nullable Shape> shapes;
  private @Nullable Shape @Nullable [] memberShapes;

  ObjectType(ObjectModel model, Function<Type, @Nullable Shape> shapes) {
    super(model.javaClass().getName());
    this.model = model;
    this.members = model.members();
    this.names = members.stream().map(Member::name).toList();
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
  boolean fits(Object plain) {
    return plain instanceof Map;
  }

  @Override
  @Nullable Class<?> own() {
    return model.javaClass();
  }

  @Override
  @Nullable TypeTag write(Object value, @Nullable Shape shape, ValueWriter out) throws IOException {
    @Nullable Shape[] declared = memberShapes();
    @Nullable Object[] values = valuesOf(value);
    TagCollector tags = new TagCollector();
    out.startObject();
    for (int i = 0; i < values.length; i++) {
      String name = names.get(i);
      try {
        JsonText.writeName(name, out.json());
        tags.add(values[i], out.write(values[i], declared[i]));
      } catch (UnstorableValueException e) {
        throw e.within("." + name);
      }
    }
    out.endObject();
    return tags.tag(this, names.iterator());
  }

  private @Nullable Object[] valuesOf(Object value) {
    try {
      return model.storableValuesOf(value);
    } catch (UnfitClassException e) {
      throw new UnstorableValueException(
          "a " + model.javaClass().getTypeName() + ", which " + e.reason());
    }
  }

  @Override
  Object read(Object plain, @Nullable TypeTag tag, @Nullable Shape shape, ValueReader in) {
    Map<?, ?> json = (Map<?, ?>) plain;
    @Nullable Shape[] declared = memberShapes();
    @Nullable Object[] values = new Object[declared.length];
    boolean[] present = new boolean[declared.length];
    for (int i = 0; i < declared.length; i++) {
      String name = names.get(i);
      Object within = json.get(name);
      present[i] = within != null || json.containsKey(name);
      if (present[i]) {
        try {
          values[i] = in.readWithin(within, tag == null ? null : tag.of(name), declared[i]);
        } catch (TagMismatchException e) {
          throw UnrestorableValueException.of(own(), model.misfit(i));
        }
      }
    }
    try {
      return model.make(values, present);
    } catch (ReflectiveOperationException e) {
      throw UnrestorableValueException.of(own(), e);
    }
  }
}
