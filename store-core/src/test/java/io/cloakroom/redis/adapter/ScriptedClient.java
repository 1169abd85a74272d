package io.cloakroom.redis.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakroom.redis.RedisCommandException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A client whose server answers as a test says: at once, or by a stage later. */
final class ScriptedClient implements RawClient<String> {

  private final List<String> sent = new ArrayList<>();
  private final Deque<Optional<Object>> answers = new ArrayDeque<>();

  void answers(@Nullable Object... inOrder) {
    Arrays.stream(inOrder).map(Optional::ofNullable).forEach(answers::add);
  }

  /** Everything that was sent, in words. */
  List<String> sent() {
    return sent;
  }

  List<String> names() {
    return sent.stream().map(command -> command.split(" ", 2)[0]).toList();
  }

  @Override
  public CompletionStage<?> send(RawCommand command) {
    StringBuilder text = new StringBuilder(command.name());
    command.arguments().forEach(word -> text.append(' ').append(new String(word, UTF_8)));
    sent.add(text.toString());
    command.onTimeout(() -> true);
    Object answer = answers.remove().orElse(null);
    if (answer instanceof CompletionStage<?> later) {
      return later;
    }
    return answer instanceof Throwable failure
        ? CompletableFuture.failedStage(failure)
        : CompletableFuture.completedStage(answer);
  }

  @Override
  public CompletionStage<?> send(String master, RawCommand command) {
    return send(command);
  }

  @Override
  public boolean isCluster() {
    return false;
  }

  @Override
  public CompletionStage<List<String>> masters(RawCommand asking) {
    return CompletableFuture.completedStage(List.of("master"));
  }

  @Override
  public long lostConnections() {
    return 0;
  }

  @Override
  public RedisCommandException translate(Throwable failure, RawCommand command) {
    return (RedisCommandException) failure;
  }
}
