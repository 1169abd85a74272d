package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.record.SessionSerializer;
import io.cloakroom.redis.RedisCommands;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.session.RedisSessionStore;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One way to open a store; all but {@link #sound} open one that is broken. */
interface Opening {

  SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options);

  static SessionStore sound(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    RedisSessionStoreBuilder builder = RedisSessionStore.builder(commands);
    options.accept(builder);
    return builder.build();
  }

  static Opening store(UnaryOperator<SessionStore> sabotage) {
    return (commands, options) -> sabotage.apply(sound(commands, options));
  }

  static Opening port(UnaryOperator<RedisCommands> sabotage) {
    return (commands, options) -> sound(sabotage.apply(commands), options);
  }

  static Opening records(UnaryOperator<SessionSerializer> sabotage) {
    SessionSerializer spoilt = sabotage.apply(JsonSessionSerializer.create());
    return before(options -> options.serializer(spoilt));
  }

  static Opening before(Consumer<RedisSessionStoreBuilder> first) {
    return (commands, options) -> sound(commands, first.andThen(options));
  }

  static Opening after(Consumer<RedisSessionStoreBuilder> last) {
    return (commands, options) -> sound(commands, options.andThen(last));
  }
}
