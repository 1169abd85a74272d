package io.cloakroom.serializer;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes types of records and beans. A record is read through its accessors and made by its
 * canonical constructor. A bean is a class that has a constructor without arguments; it is its
 * fields, those of its superclasses first, but for static and transient ones; setters and getters
 * are not called. None of this initialises a class.
 */
final class ObjectTypes {

  private ObjectTypes() {}

  /**
   * @throws UnfitClassException if the class is neither a record nor a bean
   */
  static void check(Class<?> javaClass) throws UnfitClassException {
    of(javaClass, declared -> null);
  }

  /**
   * @throws UnfitClassException if the class is neither a record nor a bean
   */
  static ObjectType of(Class<?> javaClass, Function<Type, @Nullable Shape> shapes)
      throws UnfitClassException {
    try {
      return javaClass.isRecord() ? recordType(javaClass, shapes) : beanType(javaClass, shapes);
    } catch (LinkageError e) {
      throw new UnfitClassException("a class that it needs is missing");
    }
  }

  private static ObjectType recordType(Class<?> javaClass, Function<Type, @Nullable Shape> shapes)
      throws UnfitClassException {
    RecordComponent[] components = javaClass.getRecordComponents();
    List<Member> members = new ArrayList<>();
    for (RecordComponent component : components) {
      Method accessor = open(component.getAccessor());
      members.add(
          new Member(
              component.getName(),
              component.getGenericType(),
              component.getType(),
              accessor::invoke));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = constructor(javaClass, types);
    return new ObjectType(
        javaClass, members, (values, present) -> constructor.newInstance(values), shapes);
  }

  private static ObjectType beanType(Class<?> javaClass, Function<Type, @Nullable Shape> shapes)
      throws UnfitClassException {
    if (javaClass.isInterface() || Modifier.isAbstract(javaClass.getModifiers())) {
      throw new UnfitClassException("it is abstract");
    }
    Constructor<?> constructor = constructor(javaClass);
    List<Field> fields = fields(javaClass);
    List<Member> members =
        fields.stream()
            .map(
                field ->
                    new Member(
                        field.getName(), field.getGenericType(), field.getType(), field::get))
            .toList();
    return new ObjectType(
        javaClass,
        members,
        (values, present) -> {
          Object bean = constructor.newInstance();
          for (int i = 0; i < values.length; i++) {
            if (present[i]) {
              fields.get(i).set(bean, values[i]);
            }
          }
          return bean;
        },
        shapes);
  }

  private static List<Field> fields(Class<?> javaClass) throws UnfitClassException {
    Deque<Class<?>> ancestry = new ArrayDeque<>();
    for (Class<?> each = javaClass; each != Object.class; each = superclass(each)) {
      ancestry.push(each);
    }
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Class<?> each : ancestry) {
      for (Field field : each.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
          continue;
        }
        if (!names.add(field.getName())) {
          throw new UnfitClassException("it has two fields named " + field.getName());
        }
        fields.add(open(field));
      }
    }
    return fields;
  }

  private static Class<?> superclass(Class<?> javaClass) throws UnfitClassException {
    Class<?> superclass = javaClass.getSuperclass();
    if (superclass == null) {
      throw new UnfitClassException("it has no superclass");
    }
    if (superclass != Object.class && superclass.getClassLoader() == null) {
      throw new UnfitClassException("it extends " + superclass.getTypeName());
    }
    return superclass;
  }

  private static Constructor<?> constructor(Class<?> javaClass, Class<?>... arguments)
      throws UnfitClassException {
    try {
      return open(javaClass.getDeclaredConstructor(arguments));
    } catch (NoSuchMethodException e) {
      throw new UnfitClassException("it has no constructor without arguments");
    }
  }

  private static <T extends AccessibleObject> T open(T member) throws UnfitClassException {
    if (!member.trySetAccessible()) {
      throw new UnfitClassException("its package is not open to the module io.cloakroom.core");
    }
    return member;
  }
}
