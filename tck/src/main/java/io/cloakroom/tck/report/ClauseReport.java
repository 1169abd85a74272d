package io.cloakroom.tck.report;

import io.cloakroom.redis.StageFailure;
import io.cloakroom.tck.report.TestOutcome.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Reports a test class of the kit, clause by clause: a page in {@code target/cloakroom-tck} (or in
 * {@code build/cloakroom-tck}), and a summary on the console. The kit's classes have one; there is
 * nothing to configure.
 *
 * <p>The configuration parameter or system property {@value #FOLDER} names another folder for the
 * pages, or says {@value #NONE}: then there is no report.
 */
public final class ClauseReport implements TestWatcher, AfterAllCallback {

  /** Where reports go. */
  public static final String FOLDER = "cloakroom.tck.report";

  /** The folder's name where no report is wanted. */
  public static final String NONE = "none";

  private static final Subject NOTHING = new Subject("nothing: the kit could not begin", Map.of());

  private final Supplier<Optional<Subject>> subject;
  private final Supplier<Optional<String>> firstCause;
  private boolean hasLooked;
  private Optional<String> mendFirst = Optional.empty();
  private final Map<String, Collection<TestOutcome>> outcomes = new ConcurrentHashMap<>();

  /**
   * @param subject asked when the tests have run; empty where the kit could not begin, because
   *     there was no server or no client
   */
  public ClauseReport(Supplier<Optional<Subject>> subject) {
    this(subject, Optional::empty);
  }

  /**
   * With something that looks for the cause of failures.
   *
   * @param firstCause asked once, after the first test that fails: what to mend before all else;
   *     empty where nothing is found
   */
  public ClauseReport(Supplier<Optional<Subject>> subject, Supplier<Optional<String>> firstCause) {
    this.subject = subject;
    this.firstCause = firstCause;
  }

  @Override
  public void testSuccessful(ExtensionContext test) {
    note(test, Kind.PASSED, null);
  }

  @Override
  public void testFailed(ExtensionContext test, @Nullable Throwable failure) {
    Throwable thrown = failure == null ? null : StageFailure.cause(failure);
    if (thrown instanceof ClauseViolation violation) {
      String method = test.getRequiredTestMethod().getName();
      violation.clauses().forEach(id -> note(id, method, Kind.FAILED, FailureText.of(failure)));
    } else {
      note(test, Kind.FAILED, FailureText.of(failure));
    }
    if (!hasLooked && ReportFolder.of(test.getConfigurationParameter(FOLDER)).isPresent()) {
      hasLooked = true;
      mendFirst = firstCause.get();
    }
  }

  @Override
  public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
    Kind kind = cause instanceof NotClaimed ? Kind.NOT_CLAIMED : Kind.NOT_RUN;
    note(test, kind, cause == null ? "no reason given" : cause.getMessage());
  }

  @Override
  public void testDisabled(ExtensionContext test, Optional<String> reason) {
    note(test, Kind.NOT_RUN, reason.orElse("disabled"));
  }

  @Override
  public void afterAll(ExtensionContext testClass) {
    ReportFolder.of(testClass.getConfigurationParameter(FOLDER))
        .ifPresent(folder -> folder.write(report(testClass.getRequiredTestClass())));
  }

  /** Whether a test has failed so far. */
  public boolean hasFailures() {
    return outcomes.values().stream()
        .flatMap(Collection::stream)
        .anyMatch(test -> test.kind() == Kind.FAILED);
  }

  private void note(ExtensionContext test, Kind kind, @Nullable String why) {
    String method = test.getRequiredTestMethod().getName();
    for (String id : Clause.idsIn(method)) {
      note(id, method, kind, why);
    }
  }

  private void note(String clause, String method, Kind kind, @Nullable String why) {
    outcomes
        .computeIfAbsent(clause, none -> new ArrayList<>())
        .add(new TestOutcome(method, kind, why));
  }

  /** Where the kit could not begin, no failure says anything about a clause. */
  private static List<TestOutcome> notRun(Collection<TestOutcome> tests) {
    return tests.stream()
        .map(test -> new TestOutcome(test.test(), Kind.NOT_RUN, test.why()))
        .toList();
  }

  private Report report(Class<?> testClass) {
    Optional<Subject> tested = subject.get().map(known -> known.mendingFirst(mendFirst));
    Map<Clause, ClauseResult> results = new TreeMap<>();
    outcomes.forEach(
        (id, tests) -> {
          Clause clause = Contract.clause(id);
          @Nullable String difference =
              tested.map(known -> known.differences().get(id)).orElse(null);
          List<TestOutcome> ran = tested.isPresent() ? List.copyOf(tests) : notRun(tests);
          results.put(clause, new ClauseResult(clause, ran, difference));
        });
    List<ClauseResult> all = List.copyOf(results.values());
    return new Report(testClass, tested.orElse(NOTHING), all);
  }
}
