package io.cloakroom.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.EngineOptions;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Integrations that misunderstand cookies. */
final class BrokenCookies {

  private BrokenCookies() {}

  /** Sends a cookie in which something is replaced. */
  static final class Changed extends Behaviour {
    private final String pattern;
    private final String replacement;

    Changed(String pattern, String replacement) {
      this.pattern = pattern;
      this.replacement = replacement;
    }

    @Override
    String cookie(String header) {
      return header.replaceFirst(pattern, replacement);
    }
  }

  static final class SentTwice extends Behaviour {
    @Override
    void commit(SessionExchange sessions, HttpExchange http) {
      super.commit(sessions, http);
      String cookie = http.getResponseHeaders().getFirst("Set-Cookie");
      if (cookie != null) {
        http.getResponseHeaders().add("Set-Cookie", cookie);
      }
    }
  }

  /** Knows the options, and tells the engine of another request. */
  abstract static class Misread extends Behaviour {
    private EngineOptions options;

    abstract SessionRequest misread(SessionRequest request, HttpExchange http);

    EngineOptions options() {
      return options;
    }

    @Override
    SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions applied) {
      this.options = applied;
      return builder;
    }

    @Override
    SessionRequest request(SessionRequest request, HttpExchange http) {
      return misread(request, http);
    }

    /** The session cookie's first value. */
    Optional<String> value(SessionRequest request) {
      Matcher matcher =
          Pattern.compile("(?:^|; ?)" + Pattern.quote(options.name()) + "=([^;]*)")
              .matcher(String.join("; ", request.cookieHeaders()));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    SessionRequest withCookie(SessionRequest request, String value) {
      return new SessionRequest(
          request.path(),
          request.secure(),
          List.of(options.name() + "=" + value),
          request.forwardedProto());
    }

    SessionRequest withPath(SessionRequest request, String path) {
      return new SessionRequest(
          path, request.secure(), request.cookieHeaders(), request.forwardedProto());
    }

    String signed(String id) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(options.secrets().get(0).getBytes(UTF_8), "HmacSHA256"));
        String signature =
            Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal(id.getBytes(UTF_8)));
        return URLEncoder.encode("s:" + id + "." + signature, UTF_8);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class RefusesBadCookies extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return request;
    }

    @Override
    boolean refuses(HttpExchange http) {
      String header = http.getRequestHeaders().getFirst("Cookie");
      return header != null && header.chars().anyMatch(c -> c > 0x7e);
    }
  }

  static final class AcceptsAnySignature extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return value(request)
          .filter(value -> value.matches("s%3A[\\w-]+\\..*"))
          .map(value -> value.substring(4, value.indexOf('.')))
          .map(id -> withCookie(request, signed(id)))
          .orElse(request);
    }
  }

  static final class AdoptsAnUnknownId extends Misread {
    @Override
    SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions applied) {
      return super.options(builder, applied)
          .genid(
              request ->
                  value(request)
                      .filter(value -> value.matches("s%3A[\\w-]+\\..*"))
                      .map(value -> SessionId.of(value.substring(4, value.indexOf('.'))))
                      .orElseGet(() -> applied.genid().apply(request)));
    }

    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return request;
    }
  }

  static final class TakesTheFirst extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return value(request).map(value -> withCookie(request, value)).orElse(request);
    }
  }

  static final class TakesEveryConnectionForTls extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return new SessionRequest(request.path(), true, request.cookieHeaders(), null);
    }
  }

  static final class IgnoresThePath extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withPath(request, "/app" + request.path());
    }
  }

  static final class TakesAPrefixForAPath extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withPath(request, request.path().replaceFirst("^/app(?!/)", "/app/"));
    }
  }

  static final class TakesAnIdFromAHeader extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      String token = http.getRequestHeaders().getFirst("X-Auth-Token");
      return token == null ? request : withCookie(request, token);
    }
  }

  static final class TakesUnsignedIds extends Misread {
    @Override
    SessionRequest misread(SessionRequest request, HttpExchange http) {
      return value(request)
          .map(value -> URLDecoder.decode(value, UTF_8))
          .filter(value -> value.matches("[\\w-]+"))
          .map(id -> withCookie(request, signed(id)))
          .orElse(request);
    }
  }
}
