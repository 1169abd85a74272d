package io.cloakroom.mock;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionStore;
import java.util.function.Consumer;

/** The same with the other serializer. */
class KryoHistoryTest extends InMemoryHistoryTest {

  @Override
  protected SessionStore open(RedisCommands commands, Consumer<RedisSessionStoreBuilder> options) {
    return super.open(
        commands,
        options.andThen(builder -> builder.serializer(KryoSessionSerializer.builder().build())));
  }
}
