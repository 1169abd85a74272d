package io.cloakroom.jedis;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.GetExParams;

/**
 * What keys are called on the server: what the client's key pre-processor makes of them. Jedis does
 * not tell, but it hands a command that it has begun to that command's parameters.
 */
record ServerKeys(UnifiedJedis client) {

  /** What the server calls a key; nothing is sent. */
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
      throw new Begun(arguments.get(1).getRaw());
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
