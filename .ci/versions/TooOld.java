import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** Prints what each {@code of} says of the client that is on the class path. */
final class TooOld {

  public static void main(String[] arguments) throws ReflectiveOperationException {
    String name = Character.toUpperCase(arguments[0].charAt(0)) + arguments[0].substring(1);
    Class<?> commands = Class.forName("io.cloakroom." + arguments[0] + "." + name + "Commands");
    Set<String> said = new TreeSet<>();
    for (Method method : commands.getMethods()) {
      if (method.getName().equals("of") && Modifier.isStatic(method.getModifiers())) {
        said.add(answerOf(method));
      }
    }
    System.out.println(String.join("; ", said));
    System.exit(0);
  }

  /** Calls {@code of} without a client: the version is checked before the client is. */
  private static String answerOf(Method of) throws ReflectiveOperationException {
    try {
      of.invoke(null, new Object[of.getParameterCount()]);
      return "accepted by " + of;
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof IllegalStateException refusal
          ? refusal.getMessage()
          : of + " throws " + e.getCause();
    }
  }
}
