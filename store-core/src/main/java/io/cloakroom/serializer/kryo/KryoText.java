package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.Function;

/** Values that are their text. */
final class KryoText<T> extends Serializer<T> {

  private final Function<T, String> text;
  private final Function<String, T> parse;

  KryoText(Function<T, String> text, Function<String, T> parse) {
    this.text = text;
    this.parse = parse;
  }

  @Override
  public void write(Kryo kryo, Output output, T value) {
    output.writeString(text.apply(value));
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    return parse.apply(input.readString());
  }
}
