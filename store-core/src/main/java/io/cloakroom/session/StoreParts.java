package io.cloakroom.session;

import io.cloakroom.redis.RedisCommands;
import java.time.InstantSource;

/**
 * What everything that reads or writes sessions of one store works with.
 *
 * @param commands where they are
 * @param keys under which keys
 * @param ttl how long those live
 * @param lifetime how long a session lives at most
 * @param index which of them are whose
 * @param clock what time it is
 */
record StoreParts(
    RedisCommands commands,
    SessionKeys keys,
    SessionTtl ttl,
    Lifetime lifetime,
    UserIndex index,
    InstantSource clock) {}
