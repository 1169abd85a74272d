package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A command as it goes over the wire, with what a {@link RawClient} must know to send it. */
public final class RawCommand {

  /** What the protocol puts around an argument, in bytes. */
  private static final int OVERHEAD = 8;

  private final String name;
  private final List<byte[]> arguments = new ArrayList<>();
  private final boolean repeatable;
  private final Deadline deadline;
  private byte @Nullable [] key;
  private volatile @Nullable RedisCommandException lastFailure;
  private volatile BooleanSupplier giveUp = () -> false;

  RawCommand(String name, boolean repeatable, Deadline deadline) {
    this.name = name;
    this.repeatable = repeatable;
    this.deadline = deadline;
  }

  RawCommand key(byte[] name) {
    if (key == null) {
      key = name;
    }
    return add(name);
  }

  RawCommand keys(List<byte[]> names) {
    names.forEach(this::key);
    return this;
  }

  RawCommand add(byte[] argument) {
    arguments.add(argument);
    return this;
  }

  RawCommand add(String argument) {
    return add(argument.getBytes(UTF_8));
  }

  RawCommand add(long argument) {
    return add(Long.toString(argument));
  }

  /** Returns the question which master has which slots, to be answered in a command's time. */
  public static RawCommand forSlots(RawCommand asking) {
    return new RawCommand("CLUSTER", true, asking.deadline).add("SLOTS");
  }

  /** Returns a command that the master of a slot answers, in a command's time. */
  public static RawCommand forSlot(int slot, RawCommand asking) {
    return new RawCommand("EXISTS", true, asking.deadline).key(HashSlot.keyIn(slot));
  }

  /** Returns the command's name, such as {@code GET}. */
  public String name() {
    return name;
  }

  /** Returns the arguments, with keys as the server has them. Not to be changed. */
  public List<byte[]> arguments() {
    return arguments;
  }

  /** Returns about how many bytes the command takes on the wire. */
  public long size() {
    long size = 0;
    for (byte[] argument : arguments) {
      size += argument.length + OVERHEAD;
    }
    return size;
  }

  /** Returns the arguments that nobody may read in an exception: all but a script. */
  List<byte[]> secrets() {
    return name.startsWith("EVAL") ? arguments.subList(1, arguments.size()) : arguments;
  }

  /** Returns the key whose master is to answer; null where any or a given one is. */
  public byte @Nullable [] key() {
    return key;
  }

  /**
   * Returns whether the command may be sent again after it was sent and got no answer. A second
   * {@code SET NX} would find what the first has written, and say no; a second compare-and-set
   * would take its own value for a conflict.
   */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** Returns how much time is left for an answer; zero when it is over, never negative. */
  public Duration remaining() {
    return deadline.remaining();
  }

  /**
   * Says what to do when the time is over: cancel the command if it still waits for a connection,
   * so that it is not sent too late, and close a connection over which nothing was received.
   *
   * @param giveUp returns whether a connected server has the command
   */
  public void onTimeout(BooleanSupplier giveUp) {
    this.giveUp = giveUp;
  }

  /** Runs a task after a pause, on a thread of Cloakroom's: never on a client's timer. */
  public static void after(Duration pause, Runnable task) {
    CallbackThreads.after(pause, task);
  }

  /**
   * Runs a task when the time is over, on a thread of Cloakroom's.
   *
   * @return removes the task
   */
  public Runnable atEndOfTime(Runnable task) {
    return CallbackThreads.alarm(remaining(), task);
  }

  /** Notes why an attempt failed. The call fails alike if its time ends before one succeeds. */
  public void noteFailure(RedisCommandException failure) {
    lastFailure = failure;
  }

  @Nullable RedisCommandException lastFailure() {
    return lastFailure;
  }

  /**
   * Does what {@link #onTimeout} says.
   *
   * @return whether a connected server has the command, so that it may be carried out
   */
  public boolean giveUp() {
    return giveUp.getAsBoolean();
  }
}
