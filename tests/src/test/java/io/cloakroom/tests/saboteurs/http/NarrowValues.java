package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.RequestSession;
import io.cloakroom.http.SessionData;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Integrations whose sessions hold short texts that one handler writes and the next one reads. */
final class NarrowValues {

  private static final int COLUMN = 4_096;

  /** What {@code DataOutputStream.writeUTF} takes. */
  private static final int WRITE_UTF = 65_535;

  private NarrowValues() {}

  private static Behaviour over(Function<SessionExchange, SessionOperations> session) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations sound, SessionExchange sessions, HttpExchange http) {
        return session.apply(sessions);
      }
    };
  }

  /** Writes other values than those that handlers set. */
  private static Behaviour writing(UnaryOperator<Object> values) {
    return over(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public void set(String name, Object value) {
                super.set(name, values.apply(value));
              }
            });
  }

  static Behaviour turnsNumbersIntoText() {
    return writing(
        value -> value instanceof Number || value instanceof Boolean ? value.toString() : value);
  }

  static Behaviour keepsWhatFitsIntoAColumn() {
    return writing(
        value ->
            value instanceof String text && text.length() > COLUMN
                ? text.substring(0, COLUMN)
                : value);
  }

  static Behaviour dropsLongTexts() {
    return writing(value -> value instanceof String text && text.length() > WRITE_UTF ? "" : value);
  }

  /** As JSON libraries do that know one kind of numbers. */
  static Behaviour readsNumbersAsDoubles() {
    return over(
        sessions ->
            new EngineOperations(sessions::load) {
              @Override
              public Object get(String name) {
                Object value = super.get(name);
                return value instanceof Number number ? (Object) number.doubleValue() : value;
              }
            });
  }

  /** Its cache of attributes learns of what is set and removed. */
  private static class Remembering extends EngineOperations {

    private final Map<String, Object> known = new HashMap<>();

    Remembering(SessionExchange sessions) {
      super(sessions::load);
    }

    final void forget() {
      known.clear();
    }

    @Override
    public Object get(String name) {
      return known.computeIfAbsent(name, super::get);
    }

    @Override
    public void set(String name, Object value) {
      super.set(name, value);
      known.put(name, value);
    }

    @Override
    public void remove(String name) {
      super.remove(name);
      known.remove(name);
    }

    @Override
    public void regenerate(SessionData data) {
      super.regenerate(data);
      if (data == SessionData.DROP) {
        forget();
      }
    }

    @Override
    public void destroy() {
      super.destroy();
      forget();
    }
  }

  static Behaviour remembersWhatWasCounted() {
    return over(
        sessions ->
            new Remembering(sessions) {
              @Override
              public void unset() {
                super.unset();
                forget();
              }
            });
  }

  static Behaviour remembersWhatWasUnset() {
    return over(
        sessions ->
            new Remembering(sessions) {
              @Override
              public void count(String name) {
                super.count(name);
                forget();
              }
            });
  }

  /** Looks once whether there is a session. */
  static Behaviour showsWhatItHasDestroyed() {
    return over(
        sessions ->
            new EngineOperations(sessions::load) {
              private Boolean found;

              @Override
              public RequestSession session() {
                RequestSession session = super.session();
                if (found == null) {
                  found = !session.isNew();
                }
                return session;
              }

              @Override
              public boolean exists() {
                session();
                return found;
              }
            });
  }
}
