package io.cloakroom.benchmarks.comparison;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** One way of doing something; the first of each group is what the others are compared with. */
enum Contender {
  READ_BY_HAND(Group.STORE_READ, "by hand: GETEX, Jackson", StoreContenders::readByHand),
  READ_JSON(Group.STORE_READ, "Cloakroom, JSON", StoreContenders::readJson),
  READ_KRYO(Group.STORE_READ, "Cloakroom, Kryo", StoreContenders::readKryo),
  READ_ENCRYPTED(Group.STORE_READ, "Cloakroom, JSON, encrypted", StoreContenders::readEncrypted),
  UPDATE_BY_SAME(
      Group.STORE_UPDATE,
      "by hand: GETEX, Jackson, compare and set",
      StoreContenders::updateBySameCommands),
  UPDATE_BY_HAND(
      Group.STORE_UPDATE,
      "by hand: GETEX, Jackson, SET (loses changes)",
      StoreContenders::updateByHand),
  UPDATE_JSON(Group.STORE_UPDATE, "Cloakroom, JSON", StoreContenders::updateJson),
  UPDATE_KRYO(Group.STORE_UPDATE, "Cloakroom, Kryo", StoreContenders::updateKryo),
  JAVALIN_READ_BY_SAME(
      Group.JAVALIN_READ,
      "by hand over Jedis, with the last use",
      redis -> JavalinContenders.byHand(JedisByHand.sameCommands(redis, true), "/read")),
  JAVALIN_READ_BY_HAND(
      Group.JAVALIN_READ,
      "by hand over Jedis, without the last use",
      redis -> JavalinContenders.byHand(JedisByHand.simple(redis), "/read")),
  JAVALIN_READ_JEDIS(
      Group.JAVALIN_READ,
      "Cloakroom over Jedis",
      redis -> JavalinContenders.overJedis(redis, "/read")),
  SPRING_READ(
      Group.JAVALIN_READ,
      "Spring Session over Lettuce, on Jetty",
      redis -> SpringContenders.page(redis, "/read")),
  EXPRESS_READ(
      Group.JAVALIN_READ, "Express with connect-redis (node)", ExpressContenders::connectRedis),
  JAVALIN_WRITE_BY_SAME(
      Group.JAVALIN_WRITE,
      "by hand over Jedis, compare and set",
      redis -> JavalinContenders.byHand(JedisByHand.sameCommands(redis, true), "/write")),
  JAVALIN_WRITE_BY_HAND(
      Group.JAVALIN_WRITE,
      "by hand over Jedis, SET (loses changes)",
      redis -> JavalinContenders.byHand(JedisByHand.simple(redis), "/write")),
  JAVALIN_WRITE_JEDIS(
      Group.JAVALIN_WRITE,
      "Cloakroom over Jedis",
      redis -> JavalinContenders.overJedis(redis, "/write")),
  SPRING_WRITE(
      Group.JAVALIN_WRITE,
      "Spring Session over Lettuce, on Jetty",
      redis -> SpringContenders.page(redis, "/write")),
  FUTURES_READ_BY_SAME(
      Group.FUTURES_READ,
      "by hand over Lettuce, with the last use",
      redis -> JavalinContenders.byHand(LettuceByHand.on(redis, true), "/read")),
  FUTURES_READ_BY_HAND(
      Group.FUTURES_READ,
      "by hand over Lettuce, without the last use",
      redis -> JavalinContenders.byHand(LettuceByHand.on(redis, false), "/read")),
  FUTURES_READ_LETTUCE(
      Group.FUTURES_READ,
      "Cloakroom over Lettuce",
      redis -> JavalinContenders.overLettuce(redis, "/read")),
  FUTURES_WRITE_BY_SAME(
      Group.FUTURES_WRITE,
      "by hand over Lettuce, compare and set",
      redis -> JavalinContenders.byHand(LettuceByHand.on(redis, true), "/write")),
  FUTURES_WRITE_BY_HAND(
      Group.FUTURES_WRITE,
      "by hand over Lettuce, SET (loses changes)",
      redis -> JavalinContenders.byHand(LettuceByHand.on(redis, false), "/write")),
  FUTURES_WRITE_LETTUCE(
      Group.FUTURES_WRITE,
      "Cloakroom over Lettuce",
      redis -> JavalinContenders.overLettuce(redis, "/write")),
  MICRONAUT_READ_REDIS(
      Group.MICRONAUT_READ,
      "micronaut-redis' sessions",
      redis -> MicronautContenders.micronautRedis(redis, "/read")),
  MICRONAUT_READ_LETTUCE(
      Group.MICRONAUT_READ,
      "Cloakroom over Lettuce",
      redis -> MicronautContenders.cloakroom(redis, "/read")),
  MICRONAUT_READ_BY_HAND(
      Group.MICRONAUT_READ,
      "by hand over Lettuce, with the last use",
      redis -> MicronautContenders.byHand(redis, "/read")),
  MICRONAUT_PLAIN(
      Group.MICRONAUT_READ,
      "a page without a session",
      redis -> MicronautContenders.withoutSessions()),
  MICRONAUT_WRITE_REDIS(
      Group.MICRONAUT_WRITE,
      "micronaut-redis' sessions",
      redis -> MicronautContenders.micronautRedis(redis, "/write")),
  MICRONAUT_WRITE_LETTUCE(
      Group.MICRONAUT_WRITE,
      "Cloakroom over Lettuce",
      redis -> MicronautContenders.cloakroom(redis, "/write")),
  MICRONAUT_WRITE_BY_HAND(
      Group.MICRONAUT_WRITE,
      "by hand over Lettuce, compare and set",
      redis -> MicronautContenders.byHand(redis, "/write")),
  WALK_IDS_BY_SAME(
      Group.WALK_IDS, "by hand: SCAN of strings", redis -> Walks.on(redis).scan(true, false)),
  WALK_IDS_BY_HAND(
      Group.WALK_IDS, "by hand: SCAN of all types", redis -> Walks.on(redis).scan(false, false)),
  WALK_IDS(Group.WALK_IDS, "Cloakroom", redis -> Walks.on(redis).ids()),
  WALK_ALL_BY_SAME(
      Group.WALK_ALL, "by hand: SCAN of strings, MGET", redis -> Walks.on(redis).scan(true, true)),
  WALK_ALL_BY_HAND(
      Group.WALK_ALL,
      "by hand: SCAN of all types, MGET",
      redis -> Walks.on(redis).scan(false, true)),
  WALK_ALL(Group.WALK_ALL, "Cloakroom", redis -> Walks.on(redis).all());

  /** What is compared with each other. */
  enum Group {
    STORE_READ("Store: read a session of 1.3 kB and one attribute of it, Jedis"),
    STORE_UPDATE("Store: read, change one attribute, save, Jedis"),
    JAVALIN_READ("Javalin: a page that reads its session"),
    JAVALIN_WRITE("Javalin: a page that changes its session"),
    FUTURES_READ("Javalin with futures: a page that reads its session"),
    FUTURES_WRITE("Javalin with futures: a page that changes its session"),
    MICRONAUT_READ("Micronaut: a page that reads its session"),
    MICRONAUT_WRITE("Micronaut: a page that changes its session"),
    WALK_IDS("A walk over the ids of many sessions, one thread"),
    WALK_ALL("A walk over many sessions, one thread");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** How many do it at a time. */
    int threads() {
      return this == WALK_IDS || this == WALK_ALL ? 1 : MeasuredProcess.THREADS;
    }

    /** Those that can run here. */
    List<Contender> contenders() {
      return Stream.of(Contender.values())
          .filter(each -> each.group == this && each.isThere())
          .toList();
    }
  }

  /** One thread's way of doing it once. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Makes the work of one thread. */
  @FunctionalInterface
  interface Workers {
    Work forOneThread() throws Exception;
  }

  /** Prepares everything on a Redis. */
  @FunctionalInterface
  interface Setup {
    Workers on(URI redis) throws Exception;
  }

  private final Group group;
  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final Setup setup;

  Contender(Group group, String label, Setup setup) {
    this.group = group;
    this.label = label;
    this.setup = setup;
  }

  /** Whether it can run here; node's packages and Spring's libraries are not always there. */
  boolean isThere() {
    return switch (this) {
      case EXPRESS_READ -> ExpressContenders.isThere();
      case SPRING_READ, SPRING_WRITE -> SpringContenders.isThere();
      default -> true;
    };
  }

  String label() {
    return label;
  }

  int threads() {
    return group.threads();
  }

  Workers on(URI redis) throws Exception {
    return setup.on(redis);
  }
}
