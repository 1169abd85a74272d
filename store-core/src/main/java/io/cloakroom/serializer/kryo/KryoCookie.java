package io.cloakroom.serializer.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.cloakroom.record.CookiePriority;
import io.cloakroom.record.SameSite;
import io.cloakroom.record.SessionCookie;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A cookie's facts in a record; before one that may be missing stands a byte or its length. */
final class KryoCookie {

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  private KryoCookie() {}

  static void write(Output output, SessionCookie cookie) {
    writeMillis(output, cookie.maxAge() == null ? null : cookie.maxAge().toMillis());
    writeMillis(output, cookie.expires() == null ? null : cookie.expires().toEpochMilli());
    writeFlag(output, cookie.secure());
    output.writeBoolean(cookie.httpOnly());
    output.writeString(cookie.domain());
    output.writeString(cookie.path());
    output.writeString(cookie.sameSite() == null ? null : cookie.sameSite().name());
    writeFlag(output, cookie.partitioned());
    output.writeString(cookie.priority() == null ? null : cookie.priority().name());
  }

  static SessionCookie read(Input input) {
    Long maxAge = readMillis(input);
    Long expires = readMillis(input);
    Boolean secure = readFlag(input);
    boolean httpOnly = input.readBoolean();
    String domain = input.readString();
    String path = input.readString();
    String sameSite = input.readString();
    Boolean partitioned = readFlag(input);
    String priority = input.readString();
    if (path == null) {
      throw new KryoException("A cookie without a path");
    }
    return new SessionCookie(
        maxAge == null ? null : Duration.ofMillis(maxAge),
        expires == null ? null : Instant.ofEpochMilli(expires),
        secure,
        httpOnly,
        domain,
        path,
        sameSite == null ? null : SameSite.valueOf(sameSite),
        partitioned,
        priority == null ? null : CookiePriority.valueOf(priority));
  }

  private static void writeMillis(Output output, @Nullable Long millis) {
    output.writeByte(millis == null ? ABSENT : PRESENT);
    if (millis != null) {
      output.writeVarLong(millis, true);
    }
  }

  private static @Nullable Long readMillis(Input input) {
    return input.readByte() == ABSENT ? null : input.readVarLong(true);
  }

  private static void writeFlag(Output output, @Nullable Boolean flag) {
    output.writeByte(flag == null ? ABSENT : PRESENT);
    if (flag != null) {
      output.writeBoolean(flag);
    }
  }

  private static @Nullable Boolean readFlag(Input input) {
    return input.readByte() == ABSENT ? null : input.readBoolean();
  }
}
