package io.cloakroom.tests.saboteurs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.http.SessionExchange;
import io.cloakroom.http.SessionHeaders;
import io.cloakroom.http.SessionRequest;
import io.cloakroom.session.SessionId;
import io.cloakroom.tck.http.application.EngineOptions;
import io.cloakroom.tests.reference.Behaviour;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    public String cookie(String header) {
      return header.replaceFirst(pattern, replacement);
    }
  }

  static final class SentTwice extends Behaviour {
    @Override
    public void commit(SessionExchange sessions, HttpExchange http) {
      super.commit(sessions, http);
      String cookie = http.getResponseHeaders().getFirst("Set-Cookie");
      if (cookie != null) {
        http.getResponseHeaders().add("Set-Cookie", cookie);
      }
    }
  }

  static final class TakesBackWhatProvesNothing extends Behaviour {
    private static final Pattern SIGNED = Pattern.compile("=s%3A[\\w-]+\\.[\\w%+/-]{43,}$");

    @Override
    public void commit(SessionExchange sessions, HttpExchange http) {
      super.commit(sessions, http);
      String cookie = http.getRequestHeaders().getFirst("Cookie");
      if (cookie != null && !SIGNED.matcher(cookie).find()) {
        http.getResponseHeaders().add("Set-Cookie", "connect.sid=; Path=/; Max-Age=0");
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
    public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions applied) {
      this.options = applied;
      return builder;
    }

    @Override
    public SessionRequest request(SessionRequest request, HttpExchange http) {
      return misread(request, http);
    }

    /** The session cookie's first value. */
    Optional<String> value(SessionRequest request) {
      Matcher matcher =
          Pattern.compile("(?:^|; ?)" + Pattern.quote(options.name()) + "=([^;]*)")
              .matcher(String.join("; ", request.headers("Cookie")));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    SessionRequest withCookie(SessionRequest request, String value) {
      return withCookies(request, List.of(options.name() + "=" + value));
    }

    SessionRequest withCookies(SessionRequest request, List<String> lines) {
      return SessionRequest.of(
          request.path(),
          request.isSecure(),
          name -> name.equals("Cookie") ? lines : request.headers(name));
    }

    SessionRequest withPath(SessionRequest request, String path) {
      return SessionRequest.of(path, request.isSecure(), request::headers);
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

  /** Passes over ids with characters that its own do not have. */
  static final class KnowsOnlyPlainIds extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      boolean plain =
          value(request)
              .map(it -> URLDecoder.decode(it, UTF_8))
              .orElse("")
              .matches("s:[\\w.~+/=-]*");
      return plain ? request : withCookies(request, List.of());
    }
  }

  static final class ReadsOneWayOfWriting extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      boolean asWritten = value(request).orElse("").startsWith("s%3A");
      return asWritten ? request : withCookies(request, List.of());
    }
  }

  static final class RefusesBadCookies extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return request;
    }

    @Override
    public boolean refuses(HttpExchange http) {
      String header = http.getRequestHeaders().getFirst("Cookie");
      return header != null && header.chars().anyMatch(c -> c > 0x7e);
    }
  }

  static final class AcceptsAnySignature extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return value(request)
          .filter(value -> value.matches("s%3A[\\w-]+\\..*"))
          .map(value -> value.substring(4, value.indexOf('.')))
          .map(id -> withCookie(request, signed(id)))
          .orElse(request);
    }
  }

  static final class AdoptsAnUnknownId extends Misread {
    @Override
    public SessionEngineBuilder options(SessionEngineBuilder builder, EngineOptions applied) {
      return super.options(builder, applied)
          .genid(
              request ->
                  value(request)
                      .filter(value -> value.matches("s%3A[\\w-]+\\..*"))
                      .map(value -> SessionId.of(value.substring(4, value.indexOf('.'))))
                      .orElseGet(SessionId::random));
    }

    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return request;
    }
  }

  static final class TakesTheFirst extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return value(request).map(value -> withCookie(request, value)).orElse(request);
    }
  }

  static final class CountsWhatComes extends Misread {
    private static final int MOST = 16;

    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withCookies(
          request,
          request.headers("Cookie").stream()
              .map(line -> String.join(";", Arrays.stream(line.split(";")).limit(MOST).toList()))
              .toList());
    }
  }

  static final class ReadsOneLineOfCookies extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withCookies(request, request.headers("Cookie").stream().limit(1).toList());
    }
  }

  static final class TakesTheTargetForThePath extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withPath(request, http.getRequestURI().toString());
    }
  }

  /** Whoever sends several requests on a connection keeps the first one's cookie. */
  static final class KeepsAConnectionsCookie extends Misread {
    private final Map<InetSocketAddress, List<String>> cookies = new ConcurrentHashMap<>();

    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withCookies(
          request,
          cookies.computeIfAbsent(http.getRemoteAddress(), client -> request.headers("Cookie")));
    }
  }

  static final class GivesPatchItsConnectionsCookie extends Misread {
    private final Map<InetSocketAddress, List<String>> cookies = new ConcurrentHashMap<>();

    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      List<String> sent = request.headers("Cookie");
      if (sent.isEmpty() && http.getRequestMethod().equals("PATCH")) {
        return withCookies(request, cookies.getOrDefault(http.getRemoteAddress(), sent));
      }
      cookies.put(http.getRemoteAddress(), sent);
      return request;
    }
  }

  static final class TakesEveryConnectionForTls extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return SessionRequest.of(request.path(), true, request::headers);
    }
  }

  /** Does over plain http what only a Secure cookie could tell, and sends no such cookie. */
  static final class EndsWhatItCannotTell extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return SessionRequest.of(request.path(), true, request::headers);
    }

    @Override
    public void add(SessionHeaders session, HttpExchange http) {
      boolean tls = "https".equals(http.getRequestHeaders().getFirst("X-Forwarded-Proto"));
      super.add(tls ? session : SessionHeaders.NONE, http);
    }
  }

  static final class IgnoresThePath extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withPath(request, "/app" + request.path());
    }
  }

  static final class TakesAPrefixForAPath extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return withPath(request, request.path().replaceFirst("^/app(?!/)", "/app/"));
    }
  }

  static final class TakesAnIdFromAHeader extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      String token = http.getRequestHeaders().getFirst("X-Auth-Token");
      return token == null ? request : withCookie(request, token);
    }
  }

  static final class TakesUnsignedIds extends Misread {
    @Override
    public SessionRequest misread(SessionRequest request, HttpExchange http) {
      return value(request)
          .map(value -> URLDecoder.decode(value, UTF_8))
          .filter(value -> value.matches("[\\w-]+"))
          .map(id -> withCookie(request, signed(id)))
          .orElse(request);
    }
  }
}
