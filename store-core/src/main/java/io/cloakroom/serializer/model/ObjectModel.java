package io.cloakroom.serializer.model;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A class whose objects are their members: a record, a bean (which has a constructor without
 * parameters), or a class with a constructor that takes its fields. Fields that the constructor
 * doesn't take are set after it.
 */
public final class ObjectModel implements ClassModel {

  private final Class<?> javaClass;
  private final List<Member> members;
  private final ObjectConstructor maker;

  /** Whether a constructor without parameters has once been seen to make an object. */
  private volatile boolean makesEmpty;

  ObjectModel(Class<?> javaClass, List<Member> members, ObjectConstructor maker) {
    this.javaClass = javaClass;
    this.members = List.copyOf(members);
    this.maker = maker;
  }

  /** Returns the class of its objects. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** In the order in which they are stored. */
  public List<Member> members() {
    return members;
  }

  /** Returns whether an object exists only after its members, so that they can't refer to it. */
  public boolean isMadeOfMembers() {
    return maker.takesMembers();
  }

  /**
   * Reads the values of an object's members, in order, and tries out that its constructor gives
   * back what it is given.
   *
   * @throws UnfitClassException if an accessor throws, a member is not what it is declared to be,
   *     or the constructor refuses or changes a value
   */
  public @Nullable Object[] storableValuesOf(Object object) throws UnfitClassException {
    @Nullable Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      Member member = members.get(i);
      values[i] = valueOf(member, object);
      if (!DeclaredType.admits(member.declared(), values[i])) {
        throw new UnfitClassException(
            "holds in "
                + member.name()
                + " what its declaration excludes, as an unchecked cast lets in: fix the cast");
      }
    }
    if (maker.takesMembers()) {
      tryOut(values);
    } else if (!makesEmpty) {
      tryEmpty();
    }
    return values;
  }

  private static @Nullable Object valueOf(Member member, Object object) throws UnfitClassException {
    try {
      return member.getter().get(object);
    } catch (ReflectiveOperationException e) {
      throw new UnfitClassException(
          "has an accessor " + member.name() + "() that throws " + nameOf(e) + ": fix it");
    }
  }

  /**
   * Makes an object.
   *
   * @param values by member, in order
   * @param present which of them there are: the others are as the class itself leaves them
   * @throws RefusedValuesException if the class refuses them
   * @throws ReflectiveOperationException if the class can't be initialized
   */
  public Object make(@Nullable Object[] values, boolean[] present)
      throws ReflectiveOperationException {
    Object made = call(values, present);
    for (int i = 0; i < values.length; i++) {
      if (present[i] && !maker.takes(i)) {
        set(i, made, values[i]);
      }
    }
    if (!maker.isCertain() && differing(values, present, made) != null) {
      throw new RefusedValuesException("its constructor takes its parameters otherwise");
    }
    return made;
  }

  /**
   * Makes an object none of whose members is there yet.
   *
   * @throws ReflectiveOperationException if its constructor throws
   */
  public Object makeEmpty() throws ReflectiveOperationException {
    return make(new Object[members.size()], new boolean[members.size()]);
  }

  /**
   * Sets a member of an object that exists already.
   *
   * @throws RefusedValuesException if the value is not of the member's type
   */
  public void set(int index, Object object, @Nullable Object value)
      throws ReflectiveOperationException {
    requireDeclared(index, value);
    Field field = Objects.requireNonNull(members.get(index).field());
    try {
      field.set(object, value);
    } catch (IllegalArgumentException e) {
      throw misfit(index);
    }
  }

  private void requireDeclared(int index, @Nullable Object value) throws RefusedValuesException {
    if (!DeclaredType.admits(members.get(index).declared(), value)) {
      throw misfit(index);
    }
  }

  private Object call(@Nullable Object[] values, boolean[] present)
      throws ReflectiveOperationException {
    for (int i = 0; i < values.length; i++) {
      if (maker.takes(i)) {
        requireDeclared(i, values[i]);
      }
    }
    try {
      return maker.make(values, present);
    } catch (LinkageError e) {
      throw new ReflectiveOperationException("The class can't be initialized", e);
    } catch (IllegalArgumentException e) {
      throw misfit(misfitting(values, present));
    } catch (ReflectiveOperationException e) {
      throw new RefusedValuesException("its constructor throws " + nameOf(e) + lackingOf(present));
    }
  }

  private int misfitting(@Nullable Object[] values, boolean[] present) {
    return IntStream.range(0, values.length)
        .filter(i -> present[i] && !DeclaredType.takes(members.get(i).rawType(), values[i]))
        .findFirst()
        .orElseThrow();
  }

  /** Returns what to throw where the value that is stored as a member is not of its type. */
  public RefusedValuesException misfit(int index) {
    return new RefusedValuesException("its " + members.get(index).name() + " is of another type");
  }

  private String lackingOf(boolean[] present) {
    String lacking =
        IntStream.range(0, present.length)
            .filter(i -> maker.takes(i) && !present[i])
            .mapToObj(i -> members.get(i).name())
            .collect(Collectors.joining(", "));
    return lacking.isEmpty() ? "" : ", and the stored value has no " + lacking;
  }

  private void tryEmpty() throws UnfitClassException {
    try {
      maker.make(new Object[members.size()], new boolean[members.size()]);
      makesEmpty = true;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new UnfitClassException(
          "has a constructor without parameters that throws "
              + nameOf(e)
              + ": fix it, or register a .convert(…) for the class");
    }
  }

  private void tryOut(@Nullable Object[] values) throws UnfitClassException {
    boolean[] all = new boolean[values.length];
    Arrays.fill(all, true);
    Member differing;
    try {
      differing = differing(values, all, maker.make(values, all));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new UnfitClassException(
          "could not be restored, because its constructor refuses what the object holds now ("
              + nameOf(e)
              + "): store only objects that their constructor accepts");
    }
    if (differing != null) {
      throw new UnfitClassException(
          "has a constructor that does not give back the "
              + differing.name()
              + " that it takes: let it keep what it is given"
              + (javaClass.isRecord() ? "" : ", or " + ConstructorChoice.nextStep(javaClass)));
    }
  }

  /** Names only the exception's class: its message may hold data of the session. */
  private static String nameOf(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getName();
  }

  private @Nullable Member differing(@Nullable Object[] values, boolean[] present, Object made)
      throws ReflectiveOperationException {
    for (int i = 0; i < values.length; i++) {
      Member member = members.get(i);
      if (maker.takes(i) && present[i] && !same(values[i], member.getter().get(made))) {
        return member;
      }
    }
    return null;
  }

  private static boolean same(@Nullable Object given, @Nullable Object kept) {
    if (given == kept) {
      return true;
    }
    if (given == null || kept == null || given.getClass().isArray()) {
      return Objects.deepEquals(given, kept);
    }
    return given.equals(kept);
  }
}
