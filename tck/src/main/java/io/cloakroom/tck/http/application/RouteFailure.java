package io.cloakroom.tck.http.application;

/**
 * Thrown by {@link Route#THROW_AFTER_SET}, as any handler may throw. The application under test
 * lets its framework answer it, with a status of 500.
 */
public final class RouteFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RouteFailure() {
    super("The kit's route throws, as it should");
  }
}
