/** Web sessions in Redis: the store, the engine, and the port that Redis clients implement. */
module io.cloakroom.core {
  requires transitive org.jspecify;
  requires transitive org.slf4j;
  requires com.fasterxml.jackson.core;
  requires dev.failsafe.core;
  requires static com.esotericsoftware.kryo;
  requires static java.sql;
  requires static micrometer.core;
  requires static micrometer.observation;

  exports io.cloakroom.admin;
  exports io.cloakroom.crypto;
  exports io.cloakroom.express;
  exports io.cloakroom.http;
  exports io.cloakroom.metrics;
  exports io.cloakroom.record;
  exports io.cloakroom.redis;
  exports io.cloakroom.redis.adapter;
  exports io.cloakroom.redis.resilience;
  exports io.cloakroom.serializer.json;
  exports io.cloakroom.serializer.kryo;
  exports io.cloakroom.session;
}
