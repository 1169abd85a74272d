/** Web sessions in Redis: the store, the engine, and the port that Redis clients implement. */
module io.cloakroom.core {
  requires transitive org.jspecify;
  requires transitive org.slf4j;
  requires com.fasterxml.jackson.core;
  requires dev.failsafe.core;
  requires static com.esotericsoftware.kryo;
  requires static micrometer.core;

  exports io.cloakroom.crypto;
  exports io.cloakroom.http;
  exports io.cloakroom.metrics;
  exports io.cloakroom.redis;
  exports io.cloakroom.serializer;
  exports io.cloakroom.session;
}
