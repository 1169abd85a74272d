package io.cloakroom.tck.serializer;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.tck.report.ClauseReport;
import io.cloakroom.tck.report.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The clauses that concern a serializer, S2, S29, S33, S34, S36 and S43, for one of your own. Each
 * test is named after its clause.
 *
 * <pre>{@code
 * class MySerializerTest extends SessionSerializerTck {
 *   @Override
 *   public SessionSerializer serializer() {
 *     return new MySerializer();
 *   }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("this-escape") // the report asks for the serializer when tests run
public abstract class SessionSerializerTck
    implements RoundTripClauses,
        CookieFactClauses,
        ContainerClauses,
        HiddenStateClauses,
        RepeatedUseClauses,
        StoredFormClauses,
        HostileBytesClauses {

  @RegisterExtension
  final ClauseReport report =
      new ClauseReport(() -> Optional.of(new Subject(serializer().getClass().getName(), Map.of())));

  /** The serializer under test. */
  @Override
  public abstract SessionSerializer serializer();

  /**
   * Values that the serializer has to bring back, of types of your own, which have an {@code
   * equals}: none, unless overridden. What the kit itself tries may be refused, these may not.
   */
  @Override
  public List<Object> values() {
    return List.of();
  }
}
