package io.cloakroom.jedis;

import io.cloakroom.redis.RedisTimeoutException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.RawCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/** Sends commands over connections of a pool, each of which gets no more time than is left. */
final class PooledCommands {

  /**
   * How long closing a connection waits for the server, in milliseconds. Over TLS, Jedis would wait
   * for the server's last message as long as for a reply, when a command's time is already over.
   */
  private static final int CLOSING_MILLIS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(JedisCommands.class);

  private PooledCommands() {}

  /**
   * Returns whether the pool sends a PING over each connection that is taken or given back. It
   * waits for the answer as long as the client's socket timeout says, and does so for one dead
   * connection after another.
   */
  static boolean areTested(Pool<Connection> pool) {
    return pool.getTestOnBorrow() || pool.getTestOnReturn();
  }

  /** Returns whether the next command opens a connection, unless others change that. */
  static boolean mustConnect(Pool<Connection> pool) {
    int most = pool.getMaxTotal(); // negative where there is no limit
    return pool.getNumIdle() == 0 && (most < 0 || pool.getNumActive() < most);
  }

  /** Sends a command as soon as a connection is free, within the command's time. */
  static @Nullable Object send(Pool<Connection> pool, RawCommand command) {
    Connection connection = borrow(pool, command);
    try {
      return send(connection, command);
    } finally {
      giveBack(pool, connection);
    }
  }

  private static void giveBack(Pool<Connection> pool, Connection connection) {
    if (!connection.isBroken()) {
      pool.returnResource(connection);
    } else if (pool.getNumWaiters() == 0) {
      pool.returnBrokenResource(connection);
    } else {
      replaceLater(() -> pool.returnBrokenResource(connection));
    }
  }

  /** Gives a connection back that knows its pool, which Jedis may not show. */
  static void giveBack(Connection connection) {
    if (connection.isBroken()) {
      replaceLater(connection::close);
    } else {
      connection.close();
    }
  }

  /**
   * Gives a broken connection back from another thread. In its place the pool opens one for those
   * who wait, which may take as long as the client's timeouts say.
   */
  private static void replaceLater(Runnable givingBack) {
    JedisClient.WAITING.execute(
        () -> {
          try {
            givingBack.run();
          } catch (JedisException e) { // those who wait are told by their own attempts
            LOG.debug("No connection could be opened in the place of a broken one", e);
          }
        });
  }

  private static Connection borrow(Pool<Connection> pool, RawCommand command) {
    try {
      Duration left = command.remaining();
      if (left.isZero()) {
        throw late();
      }
      Duration most = pool.getMaxWaitDuration();
      return pool.borrowObject(
          most.isNegative() || most.compareTo(left) > 0 ? left.plusMillis(1) : most);
    } catch (NoSuchElementException e) {
      throw new RedisUnreachableException(
          "All %s connections of Jedis' pool (maxTotal) are in use".formatted(pool.getMaxTotal()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnreachableException("Interrupted while it waited for a connection", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new RedisUnreachableException("Redis cannot be reached: " + e.getMessage(), e);
    }
  }

  /** Sends a command over a connection, whose own timeout is restored afterwards. */
  static @Nullable Object send(Connection connection, RawCommand command) {
    return send(connection, TrackedArguments.of(command, () -> {}).toCommand(), command);
  }

  /** Sends the words of a command over a connection, within the command's time. */
  static <T extends @Nullable Object> T send(
      Connection connection, CommandObject<T> words, RawCommand command) {
    return during(
        connection,
        command,
        () -> {
          command.onTimeout(() -> true); // from here on it may be carried out
          return connection.executeCommand(words);
        });
  }

  /** Sends a command that a master answers while it takes over the slot, if told so just before. */
  static @Nullable Object sendAsking(Connection connection, RawCommand command) {
    return during(
        connection,
        command,
        () -> {
          connection.executeCommand(Command.ASKING);
          command.onTimeout(() -> true);
          return connection.executeCommand(TrackedArguments.of(command, () -> {}).toCommand());
        });
  }

  /** Asks something for a command that is not sent yet, within its time. */
  static @Nullable Object ask(
      Connection connection, CommandObject<Object> question, RawCommand command) {
    return during(connection, command, () -> connection.executeCommand(question));
  }

  /** Sends all commands over a connection before it reads a reply; all end at the same time. */
  static List<Answer> sendAll(Connection connection, List<RawCommand> commands) {
    List<Answer> answers = new ArrayList<>(commands.size());
    try {
      during(
          connection,
          commands.get(0),
          () -> {
            for (RawCommand command : commands) {
              if (command.remaining().isZero()) {
                throw new RedisTimeoutException("Redis did not take all commands in time", null);
              }
              command.onTimeout(() -> true);
              connection.sendCommand(TrackedArguments.of(command, () -> {}));
            }
            while (answers.size() < commands.size()) {
              answers.add(nextReply(connection));
            }
            return answers;
          });
    } catch (RuntimeException e) {
      connection.setBroken();
      while (answers.size() < commands.size()) {
        answers.add(Answer.failed(e));
      }
    }
    return answers;
  }

  private static Answer nextReply(Connection connection) {
    try {
      return new Answer(connection.getOne(), null);
    } catch (JedisDataException e) {
      return Answer.failed(e);
    }
  }

  /** Uses a connection within a command's time. Its own timeout is restored afterwards. */
  private static <T extends @Nullable Object> T during(
      Connection connection, RawCommand command, Supplier<T> use) {
    int left = (int) command.remaining().toMillis();
    if (left <= 0) {
      throw late();
    }
    int its = connection.getSoTimeout();
    connection.setSoTimeout(left);
    boolean readToItsEnd = false;
    try {
      T reply = ReplyLimit.during(connection, command, use);
      readToItsEnd = true;
      return reply;
    } catch (JedisDataException e) { // what the server answered with
      readToItsEnd = true;
      throw e;
    } finally {
      if (!readToItsEnd) {
        connection.setBroken(); // nobody else is to read the rest
      }
      if (connection.isBroken()) {
        closeSoon(connection);
      } else {
        connection.setSoTimeout(its);
      }
    }
  }

  /** What a command fails with that is not sent, because its time is over. */
  static RedisUnreachableException late() {
    return new RedisUnreachableException("No connection was ready in time", null);
  }

  /** Lets the connection, when it is closed, wait no longer for the server than it must. */
  static void closeSoon(Connection connection) {
    try {
      connection.setSoTimeout(CLOSING_MILLIS);
    } catch (JedisConnectionException e) {
      // its socket is closed already, so there is nothing to wait for
    }
  }
}
