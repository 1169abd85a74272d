package io.cloakroom.tck.http;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What a {@link Route} answers, and in which way: the application under test sends each kind as its
 * framework sends such things. All of it is text, in UTF-8, under status 200 unless said otherwise.
 */
public sealed interface Answer {

  /** A body that is known as a whole. */
  record Text(String body) implements Answer {}

  /** Status 302 or 303, and this {@code Location}. */
  record Redirect(String location) implements Answer {}

  /**
   * A body in pieces, each to be flushed to the client before the next is asked for. Asking for the
   * next may wait for {@link Gate}.
   */
  record Stream(Iterable<byte[]> pieces) implements Answer {}

  /** Server-sent events with these data, after which the response ends. */
  record Events(List<String> data) implements Answer {

    public Events {
      data = List.copyOf(data);
    }
  }

  /**
   * A body that becomes known later, on another thread, where the session is used too.
   *
   * @param body starts the work; to be called once
   */
  record Later(Supplier<CompletionStage<String>> body) implements Answer {}
}
