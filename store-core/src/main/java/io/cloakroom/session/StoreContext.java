package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import io.cloakroom.session.writing.Lifetime;
import java.time.InstantSource;

/**
 * What everything that reads or writes sessions of one store works with.
 *
 * @param commands the port to Redis
 * @param keys the keys of sessions
 * @param ttl how long keys live
 * @param lifetime how long a session lives at most
 * @param index the index of users
 * @param ends the index of ends
 * @param clock tells the time
 */
record StoreContext(
    RedisCommands commands,
    SessionKeys keys,
    SessionTtl ttl,
    Lifetime lifetime,
    UserIndex index,
    SessionEnds ends,
    InstantSource clock) {}
