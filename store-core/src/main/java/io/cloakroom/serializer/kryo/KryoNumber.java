package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.serializer.Limits;
import io.cloakroom.serializer.UnrestorableValueException;
import io.cloakroom.serializer.UnstorableValueException;
import java.math.BigInteger;
import java.util.function.Function;

/** Numbers of any size, up to the limit of digits. */
final class KryoNumber<T> extends Serializer<T> {

  private final Serializer<T> serializer;
  private final Function<T, BigInteger> digits;

  KryoNumber(Serializer<T> serializer, Function<T, BigInteger> digits) {
    this.serializer = serializer;
    this.digits = digits;
  }

  @Override
  public void write(Kryo kryo, Output output, T number) {
    try {
      Limits.checkDigits(digits.apply(number));
    } catch (UnstorableValueException e) {
      throw kryo.getDepth() > 1 ? e.nested() : e;
    }
    serializer.write(kryo, output, number);
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    T number = serializer.read(kryo, input, type);
    if (!Limits.fitsDigits(digits.apply(number))) {
      throw new UnrestorableValueException(
          null, "it has a number of more than " + Limits.DIGITS + " digits");
    }
    return number;
  }
}
