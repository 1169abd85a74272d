package io.cloakroom.serializer;

/** Why a value can't be written; completes the sentence {@code Attribute "cart" …}. */
final class KryoRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KryoRefusal(String problem) {
    super(problem, null, false, false);
  }

  /** A value of a class that is not on the list. */
  static KryoRefusal ofUnlisted(Class<?> type) {
    String problem = "holds a " + type.getName() + ", which Kryo may not restore: ";
    if (KryoAllowList.isOfThePlatform(type)) {
      return new KryoRefusal(
          problem
              + "copy it into an ArrayList, LinkedHashMap or LinkedHashSet,"
              + " or put what it holds into a record of your own");
    }
    return new KryoRefusal(
        problem + "add .allow(" + type.getSimpleName() + ".class) to the KryoSessionSerializer");
  }
}
