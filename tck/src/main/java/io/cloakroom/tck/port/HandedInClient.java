package io.cloakroom.tck.port;

import io.cloakroom.redis.RedisCommands;
import java.util.function.BooleanSupplier;

/**
 * A client that the user opened, and the port over it.
 *
 * @param commands the port
 * @param works sends a command through the client itself, past the port, and says whether it was
 *     answered
 * @param close closes the client
 */
public record HandedInClient(RedisCommands commands, BooleanSupplier works, Runnable close) {}
