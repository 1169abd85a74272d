package io.cloakroom.jedis;

import java.util.Iterator;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.params.GetExParams;

/**
 * The names of keys on the server, which the client's key pre-processor may change. Jedis has no
 * method for them, but it hands a command that it has begun to that command's parameters.
 */
record ServerKeys(UnifiedJedis client) {

  /** Returns the server's name of a key; sends nothing. */
  byte[] of(byte[] key) {
    try {
      client.getEx(key, new Withdrawn());
    } catch (Begun begun) {
      return begun.key;
    }
    throw new IllegalStateException("Jedis did not ask a command for its parameters");
  }

  private static final class Withdrawn extends GetExParams {
    @Override
    public void addParams(CommandArguments arguments) {
      Iterator<Rawable> words = arguments.iterator();
      words.next(); // GETEX
      throw new Begun(words.next().getRaw());
    }
  }

  private static final class Begun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] key;

    Begun(byte[] key) {
      super(null, null, false, false);
      this.key = key;
    }
  }
}
