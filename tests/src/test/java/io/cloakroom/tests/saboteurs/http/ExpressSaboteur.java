package io.cloakroom.tests.saboteurs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tck.client.ForwardingRedisCommands;
import io.cloakroom.tests.reference.Behaviour;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Integrations that get along with Express but for one thing, each with the test it must fail. */
enum ExpressSaboteur implements IntegrationSabotage {
  SIGNS_AS_EXPRESS_DOES_NOT(
      "eitherGoesOnWithWhatTheOtherBegan", () -> new BrokenCookies.Changed("%3A", ":%2B")),
  WRITES_WHAT_EXPRESS_CANNOT_READ(
      "eitherGoesOnWithWhatTheOtherBegan", Behaviour::new, ExpressSaboteur::withoutACookie),
  KEEPS_THE_OLD_ID_ALIVE("aNewIdOfEitherHoldsInTheOther", BrokenStores.KeepsTheOldIdAlive::new),
  DESTROYS_NOTHING("whatEitherEndsHasEndedInTheOther", BrokenStores.DestroysNothing::new),
  IGNORES_UNSET("unsetMeansTheSameToBoth", BrokenSessions.IgnoresUnset::new),
  ROUNDS_NUMBERS(
      "randomSessionsAreTheSameToBothValueByValue",
      Behaviour::new,
      sound -> writing(sound, text -> text.replaceAll("\\.\\d+", ""))),
  NEVER_TOUCHES("expiriesMoveAlikeInBoth", BrokenStores.NeverTouches::new),
  NEVER_ROLLS(
      "expiriesMoveAlikeInBoth",
      () -> new BrokenOptions((builder, options) -> builder.rolling(false))),
  FORGETS_THE_EXPIRY(
      "aMaxAgeOfOneSessionHoldsInBoth", () -> new BrokenCookies.Changed("; Expires=[^;]*", "")),
  STORES_NO_EMPTY_SESSIONS(
      "sessionsOfVisitorsWhoDidNothingAreShared",
      () -> new BrokenOptions((builder, options) -> builder.saveUninitialized(false))),
  FORGETS_OLD_SECRETS(
      "eitherTakesCookiesUnderEachSecretOfBoth", BrokenOptions::withTheNewestSecretOnly),
  FORGETS_THE_DOMAIN(
      "bothSendTheSameCookie", () -> new BrokenCookies.Changed("; Domain=[^;]*", "")),
  SENDS_HTTP_ONLY_LAST(
      "bothSendTheSameCookie", () -> new BrokenCookies.Changed("(; HttpOnly)(.*)$", "$2$1")),
  KNOWS_ONLY_PLAIN_IDS("anyIdOfEitherIsAnIdInTheOther", BrokenCookies.KnowsOnlyPlainIds::new),
  READS_ONE_WAY_OF_WRITING(
      "aCookieIsReadAlikeHoweverItIsWritten", BrokenCookies.ReadsOneWayOfWriting::new),
  LETS_THE_LAST_WRITER_WIN(
      "whatExpressSavedMeanwhileIsKept", BrokenStores.OverwritesWhatIsThere::new),
  RAISES_THE_DEAD("whatExpressEndedStaysEnded", BrokenStores.OverwritesOnUpdate::new);

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which holds no state
  private final Supplier<Behaviour> behaviour;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final UnaryOperator<RedisCommands> port;

  ExpressSaboteur(String test, Supplier<Behaviour> behaviour) {
    this(test, behaviour, UnaryOperator.identity());
  }

  ExpressSaboteur(String test, Supplier<Behaviour> behaviour, UnaryOperator<RedisCommands> port) {
    this.test = "H27_" + test;
    this.behaviour = behaviour;
    this.port = port;
  }

  @Override
  public String clause() {
    return "H27";
  }

  @Override
  public Class<?> kit() {
    return SabotagedBesideExpress.class;
  }

  /** The test that catches it. */
  String test() {
    return test;
  }

  @Override
  public Behaviour behaviour() {
    return behaviour.get();
  }

  @Override
  public RedisCommands over(RedisCommands sound) {
    return port.apply(sound);
  }

  private static RedisCommands withoutACookie(RedisCommands sound) {
    return writing(sound, text -> text.replace("\"cookie\":", "\"ticket\":"));
  }

  private static RedisCommands writing(RedisCommands sound, UnaryOperator<String> spoil) {
    return new ForwardingRedisCommands(sound) {
      @Override
      public CompletionStage<Boolean> set(String key, byte[] value, SetOptions options) {
        return super.set(key, spoil.apply(new String(value, UTF_8)).getBytes(UTF_8), options);
      }
    };
  }
}
