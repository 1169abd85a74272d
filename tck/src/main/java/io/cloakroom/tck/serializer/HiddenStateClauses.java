package io.cloakroom.tck.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakroom.record.UnstorableAttributeException;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S2, of what a value's elements or fields do not show: it comes back as well, or is refused. */
interface HiddenStateClauses extends SerializerClauses {

  @Test
  default void S2_aMapInAccessOrderStaysInItOrIsRefused() {
    Map<String, Integer> leastRecentFirst = new LinkedHashMap<>(16, 0.75f, true);
    leastRecentFirst.put("a", 1);
    leastRecentFirst.put("b", 2);

    accepted(leastRecentFirst)
        .ifPresent(
            back -> {
              ((Map<?, ?>) back).get("a");
              assertThat(new ArrayList<Object>(((Map<?, ?>) back).keySet()))
                  .isEqualTo(List.of("b", "a"));
            });
  }

  @Test
  default void S2_anOrderThatIsNotNaturalStaysOrIsRefused() {
    TreeSet<Integer> descending = new TreeSet<>(Comparator.reverseOrder());
    descending.add(1);
    descending.add(2);
    Queue<Integer> largestFirst = new PriorityQueue<>(descending);

    accepted(descending).ifPresent(back -> assertThat((TreeSet<?>) back).first().isEqualTo(2));
    accepted(largestFirst).ifPresent(back -> assertThat(((Queue<?>) back).peek()).isEqualTo(2));
  }

  @Test
  default void S2_aValueWithoutEqualsComesBackOrIsRefused() {
    accepted(new AtomicInteger(5))
        .ifPresent(back -> assertThat(((AtomicInteger) back).get()).isEqualTo(5));
  }

  @Test
  default void S2_whatOnlyASerializationMethodWritesComesBackOrIsRefused() {
    for (Object value : List.of(new External("a"), new Custom("a"), new Replaced("a"))) {
      accepted(value).ifPresent(back -> assertThat(back).isEqualTo(value));
    }
  }

  @Test
  default void S2_theOneInstanceComesBackAsThatOrIsRefused() {
    accepted(Single.INSTANCE).ifPresent(back -> assertThat(back).isSameAs(Single.INSTANCE));
  }

  @Test
  default void S2_whatIsNullComesBackAsNullWhateverItsClassBeginsWith() {
    Defaults cleared = new Defaults();
    cleared.theme = null;
    cleared.size = null;
    cleared.tags = null;

    accepted(cleared)
        .ifPresent(back -> assertThat(back).usingRecursiveComparison().isEqualTo(cleared));
    accepted(new Defaults())
        .ifPresent(back -> assertThat(back).usingRecursiveComparison().isEqualTo(new Defaults()));
  }

  /** A value as it came back; none if it was refused. */
  private Optional<Object> accepted(Object value) {
    try {
      return Optional.of(Objects.requireNonNull(roundTrip(value)));
    } catch (UnstorableAttributeException refused) {
      assertThat(refused).hasMessageContaining("\"attribute\"");
      return Optional.empty();
    }
  }

  /** Has a text that its fields do not show to who leaves out transient ones. */
  abstract class Hidden {
    transient @Nullable String text;

    Hidden(@Nullable String text) {
      this.text = text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Hidden hidden
          && hidden.getClass() == getClass()
          && Objects.equals(hidden.text, text);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(text);
    }
  }

  /** Has something from the beginning, which can be taken away. */
  final class Defaults implements Serializable {
    @Nullable String theme = "light";
    @Nullable Integer size = 3;
    @Nullable List<String> tags = new ArrayList<>(List.of("new"));
  }

  /** Writes itself. */
  final class External extends Hidden implements Externalizable {
    public External() {
      this(null);
    }

    External(@Nullable String text) {
      super(text);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeObject(text);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
      text = (String) in.readObject();
    }
  }

  /** Writes what is transient. */
  final class Custom implements Serializable {
    private transient String text;

    Custom() {
      this("");
    }

    Custom(String text) {
      this.text = text;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.writeUTF(text);
    }

    private void readObject(ObjectInputStream in) throws IOException {
      text = in.readUTF();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Custom custom && custom.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** Is written as something else. */
  final class Replaced extends Hidden implements Serializable {
    Replaced() {
      this(null);
    }

    Replaced(@Nullable String text) {
      super(text);
    }

    private Object writeReplace() {
      return new Custom(Objects.requireNonNull(text));
    }
  }

  /** There is one of it. */
  final class Single implements Serializable {
    static final Single INSTANCE = new Single();

    private Single() {}

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
