package io.cloakroom.tck.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The replies of one connection that are replaced. Their commands are sent to the server as an
 * {@code ECHO}, whose reply gives way to the other one, so that replies stay in their order.
 */
final class ReplacedReplies {

  private final String token = UUID.randomUUID().toString();
  private final byte[] echoed = "$%s\r\n%s\r\n".formatted(token.length(), token).getBytes(UTF_8);
  private final Queue<String> replies = new ConcurrentLinkedQueue<>();

  /** The beginning of an echo whose rest has not come yet. */
  private byte[] held = {};

  /** Returns what the server is asked in the place of a command that is answered otherwise. */
  byte[] inPlaceOfCommand(String reply) {
    replies.add(reply);
    return "*2\r\n$4\r\nECHO\r\n".concat(new String(echoed, UTF_8)).getBytes(UTF_8);
  }

  /** Returns the server's replies with the others in them. */
  byte[] inReplies(byte[] bytes, int length) {
    if (replies.isEmpty() && held.length == 0) {
      return Arrays.copyOf(bytes, length);
    }
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(bytes, 0, all, held.length, length);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int at = 0;
    while (at < all.length) {
      int matching = Math.min(echoed.length, all.length - at);
      if (!Arrays.equals(all, at, at + matching, echoed, 0, matching)) {
        changed.write(all[at++]);
      } else if (matching < echoed.length) {
        break;
      } else {
        changed.writeBytes(replies.remove().getBytes(UTF_8));
        at += matching;
      }
    }
    held = Arrays.copyOfRange(all, at, all.length);
    return changed.toByteArray();
  }
}
