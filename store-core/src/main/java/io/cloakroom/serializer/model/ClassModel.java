package io.cloakroom.serializer.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the objects of a class are made of, and how they are made again. */
public sealed interface ClassModel permits EnumModel, ObjectModel, SingletonModel {

  /**
   * Finds out without initializing the class, and without calling anything of it.
   *
   * @throws UnfitClassException if its objects would not come back equal, or if that is not certain
   */
  static ClassModel of(Class<?> javaClass) throws UnfitClassException {
    try {
      if (javaClass.isEnum()) {
        ClassKind.requirePackage(javaClass);
        return new EnumModel(javaClass);
      }
      ClassKind.requireObjects(javaClass);
      if (javaClass.isRecord()) {
        return recordModel(javaClass);
      }
      SingletonModel object = SingletonModel.ofKotlin(javaClass);
      if (object != null) {
        return object;
      }
      Fields fields = Fields.of(javaClass);
      SingletonModel single = SingletonModel.ofJava(javaClass, fields);
      if (single != null) {
        return single;
      }
      HiddenState.refuse(javaClass, fields);
      return ConstructorChoice.of(javaClass, fields);
    } catch (LinkageError e) {
      throw new UnfitClassException("needs a class that is missing here: add its library");
    }
  }

  private static ObjectModel recordModel(Class<?> javaClass) throws UnfitClassException {
    RecordComponent[] components = javaClass.getRecordComponents();
    List<Member> members = new ArrayList<>();
    ExcludedMembers excluded = new ExcludedMembers(javaClass);
    for (RecordComponent component : components) {
      excluded.requireStored(component);
      members.add(Member.of(component));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> canonical = Reflection.constructor(javaClass, types);
    if (canonical == null) {
      throw new UnfitClassException("has lost its canonical constructor");
    }
    return new ObjectModel(javaClass, members, ObjectConstructor.of(canonical, members));
  }
}
