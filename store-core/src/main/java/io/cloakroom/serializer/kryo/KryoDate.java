package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Date;

/** Dates as their milliseconds: Kryo's own serializer needs the module java.sql. */
@SuppressWarnings("JavaUtilDate") // what people store
final class KryoDate extends Serializer<Date> {

  @Override
  public void write(Kryo kryo, Output output, Date date) {
    output.writeVarLong(date.getTime(), true);
  }

  @Override
  public Date read(Kryo kryo, Input input, Class<? extends Date> type) {
    return new Date(input.readVarLong(true));
  }
}
