package io.cloakroom.jedis;

import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisUnreachableException;
import io.cloakroom.redis.adapter.ClusterSlots;
import io.cloakroom.redis.adapter.HashSlot;
import io.cloakroom.redis.adapter.RawCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * The masters of a cluster. Jedis' own retries are not used: they repeat a write that was sent and
 * got no reply, and each version has another way to prevent that.
 */
final class ClusterRoute implements JedisRoute {

  private static final Logger LOG = LoggerFactory.getLogger(JedisCommands.class);

  private static final int MOST_REDIRECTIONS = 5;

  /** How many commands are sent to a master before their replies are read. */
  private static final int MOST_AT_ONCE = 500;

  private final Supplier<Map<String, ConnectionPool>> nodes;
  private final IntFunction<Connection> bySlot;
  private final ClusterLearning learning;

  /**
   * @param nodes the pools of all nodes, by address
   * @param bySlot a connection to the master of a slot, as far as the client knows
   */
  ClusterRoute(
      UnifiedJedis client,
      Supplier<Map<String, ConnectionPool>> nodes,
      IntFunction<Connection> bySlot) {
    this.learning = new ClusterLearning(client, bySlot);
    this.nodes = nodes;
    this.bySlot = bySlot;
  }

  @Override
  public boolean isCluster() {
    return true;
  }

  @Override
  public @Nullable Object send(RawCommand command) {
    byte[] key = Objects.requireNonNull(command.key());
    try {
      @Nullable Object reply = sendToSlot(HashSlot.of(key), command);
      learning.slotsLater(key);
      return reply;
    } catch (JedisRedirectionException e) {
      return follow(e, key, command);
    } catch (JedisConnectionException e) {
      return sendAgain(e, key, command);
    }
  }

  private @Nullable Object sendAgain(
      JedisConnectionException failure, byte[] key, RawCommand command) {
    learning.later(key);
    if (!command.isRepeatable() || command.remaining().toMillis() == 0) {
      throw failure;
    }
    return sendToSlot(HashSlot.of(key), command);
  }

  /**
   * Sends the commands for each master over one connection, many before the first reply is read.
   * One that this fails for goes on by itself.
   */
  @Override
  public List<Answer> sendAll(List<RawCommand> commands) {
    Answer[] answers = new Answer[commands.size()];
    int[] slots = commands.stream().mapToInt(ClusterRoute::slotOf).toArray();
    for (List<Integer> positions : slotsFor(commands.get(0)).byMaster(slots)) {
      List<Integer> part = new ArrayList<>();
      long size = 0;
      for (int position : positions) {
        part.add(position);
        size += commands.get(position).size();
        if (part.size() == MOST_AT_ONCE || size > JedisClient.MOST_ALWAYS_TAKEN) {
          sendPart(part, commands, answers);
          part.clear();
          size = 0;
        }
      }
      sendPart(part, commands, answers);
    }
    return List.of(answers);
  }

  private void sendPart(List<Integer> part, List<RawCommand> commands, Answer[] answers) {
    if (!part.isEmpty()) {
      List<Answer> found = sendToOneMaster(part.stream().map(commands::get).toList());
      for (int i = 0; i < part.size(); i++) {
        answers[part.get(i)] = found.get(i);
      }
    }
  }

  /** Returns which master has which slots; nothing if that can't be learnt in time. */
  private ClusterSlots slotsFor(RawCommand command) {
    ClusterSlots known = learning.slots();
    if (known != null) {
      return known;
    }
    try {
      CommandObject<Object> question = ClusterLearning.askingForSlots();
      return learning.learnt(
          over(
              connectionTo(slotOf(command), command),
              connection -> PooledCommands.ask(connection, question, command)));
    } catch (JedisException | RedisCommandException e) {
      LOG.debug(
          "Commands are sent one by one, since the cluster's slots are not known",
          Failures.translate(e));
      return ClusterSlots.UNKNOWN;
    }
  }

  private List<Answer> sendToOneMaster(List<RawCommand> commands) {
    List<Answer> sent;
    try {
      sent =
          over(
              connectionTo(slotOf(commands.get(0)), commands.get(0)),
              connection -> PooledCommands.sendAll(connection, commands));
    } catch (RuntimeException e) {
      sent = Collections.nCopies(commands.size(), Answer.failed(e));
    }
    List<Answer> answers = new ArrayList<>(commands.size());
    for (int i = 0; i < commands.size(); i++) {
      answers.add(settled(sent.get(i), commands.get(i)));
    }
    return answers;
  }

  private Answer settled(Answer sent, RawCommand command) {
    if (sent.failure() instanceof JedisMovedDataException) {
      learning.forgetSlots();
    }
    if (sent.failure() instanceof JedisRedirectionException) {
      return Answer.of(() -> send(command)); // the master has not carried it out
    }
    return sent.failure() instanceof JedisConnectionException failure
        ? Answer.of(() -> sendAgain(failure, Objects.requireNonNull(command.key()), command))
        : sent;
  }

  private static int slotOf(RawCommand command) {
    return HashSlot.of(Objects.requireNonNull(command.key()));
  }

  private @Nullable Object follow(JedisRedirectionException first, byte[] key, RawCommand command) {
    JedisRedirectionException redirection = first;
    for (int i = 0; i < MOST_REDIRECTIONS && !command.remaining().isZero(); i++) {
      HostAndPort target = redirection.getTargetNode();
      if (redirection instanceof JedisMovedDataException || !isKnown(target)) {
        learning.within(key, command);
      }
      try {
        return sendTo(target, redirection instanceof JedisAskDataException, command);
      } catch (JedisRedirectionException e) {
        redirection = e;
      }
    }
    throw redirection;
  }

  /** A master that was added has keys before it has a slot, and nobody told the client of it. */
  private boolean isKnown(HostAndPort node) {
    return nodes.get().containsKey(node.toString());
  }

  private @Nullable Object sendToSlot(int slot, RawCommand command) {
    return over(
        connectionTo(slot, command), connection -> PooledCommands.send(connection, command));
  }

  private Connection connectionTo(int slot, RawCommand command) {
    if (command.remaining().isZero()) {
      throw PooledCommands.late();
    }
    return WaitLimit.during(
        command,
        connected -> {
          Connection connection = bySlot.apply(slot);
          connected.run();
          return connection;
        });
  }

  private @Nullable Object sendTo(HostAndPort node, boolean asking, RawCommand command) {
    ConnectionPool pool = nodes.get().get(node.toString());
    if (pool == null) {
      throw new RedisUnreachableException(
          "The cluster has no node " + node + " for the client", null);
    }
    if (command.remaining().isZero()) {
      throw PooledCommands.late();
    }
    return WaitLimit.during(
        command,
        connected -> {
          Connection given = pool.getResource();
          connected.run();
          return over(
              given,
              connection ->
                  asking
                      ? PooledCommands.sendAsking(connection, command)
                      : PooledCommands.send(connection, command));
        });
  }

  /** Uses a connection, and gives it back. */
  private static <T extends @Nullable Object> T over(
      Connection connection, Function<Connection, T> use) {
    try {
      return use.apply(connection);
    } finally {
      PooledCommands.giveBack(connection);
    }
  }

  @Override
  public @Nullable Object send(Object master, RawCommand command) {
    ClusterSlots.Master wanted = (ClusterSlots.Master) master;
    ConnectionPool pool = nodes.get().get(wanted.address());
    return pool == null ? sendToSlot(wanted.slot(), command) : PooledCommands.send(pool, command);
  }

  @Override
  public List<?> masters(RawCommand asking) {
    CommandObject<Object> question = ClusterLearning.askingForSlots();
    List<ClusterSlots.Master> masters =
        learning
            .learnt(
                over(
                    connectionTo(0, asking),
                    connection -> PooledCommands.send(connection, question, asking)))
            .masters();
    for (ClusterSlots.Master master : masters) {
      if (!nodes.get().containsKey(master.address())) {
        learning.follow(HashSlot.keyIn(master.slot()), asking);
      }
    }
    return masters;
  }

  @Override
  public boolean mayWaitForServer(List<RawCommand> commands) {
    ClusterSlots known = learning.slots();
    Map<String, ConnectionPool> pools = nodes.get();
    return known == null
        || pools.values().stream().anyMatch(PooledCommands::areTested)
        || mastersFor(commands, known)
            .map(master -> pools.get(master.address()))
            .anyMatch(pool -> pool == null || PooledCommands.mustConnect(pool));
  }

  private static Stream<ClusterSlots.Master> mastersFor(
      List<RawCommand> commands, ClusterSlots known) {
    RawCommand first = commands.get(0);
    return commands.size() > 1 || first.key() == null
        ? known.masters().stream()
        : known.masterOf(slotOf(first)).stream();
  }

  @Override
  public void leaveIdleConnections() {
    nodes.get().values().forEach(ConnectionPool::clear);
  }
}
