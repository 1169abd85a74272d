package io.cloakroom.tck.store.model;

import io.cloakroom.tck.model.ShuffledChoices;
import io.cloakroom.tck.store.model.StoreStep.Deed;
import io.cloakroom.tck.store.model.StoreStep.Meanwhile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Changes that a request makes to the session that it holds. */
final class StoreChanges {

  /** What two long names of users begin with. */
  static final String LONG = "u".repeat(2_999);

  /** Users whom a careless index takes for one another. */
  static final List<String> USERS =
      List.of(
          "ada",
          "Ada",
          "ADA",
          "ada ",
          " ada",
          "\u00e9mile",
          "e\u0301mile",
          "\u0131",
          "i",
          "ada:bob",
          "*",
          "a/d\\a",
          "ada\0",
          "null",
          "007",
          "7",
          "Aa",
          "BB",
          "\uff41da",
          "\u00df",
          "SS",
          "\ud83d\ude00",
          "\u6f22\u5b57",
          "\u65e5\u672c",
          LONG + "u",
          LONG + "v");

  /** Pairs of them, of which each sequence begins with every third. */
  private static final List<List<String>> LIKE_USERS =
      List.of(
          List.of("007", "7"),
          List.of("Aa", "BB"),
          List.of("\u6f22\u5b57", "\u65e5\u672c"),
          List.of("Ada", "ADA"),
          List.of("ada ", "ada"),
          List.of("\u00e9mile", "e\u0301mile"),
          List.of("\u0131", "i"),
          List.of("\uff41da", "ada"),
          List.of("\u00df", "SS"));

  private static final List<String> NAMES =
      List.of(
          "user",
          "a",
          "A",
          "a.b",
          "\u00e9",
          "e\u0301",
          " ",
          "$ref",
          "@class",
          "__proto__",
          "\ud83d\ude00",
          "0",
          "n".repeat(300));
  private static final List<String> LISTS = List.of("list", "List");
  private static final List<Duration> TTLS =
      Arrays.asList(
          null,
          Duration.ofSeconds(90),
          Duration.ofMillis(100_001),
          Duration.ofMinutes(20),
          Duration.ofDays(30),
          Duration.ofDays(400),
          Duration.ZERO);

  private final Random random;
  private final ShuffledChoices<String> users;
  private final ShuffledChoices<String> names;
  private final ShuffledChoices<Duration> ttls;
  private final ShuffledChoices<Integer> kinds;
  private final ShuffledChoices<Deed> deeds;
  private final List<StoreStep> steps;

  /**
   * @param steps takes the changes
   */
  StoreChanges(Random random, List<StoreStep> steps) {
    this.random = random;
    this.users = new ShuffledChoices<>(USERS, random);
    this.names = new ShuffledChoices<>(NAMES, random);
    this.ttls = new ShuffledChoices<>(TTLS, random);
    this.kinds = new ShuffledChoices<>(IntStream.range(0, 11).boxed().toList(), random);
    this.deeds = new ShuffledChoices<>(List.of(Deed.values()), random);
    this.steps = steps;
  }

  String user() {
    return users.draw();
  }

  String name() {
    return names.draw();
  }

  /** Sessions of users whom a careless index takes for one another, by the number of a sequence. */
  void sessionsOfLikeUsers(long number) {
    for (int i = Math.floorMod(number, 3); i < LIKE_USERS.size(); i += 3) {
      sessionsOf(LIKE_USERS.get(i).get(0), LIKE_USERS.get(i).get(1));
    }
  }

  /** One user has all sessions but one, and another user, who is called much the same, has that. */
  void sessionsOf(String user, String other) {
    for (int session = 0; session < StoreModelWorld.SESSIONS; session++) {
      steps.add(new StoreStep.Destroy(session));
      steps.add(new StoreStep.Begin(0, session));
      steps.add(new StoreStep.Put(0, "user", session == 0 ? other : user));
      steps.add(new StoreStep.Create(0));
    }
    steps.add(new StoreStep.Walk());
    steps.add(new StoreStep.Walk());
  }

  /** What others do during a save. */
  List<Meanwhile> meanwhile(int most) {
    List<Meanwhile> made = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      int count = 1 + random.nextInt(most);
      for (int i = 0; i < count; i++) {
        Deed deed = deeds.draw();
        boolean last = deed == Deed.DESTROY || deed == Deed.RENAME;
        if (!last || i == count - 1) {
          made.add(new Meanwhile(deed, name(), 1 + random.nextInt(50)));
        }
      }
    }
    return made;
  }

  void of(int holder) {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      oneOf(holder);
    }
  }

  void oneOf(int holder) {
    switch (kinds.draw()) {
      case 0, 1 -> put(holder);
      case 2 -> steps.add(new StoreStep.Remove(holder, names.draw()));
      case 3, 4 -> steps.add(new StoreStep.Append(holder, list(), "e" + steps.size()));
      case 5, 6 -> steps.add(new StoreStep.Count(holder, "count", 1 + random.nextInt(9)));
      case 7 -> steps.add(new StoreStep.MaxAge(holder, Optional.ofNullable(ttls.draw())));
      case 8 -> steps.add(new StoreStep.Idle(holder, interval()));
      case 9 -> steps.add(new StoreStep.Put(holder, names.draw(), null));
      default -> {
        switch (random.nextInt(6)) {
          case 0, 1 -> steps.add(new StoreStep.Clear(holder));
          case 2 -> steps.add(new StoreStep.Revert(holder));
          default -> {}
        }
      }
    }
  }

  private void put(int holder) {
    String name = random.nextInt(4) == 0 ? list() : names.draw();
    steps.add(new StoreStep.Put(holder, name, name.equals("user") ? users.draw() : value(name)));
  }

  private @Nullable Object value(String name) {
    if (LISTS.contains(name)) {
      return new ArrayList<>(List.of("first", "s" + steps.size()));
    }
    return switch (random.nextInt(15)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> random.nextInt();
      case 3 -> random.nextDouble();
      case 4 -> random.nextBoolean();
      case 5 -> Instant.ofEpochMilli(random.nextInt());
      case 6 ->
          random.nextBoolean()
              ? new BigDecimal("1.10").scaleByPowerOfTen(random.nextInt(40))
              : List.of(Double.NaN, -0.0, Double.POSITIVE_INFINITY).get(random.nextInt(3));
      case 7 -> new LinkedHashMap<>(Map.of("k", "v" + steps.size()));
      case 8 -> "x".repeat(random.nextInt(20_000));
      case 9 -> "\ud83d\ude00\0\u2028\"\\</script>" + steps.size();
      case 10 -> "";
      case 11 -> "Aa";
      case 12 -> "BB"; // which has the hash code of the other
      case 13 -> List.of("2026-03-01T12:00:00Z", "007", "true", "{}").get(random.nextInt(4));
      default -> "v" + steps.size();
    };
  }

  private Optional<Duration> interval() {
    return Optional.ofNullable(ttls.draw()).filter(ttl -> !ttl.isZero());
  }

  private String list() {
    return LISTS.get(random.nextInt(LISTS.size()));
  }
}
