package io.cloakroom.demo;

import java.io.Closeable;
import java.net.URI;

/** The demo's pages in one framework. */
interface WebApplication extends Closeable {

  /** The key's prefix. */
  String PREFIX = "sess:";

  /** The cookie's name. */
  String COOKIE = "sid";

  /** What a browser may do with a page. */
  String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /**
   * Listens.
   *
   * @param port 0 for any free one
   * @throws DemoException if the port is taken
   */
  void start(int port);

  /** Where it listens. */
  int port();

  /** Leads visitors to the Express half from now on. */
  void leadTo(URI express);
}
