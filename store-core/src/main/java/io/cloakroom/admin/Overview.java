package io.cloakroom.admin;

import io.cloakroom.redis.resilience.CircuitStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * The content of the first part of the page.
 *
 * @param census how many sessions there are; empty where sessions can't be told from other keys
 * @param latency how long Redis took to answer
 * @param circuit the state of the circuit breaker
 * @param unreadable how many records this server could not read since its store was built
 * @param list the sessions to show
 */
record Overview(
    Optional<Census.Result> census,
    Duration latency,
    CircuitStatus circuit,
    long unreadable,
    Listing list) {}
