package io.cloakroom.tck.http.application;

/** What a route throws that fails as badly as it can; to be left to the framework. */
public final class RouteError extends Error {

  private static final long serialVersionUID = 1L;

  RouteError() {
    super("The kit's route throws an Error, as it should");
  }
}
