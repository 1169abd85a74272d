package io.cloakroom.serializer;

import com.sun.management.ThreadMXBean;
import io.cloakroom.record.SessionRecord;
import io.cloakroom.record.UnreadableRecordException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;

/** Bytes that may be anything are a record of allowed classes, or unreadable: soon, and cheaply. */
public final class HostileBytes {

  /** How many records a test tries; {@code -Dcloakroom.mutated.records=170000} tries more. */
  public static final int RECORDS = Integer.getInteger("cloakroom.mutated.records", 10_000);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A thousand times what any of them takes; a busy machine may stop in between. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private HostileBytes() {}

  /** A way to read them. */
  @FunctionalInterface
  public interface Reader {
    SessionRecord read(byte[] bytes);
  }

  /**
   * Reads bytes.
   *
   * @param mostMemory that reading may take, in bytes
   * @return whether they are a record
   */
  public static boolean areRecord(byte[] bytes, long mostMemory, Reader reader) {
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    SessionRecord read = null;
    try {
      read = reader.read(bytes);
    } catch (UnreadableRecordException e) {
      require(e.getCause() == null, "has a cause", bytes);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(HexFormat.of().formatHex(bytes), e);
    }
    require(System.nanoTime() - start < LONGEST.toNanos(), "took too long", bytes);
    long taken = THREADS.getCurrentThreadAllocatedBytes() - memory;
    require(taken < mostMemory, "took " + taken + " bytes", bytes);
    if (read != null) {
      read.attributes().values().forEach(RestoredClasses::requireAllowed);
    }
    return read != null;
  }

  private static void require(boolean holds, String problem, byte[] bytes) {
    if (!holds) {
      throw new AssertionError(problem + ": " + HexFormat.of().formatHex(bytes));
    }
  }
}
