package io.cloakroom.lettuce;

import io.lettuce.core.CommandListenerWriter;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.protocol.CommandExpiryWriter;
import io.lettuce.core.protocol.DefaultEndpoint;

/**
 * Notices when a server has fallen silent. A peer or a firewall that drops packets without closing
 * leaves a connection that looks sound for many minutes; Lettuce connects again once it is closed.
 */
final class Wire {

  private volatile long heardAt = System.nanoTime();
  private long leftAt = heardAt;

  /** Watches a command: its reply, of whatever kind, is a sign of life. */
  void watch(SentCommand sent) {
    sent.onComplete(
        (reply, failure) -> {
          if (sent.getOutput().hasError() || failure == null) {
            heardAt = System.nanoTime();
          }
        });
  }

  /**
   * Closes a connection if nothing was received since a command was sent. If several commands got
   * no answer, the first of them closes it for all.
   *
   * @param leave closes it
   * @return whether it was closed, now or earlier, while the command was under way
   */
  synchronized boolean leaveIfSilentSince(SentCommand sent, Runnable leave) {
    if (!sent.wasSent()) {
      return false;
    }
    if (leftAt - sent.sentAt() >= 0) {
      return true;
    }
    if (heardAt - sent.sentAt() >= 0) {
      return false;
    }
    leftAt = System.nanoTime();
    leave.run();
    return true;
  }

  /** Closes the channel, not the connection object: that opens another channel by itself. */
  static void disconnect(StatefulConnection<?, ?> connection) {
    if (connection instanceof RedisChannelHandler<?, ?> handler
        && unwrapped(handler.getChannelWriter()) instanceof DefaultEndpoint endpoint) {
      endpoint.disconnect();
    }
  }

  private static RedisChannelWriter unwrapped(RedisChannelWriter writer) {
    if (writer instanceof CommandExpiryWriter expiring) {
      return unwrapped(expiring.getDelegate());
    }
    return writer instanceof CommandListenerWriter heard ? unwrapped(heard.getDelegate()) : writer;
  }
}
