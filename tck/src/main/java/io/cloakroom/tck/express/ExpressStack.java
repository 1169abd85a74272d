package io.cloakroom.tck.express;

/** A combination of npm packages, in the versions that {@code tck/express/package.json} pins. */
public enum ExpressStack {
  /** express 5, express-session 1.19, connect-redis 9, redis 5. */
  EXPRESS_5("express-5"),
  /** express 4, express-session 1.19, connect-redis 8, ioredis 5. */
  EXPRESS_4("express-4"),
  /** express 4, express-session 1.19, connect-redis-crypto 4.0.5, kruptein 2.2.3, redis 3. */
  CRYPTO("crypto"),
  /**
   * {@link #EXPRESS_5} with a serializer that reads {@link #CRYPTO}'s records and writes plain
   * ones.
   */
  DECRYPTING("decrypting");

  private final String id;

  ExpressStack(String id) {
    this.id = id;
  }

  /** What {@code stacks.js} calls it. */
  String id() {
    return id;
  }
}
