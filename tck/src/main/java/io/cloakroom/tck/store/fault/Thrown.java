package io.cloakroom.tck.store.fault;

import java.io.IOException;
import java.util.List;

/** What an application's function may throw: not only exceptions, and not only declared ones. */
public final class Thrown {

  public static final List<Throwable> ALL =
      List.of(
          new IllegalStateException("an exception of the application"),
          new StackOverflowError("an error of the JVM"),
          new AssertionError("an assertion of the application"),
          new Error("such as Kotlin's TODO()"),
          new IOException("which no signature declares"));

  private Thrown() {}

  /** Throws anything, as Kotlin does. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "DoNotCallSuggester"})
  public static <X extends Throwable> void sneakily(Throwable failure) throws X {
    throw (X) failure;
  }
}
