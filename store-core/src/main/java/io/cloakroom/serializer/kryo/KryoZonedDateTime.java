package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Times in a zone as instant and zone: Kryo's own serializer writes the local time, and so loses
 * which of the two hours it was when clocks are put back.
 */
final class KryoZonedDateTime extends Serializer<ZonedDateTime> {

  @Override
  public void write(Kryo kryo, Output output, ZonedDateTime time) {
    output.writeVarLong(time.toEpochSecond(), false);
    output.writeVarInt(time.getNano(), true);
    output.writeString(time.getZone().getId());
  }

  @Override
  public ZonedDateTime read(Kryo kryo, Input input, Class<? extends ZonedDateTime> type) {
    Instant instant = Instant.ofEpochSecond(input.readVarLong(false), input.readVarInt(true));
    return instant.atZone(ZoneId.of(input.readString()));
  }
}
