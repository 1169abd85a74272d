package io.cloakroom.jedis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cloakroom.redis.adapter.RawCommand;
import java.util.Iterator;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.args.Rawable;

/** The words of a command, which notice when they are being sent. */
final class TrackedArguments extends CommandArguments {

  private final Runnable onSending;

  private TrackedArguments(String command, Runnable onSending) {
    super(() -> command.getBytes(US_ASCII));
    this.onSending = onSending;
  }

  /**
   * @param onSending called before each time that the command is sent
   */
  static TrackedArguments of(RawCommand command, Runnable onSending) {
    TrackedArguments words = new TrackedArguments(command.name(), onSending);
    words.addObjects(command.arguments());
    return words;
  }

  /** Returns the command, whose reply is read as it is. */
  CommandObject<Object> toCommand() {
    return new CommandObject<>(this, BuilderFactory.RAW_OBJECT);
  }

  @Override
  public Iterator<Rawable> iterator() {
    onSending.run();
    return super.iterator();
  }
}
