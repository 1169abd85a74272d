package io.cloakroom.tests.saboteurs.http;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.tck.http.application.SessionOperations;
import io.cloakroom.tests.reference.Behaviour;
import io.cloakroom.tests.reference.EngineOperations;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What integrations do with what requests seldom say. */
final class SeldomRequests {

  private SeldomRequests() {}

  private static String header(HttpExchange http, String name) {
    String value = http.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Behaviour takingForSecure(Predicate<HttpExchange> some) {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(request.path(), some.test(http), request::headers);
      }
    };
  }

  static Behaviour takesTheSchemeOfTheTarget() {
    return takingForSecure(http -> "https".equals(http.getRequestURI().getScheme()));
  }

  static Behaviour takesPort443ForTls() {
    return takingForSecure(http -> header(http, "Host").endsWith(":443"));
  }

  static Behaviour takesTheOriginsScheme() {
    return takingForSecure(http -> header(http, "Origin").startsWith("https:"));
  }

  private static Behaviour lookingUp(Predicate<HttpExchange> some) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        if (some.test(http)) {
          sessions.load();
        }
        return session;
      }
    };
  }

  static Behaviour looksUpForPages() {
    return lookingUp(http -> header(http, "Accept").contains("text/html"));
  }

  static Behaviour looksUpForForms() {
    return lookingUp(http -> header(http, "Content-Type").contains("form"));
  }

  static Behaviour dropsCookiesThatAreNotAscii() {
    return new Behaviour() {
      @Override
      public SessionRequest request(SessionRequest request, HttpExchange http) {
        return SessionRequest.of(
            request.path(),
            request.isSecure(),
            name ->
                name.equalsIgnoreCase("Cookie")
                    ? ascii(request.headers(name))
                    : request.headers(name));
      }
    };
  }

  private static List<String> ascii(List<String> lines) {
    return lines.stream().filter(line -> line.chars().allMatch(c -> c < 0x7f)).toList();
  }

  private static Behaviour naming(UnaryOperator<String> attribute) {
    return new Behaviour() {
      @Override
      public SessionOperations session(
          SessionOperations session, SessionExchange sessions, HttpExchange http) {
        return new EngineOperations(sessions::load) {
          @Override
          public Object get(String name) {
            return super.get(attribute.apply(name));
          }

          @Override
          public void set(String name, Object value) {
            super.set(attribute.apply(name), value);
          }

          @Override
          public void count(String name) {
            super.count(attribute.apply(name));
          }

          @Override
          public void remove(String name) {
            super.remove(attribute.apply(name));
          }
        };
      }
    };
  }

  static Behaviour foldsNames() {
    return naming(name -> name.toLowerCase(Locale.ROOT));
  }

  static Behaviour stripsNames() {
    return naming(name -> name.isBlank() ? name : name.strip());
  }

  static Behaviour normalizesNames() {
    return naming(name -> Normalizer.normalize(name, Normalizer.Form.NFC));
  }
}
