package io.cloakroom.tck.http.application;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Route} answers, and in which way: the application under test sends each kind as its
 * framework sends such things. All of it is text, in UTF-8, under status 200 unless said otherwise.
 */
public sealed interface HandlerResult {

  /** A body that is known as a whole. */
  record Text(String body) implements HandlerResult {}

  /**
   * A response with this status, these headers beside those that the framework sends, and this body
   * in plain text. An empty one is no body.
   *
   * @param headers each with all its values, which are to be sent as a line each
   */
  record Full(int status, Map<String, List<String>> headers, String body) implements HandlerResult {

    public Full {
      headers = Map.copyOf(headers);
    }
  }

  /** Status 302 or 303, and this {@code Location}. */
  record Redirect(String location) implements HandlerResult {}

  /**
   * A body in pieces, each to be flushed to the client before the next is asked for. Asking for the
   * next may wait for {@link HandlerBarrier}.
   */
  record Stream(Iterable<byte[]> pieces) implements HandlerResult {}

  /**
   * What another handler answers: the one at this target, to which the application forwards the
   * request on its side, after this handler has used the session.
   *
   * @param target a path of {@link Route#ANYTHING} and a query; {@link Application#answer(String,
   *     SessionOperations)} gives what is answered there, for frameworks without a dispatcher
   * @param errorStatus where the container or the framework is to find the handler by an error
   *     status, as an error page; null for a forward
   */
  record Forward(String target, @Nullable Integer errorStatus) implements HandlerResult {}

  /** Server-sent events with these data, after which the response ends. */
  record Events(List<String> data) implements HandlerResult {

    public Events {
      data = List.copyOf(data);
    }
  }

  /**
   * A body that becomes known later, on another thread, where the session is used too.
   *
   * @param body starts the work; to be called once
   */
  record Later(Supplier<CompletionStage<String>> body) implements HandlerResult {}
}
