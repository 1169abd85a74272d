package io.cloakroom.mock.http;

import io.cloakroom.http.OnUnavailable;
import io.cloakroom.mock.Sabotage;
import io.cloakroom.redis.RedisCommands;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The table of clauses and saboteurs of the H clauses: integrations that are sound but for one
 * thing, each with the clause that must catch it.
 */
enum HttpSaboteur implements Sabotage {
  LOADS_WHETHER_ASKED_OR_NOT("H1", BrokenSessions.LoadsWhetherAskedOrNot::new),
  CREATES_ON_READ("H2", BrokenSessions.CreatesOnRead::new),
  FORGETS_HTTP_ONLY("H3", () -> new BrokenCookies.Changed("; HttpOnly", "")),
  FORGETS_THE_EXPIRY("H3", () -> new BrokenCookies.Changed("; Expires=[^;]*", "")),
  SPOILS_THE_SIGNATURE("H3", () -> new BrokenCookies.Changed("\\.[^;]*;", ".AAAA;")),
  SENDS_ITS_COOKIE_TWICE("H3", BrokenCookies.SentTwice::new),
  STARTS_WITH_ANY_COOKIE("H3", BrokenOptions::startingWithAnyCookie),
  FORGETS_REMOVALS("H4", BrokenSessions.ForgetsRemovals::new),
  FORGETS_CHANGES_IN_PLACE("H4", BrokenSessions.HandsOutCopies::new),
  COMMITS_AFTER_THE_RESPONSE("H5", BrokenResponses.CommitsAfterTheResponse::new),
  COMMITS_STREAMS_AT_THEIR_END("H5", BrokenResponses.CommitsStreamsAtTheirEnd::new),
  FORGETS_STREAMS("H6", BrokenResponses.ForgetsStreams::new),
  SAVES_TWICE("H6", BrokenStores.SavesTwice::new),
  SAVES_WHAT_A_FAILED_HANDLER_DID("H7", BrokenResponses.SavesWhatAFailedHandlerDid::new),
  DROPS_WHAT_A_FAILED_HANDLER_DID("H7", BrokenResponses.DropsWhatAFailedHandlerDid::new),
  REFUSES_BAD_COOKIES("H8", BrokenCookies.RefusesBadCookies::new),
  ACCEPTS_ANY_SIGNATURE("H8", BrokenCookies.AcceptsAnySignature::new),
  ADOPTS_AN_UNKNOWN_ID("H9", BrokenCookies.AdoptsAnUnknownId::new),
  ASKS_TWICE_FOR_AN_UNKNOWN_ID("H9", BrokenStores.AsksTwice::new),
  TAKES_THE_FIRST_COOKIE("H10", BrokenCookies.TakesTheFirst::new),
  KEEPS_THE_OLD_ID_ALIVE("H11", BrokenStores.KeepsTheOldIdAlive::new),
  LOSES_A_LATE_LOG_IN("H11", BrokenStores.LosesALateLogIn::new),
  KEEPS_THE_ID_AT_LOG_IN("H11", BrokenSessions.KeepsTheId::new),
  KEEPS_THE_DATA_WHATEVER_IS_ASKED("H11", BrokenSessions.KeepsTheData::new),
  FORGETS_THE_PATH_ON_EXPIRY(
      "H12", () -> new BrokenCookies.Changed("; Path=[^;]*(; Expires=Thu, 01 Jan 1970)", "$1")),
  FORGETS_THE_DOMAIN_ON_EXPIRY("H12", () -> new BrokenCookies.Changed("=; Domain=[^;]*", "=")),
  ONLY_TAKES_THE_COOKIE_BACK("H12", BrokenStores.DestroysNothing::new),
  RAISES_THE_DEAD("H13", BrokenStores.OverwritesOnUpdate::new),
  RAISES_THE_DEAD_AT_LOG_IN("H13", BrokenStores.RegeneratesWhatIsGone::new),
  LETS_THE_LAST_WRITER_WIN("H14", BrokenStores.OverwritesWhatIsThere::new),
  ALWAYS_ROLLS("H15", () -> new BrokenOptions((builder, options) -> builder.rolling(true))),
  NEVER_ROLLS("H15", () -> new BrokenOptions((builder, options) -> builder.rolling(false))),
  NEVER_TOUCHES("H15", BrokenStores.NeverTouches::new),
  IGNORES_SAVE_UNINITIALIZED(
      "H16", () -> new BrokenOptions((builder, options) -> builder.saveUninitialized(false))),
  IGNORES_RESAVE("H16", () -> new BrokenOptions((builder, options) -> builder.resave(false))),
  ALWAYS_RESAVES("H16", () -> new BrokenOptions((builder, options) -> builder.resave(true))),
  IGNORES_GENID("H16", BrokenOptions::ignoringGenid),
  IGNORES_UNSET("H16", BrokenSessions.IgnoresUnset::new),
  TRUSTS_EVERY_FORWARDED_PROTO(
      "H17", () -> new BrokenOptions((builder, options) -> builder.proxy(true))),
  TRUSTS_NO_PROXY("H17", () -> new BrokenOptions((builder, options) -> builder.proxy(false))),
  TAKES_EVERY_CONNECTION_FOR_TLS("H17", BrokenCookies.TakesEveryConnectionForTls::new),
  FORGETS_OLD_SECRETS("H18", BrokenOptions::withTheNewestSecretOnly),
  NEVER_SIGNS_ANEW("H18", BrokenOptions::withTheOldestSecretFirst),
  TAKES_AN_OUTAGE_FOR_LOGGED_OUT("H19", BrokenOutages.TakesItForLoggedOut::new),
  PRETENDS_TO_SAVE("H19", BrokenOutages.PretendsToSave::new),
  PRETENDS_TO_LOG_OUT("H19", BrokenOutages.PretendsToLogOut::new),
  NEVER_COMES_BACK("H19", BrokenOutages.NeverComesBack::new),
  LETS_A_SILENT_REDIS_TAKE_ALL_THREADS("H19", BrokenOutages.HasFewThreads::new),
  NEVER_GOES_ON(
      "H19",
      () -> new BrokenOptions((builder, options) -> builder.onUnavailable(OnUnavailable.FAIL))),
  NEVER_TELLS_OF_AN_OUTAGE("H19", BrokenOutages.NeverTells::new),
  TAKES_UNREADABLE_FOR_AN_ERROR("H20", Behaviour::new, BrokenReading::failsOnNoise),
  LEAKS_THE_ID_IN_A_HEADER("H21", BrokenSessions.LeaksTheId::new),
  SHARES_ONE_STORE_IN_A_JVM("H22", BrokenStores.SharedInTheJvm::new),
  SHARES_ONE_COOKIE_NAME(
      "H22", () -> new BrokenOptions((builder, options) -> builder.name("one.sid"))),
  READS_IN_TWO_COMMANDS("H24", BrokenStores.ReadsInTwoCommands::new),
  SAVES_BEFORE_IT_DESTROYS("H24", BrokenStores.SavesBeforeItDestroys::new),
  IGNORES_THE_COOKIES_PATH("H25", BrokenCookies.IgnoresThePath::new),
  TAKES_A_PREFIX_FOR_A_PATH("H25", BrokenCookies.TakesAPrefixForAPath::new),
  TAKES_AN_ID_FROM_A_HEADER("H28", BrokenCookies.TakesAnIdFromAHeader::new),
  TAKES_UNSIGNED_IDS("H28", BrokenCookies.TakesUnsignedIds::new);

  private final String clause;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which holds no state
  private final Supplier<Behaviour> behaviour;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
  private final UnaryOperator<RedisCommands> port;

  HttpSaboteur(String clause, Supplier<Behaviour> behaviour) {
    this(clause, behaviour, UnaryOperator.identity());
  }

  HttpSaboteur(String clause, Supplier<Behaviour> behaviour, UnaryOperator<RedisCommands> port) {
    this.clause = clause;
    this.behaviour = behaviour;
    this.port = port;
  }

  @Override
  public String clause() {
    return clause;
  }

  @Override
  public Class<?> kit() {
    return SabotagedIntegration.class;
  }

  /** How its integration behaves. */
  Behaviour behaviour() {
    return behaviour.get();
  }

  /** The port beneath it. */
  RedisCommands over(RedisCommands sound) {
    return port.apply(sound);
  }
}
