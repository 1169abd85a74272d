package io.cloakroom.demo;

/** The Redis clients to choose from, by the variable {@code CLIENT}. */
enum ClientChoice {
  LETTUCE,
  JEDIS,
  REDISSON,
  MOCK
}
