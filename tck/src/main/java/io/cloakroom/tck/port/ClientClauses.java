package io.cloakroom.tck.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.redis.CompareAndSet;
import io.cloakroom.redis.RedisCommandException;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.redis.TimeToLive;
import io.cloakroom.tck.client.Capability;
import io.cloakroom.tck.client.Recovery;
import io.cloakroom.tck.fault.FaultyProxy;
import io.cloakroom.tck.fault.Refuser;
import io.cloakroom.tck.port.probe.Seen;
import io.cloakroom.tck.servers.RawRedis;
import io.cloakroom.tck.servers.RedisServer;
import io.cloakroom.tck.servers.RedisServers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P20, P23 and P25: the client belongs to the user, and is configured by them. */
interface ClientClauses extends PortClauses {

  int DATABASE = 5;

  List<String> PREFIXES = List.of("*:", "b?[c-d]:", "b\\\\", "$1(b+.", "\u00e9\u20ac\ud83d\ude00:");

  /** Prefixes of others that one of these matches, if it is taken for a pattern. */
  List<String> PREFIX_DECOYS = List.of("any:", "bxc:", "b", "b*", "bb.");

  /** How many calls fail: more than any client waits for before it reacts. */
  int FAILURES = 30;

  byte[] STORED = "value".getBytes(UTF_8);

  @Test
  default void P20_aClientThatWasHandedInIsNeverClosed() throws Exception {
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start()) {
      HandedInClient client =
          port().hooks().handIn(server.uri()).orElseThrow(Capability.HANDED_IN_CLIENT::notClaimed);
      try {
        port().answer(client.commands().get("key"));
        server.kill();
        Stream.generate(() -> client.commands().get("key"))
            .limit(FAILURES)
            .toList()
            .forEach(port()::failure);
        server.start();
        Recovery.await(client.commands(), port().timeout());
        if (client.commands() instanceof AutoCloseable closeable) {
          closeable.close();
        }

        assertThat(client.works().getAsBoolean()).isTrue();
      } finally {
        client.close().run();
      }
    }
  }

  @Test
  default void P23_aPrefixInTheClientIsTransparent() throws Exception {
    port().needs(Capability.SERVER);
    withPrefix(port().redis().uri(), port().key("in-the-client:"));
  }

  /** What a client may take for a pattern, or count in other units than the server does. */
  @Test
  default void P23_anyTextMayBeThePrefix() throws Exception {
    port().needs(Capability.SERVER);
    PREFIX_DECOYS.forEach(decoy -> port().redis().fill(port().key(decoy), 1));
    for (String text : PREFIXES) {
      withPrefix(port().redis().uri(), port().key(text));
    }
  }

  /** What is sent instead has the prefix, too. */
  @Test
  default void P23_aPrefixIsTransparentWhereCommandsAreRefused() throws Exception {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.FALLBACKS);
    port().needsServerOfItsOwn();
    try (FaultyProxy proxy = FaultyProxy.before(port().redis().uri())) {
      Seen seen = new Seen();
      proxy.refuse(command -> seen.answer(command, Seen.OPTIONAL, Refuser.REDIS_6));
      withPrefix(proxy.uri(), port().key("without:"));
      assertThat(seen.refused()).as("of %s", seen.commands()).contains("GETEX", "SCAN TYPE");
    }
  }

  private void withPrefix(URI redis, String prefix) throws Exception {
    RedisCommands commands =
        port()
            .hooks()
            .connectWithPrefix(redis, prefix)
            .orElseThrow(Capability.CLIENT_PREFIX::notClaimed);
    try {
      assertThat(commands.keyOnServer("k")).isEqualTo((prefix + "k").getBytes(UTF_8));
      goesIntoThePrefix(commands, prefix);
      comesOutWithoutIt(commands, prefix);
    } finally {
      port().client().disconnect(commands);
    }
  }

  private void goesIntoThePrefix(RedisCommands commands, String prefix) {
    Duration ttl = Duration.ofHours(1);
    port().answer(commands.set("k", STORED, SetOptions.always()));
    assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().answer(commands.expire("k", ttl))).isTrue();
    assertThat(port().ttl(prefix + "k")).isInstanceOf(TimeToLive.Remaining.class);
    if (port().client().claims(Capability.SCRIPTS)) {
      port().answer(CompareAndSet.run(commands, "k", STORED, STORED, Optional.empty()));
      assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Unlimited());
    }
    port().answer(commands.getAndExpire("k", ttl));
    assertThat(port().ttl(prefix + "k")).isInstanceOf(TimeToLive.Remaining.class);
    port().answer(commands.set("k", STORED, SetOptions.ifPresent()));
    assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Unlimited());
    assertThat(port().answer(commands.set("k", STORED, SetOptions.ifAbsent()))).isFalse();
    if (port().client().claims(Capability.SCRIPTS)) {
      byte[] millis = "60000".getBytes(UTF_8);
      port()
          .answer(
              commands.eval(RedisScript.DELETE_AND_MARK, List.of("{k}1", "{k}2"), List.of(millis)));
      assertThat(port().ttl(prefix + "{k}2")).isInstanceOf(TimeToLive.Remaining.class);
      assertThat(port().answer(commands.compareAndDelete("{k}2", new byte[0])))
          .isInstanceOf(CompareAndSet.Applied.class);
      assertThat(port().ttl(prefix + "{k}2")).isEqualTo(new TimeToLive.Missing());
      port().answer(commands.compareAndSet("k", STORED, STORED, Optional.of(ttl)));
      assertThat(port().ttl(prefix + "k")).isInstanceOf(TimeToLive.Remaining.class);
    } else {
      port().answer(commands.expire("k", ttl));
    }
  }

  private void comesOutWithoutIt(RedisCommands commands, String prefix) {
    port().redis().putForeign(prefix + "list");
    port().redis().fill(prefix + "other:", 1);
    assertThat(port().answer(commands.timeToLive("k"))).isInstanceOf(TimeToLive.Remaining.class);
    assertThat(port().answer(commands.get("k"))).contains(STORED);
    assertThat(port().answer(commands.multiGet(List.of("k"))).get(0)).contains(STORED);
    assertThat(port().scan(commands, "k", 1000)).containsOnly("k");
    assertThat(port().scan(commands, "", 1000)).containsOnly("k", "other:0");
    assertThat(port().answer(commands.multiGet(List.of("missing", "k", "k"))))
        .map(Optional::isPresent)
        .containsExactly(false, true, true);
    String repeated = prefix + prefix + "k";
    port().answer(commands.set(repeated, STORED, SetOptions.always()));
    assertThat(port().scan(commands, prefix, 1000)).containsOnly(repeated);
    assertThat(port().answer(commands.delete(List.of("missing", "k", "other:0", repeated))))
        .isEqualTo(3);
    assertThat(port().ttl(prefix + "k")).isEqualTo(new TimeToLive.Missing());
  }

  @Test
  default void P25_anotherDatabaseIsOneForAllCommandsAndSeparate() throws Exception {
    port().needs(Capability.SCRIPTS);
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start()) {
      RedisCommands commands =
          port()
              .hooks()
              .connectToDatabase(server.uri(), DATABASE)
              .orElseThrow(Capability.DATABASES::notClaimed);
      try {
        livesInItsDatabase(commands, server);
        server.kill();
        assertThat(port().failure(commands.get("k"))).isInstanceOf(RedisCommandException.class);
        server.start();
        Recovery.await(commands, port().timeout());
        livesInItsDatabase(commands, server);
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  @Test
  default void P25_anotherDatabaseIsOneWhereCommandsAreRefused() throws Exception {
    port().needs(Capability.SCRIPTS);
    port().needs(Capability.FALLBACKS);
    port().needsServerOfItsOwn();
    try (RedisServer server = RedisServers.start();
        FaultyProxy proxy = FaultyProxy.before(server.uri())) {
      proxy.refuse(command -> new Seen().answer(command, Seen.OPTIONAL, Refuser.REDIS_6));
      RedisCommands commands =
          port()
              .hooks()
              .connectToDatabase(proxy.uri(), DATABASE)
              .orElseThrow(Capability.DATABASES::notClaimed);
      try {
        livesInItsDatabase(commands, server);
      } finally {
        port().client().disconnect(commands);
      }
    }
  }

  private void livesInItsDatabase(RedisCommands commands, RedisServer server) {
    try (RawRedis first = server.raw();
        RawRedis own = server.raw()) {
      own.call("SELECT", DATABASE);
      first.call("SET", "elsewhere", "value");
      port().answer(commands.set("k", STORED, SetOptions.always()));
      assertThat(own.text("GET", "k")).isEqualTo("value");
      assertThat(port().answer(commands.get("k"))).contains(STORED);
      assertThat(port().answer(commands.getAndExpire("k", Duration.ofHours(1)))).contains(STORED);
      assertThat(port().answer(commands.compareAndSet("k", STORED, STORED, Optional.empty())))
          .isInstanceOf(CompareAndSet.Applied.class);
      assertThat(port().answer(commands.timeToLive("k"))).isEqualTo(new TimeToLive.Unlimited());
      assertThat(port().answer(commands.multiGet(List.of("k", "elsewhere"))).get(1)).isEmpty();
      assertThat(port().scan(commands, "k", 1000)).containsOnly("k");
      assertThat(port().scan(commands, "else", 1000)).isEmpty();
      assertThat(port().answer(commands.delete(List.of("k", "elsewhere")))).isEqualTo(1);
      assertThat(first.text("GET", "elsewhere")).isEqualTo("value");
    }
  }
}
