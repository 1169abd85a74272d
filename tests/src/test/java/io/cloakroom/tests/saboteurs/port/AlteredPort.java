package io.cloakroom.tests.saboteurs.port;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.redis.RedisScript;
import io.cloakroom.redis.ScanCursor;
import io.cloakroom.redis.ScanPage;
import io.cloakroom.redis.SetOptions;
import io.cloakroom.tests.saboteurs.ForwardingPort;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A port that changes what goes in or comes out, so that one line says what is broken. */
final class AlteredPort extends ForwardingPort {

  private UnaryOperator<String> keys = UnaryOperator.identity();
  private UnaryOperator<String> scriptKeys = UnaryOperator.identity();
  private UnaryOperator<byte[]> read = UnaryOperator.identity();
  private UnaryOperator<byte[]> readAndExpired = UnaryOperator.identity();
  private UnaryOperator<Optional<byte[]>> readTogether = UnaryOperator.identity();
  private UnaryOperator<byte[]> written = UnaryOperator.identity();
  private UnaryOperator<byte[]> arguments = UnaryOperator.identity();
  private UnaryOperator<SetOptions> options = UnaryOperator.identity();
  private UnaryOperator<Duration> expiry = UnaryOperator.identity();
  private UnaryOperator<Duration> readExpiry = UnaryOperator.identity();
  private UnaryOperator<List<String>> wanted = UnaryOperator.identity();
  private UnaryOperator<Collection<String>> unwanted = UnaryOperator.identity();
  private UnaryOperator<Long> deleted = UnaryOperator.identity();
  private UnaryOperator<ScanPage> pages = UnaryOperator.identity();

  AlteredPort(RedisCommands sound) {
    super(sound);
  }

  /** Changes the keys of all methods but scripts. */
  AlteredPort keys(UnaryOperator<String> change) {
    keys = change;
    return this;
  }

  AlteredPort scriptKeys(UnaryOperator<String> change) {
    scriptKeys = change;
    return this;
  }

  AlteredPort read(UnaryOperator<byte[]> change) {
    read = change;
    return this;
  }

  AlteredPort readAndExpired(UnaryOperator<byte[]> change) {
    readAndExpired = change;
    return this;
  }

  AlteredPort readTogether(UnaryOperator<Optional<byte[]>> change) {
    readTogether = change;
    return this;
  }

  AlteredPort written(UnaryOperator<byte[]> change) {
    written = change;
    return this;
  }

  AlteredPort arguments(UnaryOperator<byte[]> change) {
    arguments = change;
    return this;
  }

  AlteredPort options(UnaryOperator<SetOptions> change) {
    options = change;
    return this;
  }

  AlteredPort ttl(UnaryOperator<Duration> change) {
    return options(given -> new SetOptions(given.condition(), given.ttl().map(change)));
  }

  AlteredPort expiry(UnaryOperator<Duration> change) {
    expiry = change;
    return this;
  }

  AlteredPort readExpiry(UnaryOperator<Duration> change) {
    readExpiry = change;
    return this;
  }

  AlteredPort wanted(UnaryOperator<List<String>> change) {
    wanted = change;
    return this;
  }

  AlteredPort unwanted(UnaryOperator<Collection<String>> change) {
    unwanted = change;
    return this;
  }

  AlteredPort deleted(UnaryOperator<Long> change) {
    deleted = change;
    return this;
  }

  AlteredPort pages(UnaryOperator<ScanPage> change) {
    pages = change;
    return this;
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(String key) {
    return sound.get(keys.apply(key)).thenApply(value -> value.map(read));
  }

  @Override
  public CompletionStage<Optional<byte[]>> getAndExpire(String key, Duration ttl) {
    return sound
        .getAndExpire(keys.apply(key), readExpiry.apply(ttl))
        .thenApply(value -> value.map(readAndExpired));
  }

  @Override
  public CompletionStage<List<Optional<byte[]>>> multiGet(List<String> all) {
    return sound
        .multiGet(wanted.apply(all.stream().map(keys).toList()))
        .thenApply(values -> values.stream().map(readTogether).toList());
  }

  @Override
  public CompletionStage<Boolean> set(String key, byte[] value, SetOptions given) {
    return sound.set(keys.apply(key), written.apply(value), options.apply(given));
  }

  @Override
  public CompletionStage<Boolean> expire(String key, Duration ttl) {
    return sound.expire(keys.apply(key), expiry.apply(ttl));
  }

  @Override
  public CompletionStage<Long> delete(Collection<String> all) {
    return sound.delete(unwanted.apply(all.stream().map(keys).toList())).thenApply(deleted);
  }

  @Override
  public CompletionStage<ScanPage> scan(String prefix, ScanCursor cursor, int count) {
    return sound.scan(prefix, cursor, count).thenApply(pages);
  }

  @Override
  public CompletionStage<List<byte[]>> eval(
      RedisScript script, List<String> all, List<byte[]> given) {
    return sound.eval(
        script, all.stream().map(scriptKeys).toList(), given.stream().map(arguments).toList());
  }
}
