package io.cloakroom.lettuce;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads any reply as it is, and counts the error replies to one command: if the command succeeds in
 * the end, each of them was a redirection to another node of the cluster.
 */
final class RawOutput extends CommandOutput<byte[], byte[], @Nullable Object> {

  private final Deque<Array> open = new ArrayDeque<>();
  private volatile int errors;

  RawOutput() {
    super(ByteArrayCodec.INSTANCE, null);
  }

  /** An array that is being read. */
  private record Array(int size, List<@Nullable Object> elements) {}

  int errors() {
    return errors;
  }

  /** Begins again: the command is sent, and what came of an earlier reply was cut. */
  void begin() {
    open.clear();
    output = null;
  }

  @Override
  public void set(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      add(null);
      return;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    add(copy);
  }

  @Override
  public void set(long number) {
    add(number);
  }

  @Override
  public void set(double number) {
    add(number);
  }

  @Override
  public void set(boolean yes) {
    add(yes);
  }

  @Override
  public void multi(int count) {
    if (count < 0) {
      add(null);
    } else {
      open.push(new Array(count, new ArrayList<>()));
      closeFullArrays();
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the connection's own thread only
  public void setError(ByteBuffer error) {
    errors++;
    open.clear();
    super.setError(error);
  }

  private void add(@Nullable Object value) {
    Array array = open.peek();
    if (array == null) {
      output = value;
    } else {
      array.elements.add(value);
      closeFullArrays();
    }
  }

  private void closeFullArrays() {
    Array array = open.peek();
    if (array != null && array.elements.size() == array.size) {
      open.pop();
      add(Collections.unmodifiableList(array.elements));
    }
  }
}
