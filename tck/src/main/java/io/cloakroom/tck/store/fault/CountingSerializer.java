package io.cloakroom.tck.store.fault;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.record.RecordParts;
import io.cloakroom.record.StoredValue;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** JSON, and how often an attribute was stored or restored. */
public final class CountingSerializer implements AttributeSerializer {

  private final AttributeSerializer json = AttributeSerializer.of(JsonSessionSerializer.create());
  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger restored = new AtomicInteger();

  public int stored() {
    return stored.get();
  }

  public int restored() {
    return restored.get();
  }

  @Override
  public StoredValue store(String name, @Nullable Object value) {
    stored.incrementAndGet();
    return json.store(name, value);
  }

  @Override
  public @Nullable Object restore(String name, StoredValue value) {
    restored.incrementAndGet();
    return json.restore(name, value);
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
