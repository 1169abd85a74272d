package io.cloakroom.lettuce;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the error replies to one command. Where the command is answered in the end, each of them
 * has sent it to another node of the cluster.
 */
final class Redirections {

  private final AtomicInteger count = new AtomicInteger();

  int count() {
    return count.get();
  }

  CommandOutput<String, byte[], String> status(RedisCodec<String, byte[]> codec) {
    return new StatusOutput<>(codec) {
      @Override
      public void setError(ByteBuffer error) {
        count.incrementAndGet();
        super.setError(error);
      }
    };
  }

  CommandOutput<String, byte[], Long> integer(RedisCodec<String, byte[]> codec) {
    return new IntegerOutput<>(codec) {
      @Override
      public void setError(ByteBuffer error) {
        count.incrementAndGet();
        super.setError(error);
      }
    };
  }

  CommandOutput<String, byte[], List<byte[]>> values(RedisCodec<String, byte[]> codec) {
    return new ValueListOutput<>(codec) {
      @Override
      public void setError(ByteBuffer error) {
        count.incrementAndGet();
        super.setError(error);
      }
    };
  }
}
