package io.cloakroom.tck.store.fault;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.StoredValue;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** JSON that fails while a flag is set, and not with an exception of its own. */
public final class FailingSerializer implements AttributeSerializer {

  private final AttributeSerializer json = AttributeSerializer.of(JsonSessionSerializer.create());
  private final AtomicBoolean failing;
  private final boolean overflowing;

  public FailingSerializer(AtomicBoolean failing, boolean overflowing) {
    this.failing = failing;
    this.overflowing = overflowing;
  }

  @Override
  public StoredValue store(String name, @Nullable Object value) {
    if (failing.get()) {
      if (overflowing) {
        throw new StackOverflowError();
      }
      throw new IllegalStateException("as a serializer of the application may");
    }
    return json.store(name, value);
  }

  @Override
  public @Nullable Object restore(String name, StoredValue stored) {
    return json.restore(name, stored);
  }

  @Override
  public RecordParts split(byte[] bytes) {
    return json.split(bytes);
  }

  @Override
  public byte[] join(RecordParts parts) {
    return json.join(parts);
  }
}
