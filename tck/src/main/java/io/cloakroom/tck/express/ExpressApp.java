package io.cloakroom.tck.express;

import java.net.URI;

/** A running Express application with the routes of {@code routes.js}. */
public final class ExpressApp implements AutoCloseable {

  private final URI uri;
  private final Runnable end;

  ExpressApp(URI uri, Runnable end) {
    this.uri = uri;
    this.end = end;
  }

  /** Where it is, without a path. */
  public URI uri() {
    return uri;
  }

  /** Ends it and its Redis client. */
  @Override
  public void close() {
    end.run();
  }
}
