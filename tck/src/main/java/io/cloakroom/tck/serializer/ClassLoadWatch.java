package io.cloakroom.tck.serializer;

import java.io.ObjectInputStream;
import java.io.Serializable;

/** A class that bytes may name, and that notices when it comes back from them. */
final class ClassLoadWatch implements Serializable {

  private static final long serialVersionUID = 1L;
  private static volatile boolean read;

  @SuppressWarnings("StaticAssignmentInConstructor") // this is how it notices
  ClassLoadWatch() {
    read = true;
  }

  static void reset() {
    read = false;
  }

  static boolean wasRead() {
    return read;
  }

  private void readObject(ObjectInputStream in) {
    read = true;
  }
}
