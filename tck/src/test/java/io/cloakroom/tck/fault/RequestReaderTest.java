package io.cloakroom.tck.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands are found in a stream of requests, however it arrives. */
class RequestReaderTest {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("PING"),
          List.of("SET", "key", ""),
          List.of("SET", "\u20ac", "*1\r\n$4\r\nPING\r\n"),
          List.of("MGET", "a", "b"));

  @Test
  void aStreamIsReadAlikeInPiecesOfEverySize() {
    byte[] stream = stream(COMMANDS);
    for (int size = 1; size <= stream.length; size++) {
      RequestReader reader = new RequestReader();
      List<Request> read = new ArrayList<>();
      for (int from = 0; from < stream.length; from += size) {
        byte[] piece = Arrays.copyOfRange(stream, from, Math.min(from + size, stream.length));
        read.addAll(reader.read(piece, piece.length));
      }

      assertThat(read).as("in pieces of %d", size).hasSameSizeAs(COMMANDS);
      for (int i = 0; i < COMMANDS.size(); i++) {
        List<String> words = COMMANDS.get(i);
        assertThat(read.get(i).words())
            .as("command %d in pieces of %d", i, size)
            .isEqualTo(words.stream().map(String::strip).toList());
        assertThat(read.get(i).bytes())
            .as("command %d in pieces of %d", i, size)
            .isEqualTo(stream(List.of(words)));
      }
    }
  }

  @Test
  void onlyAsManyBytesAreReadAsHaveArrived() {
    byte[] buffer = Arrays.copyOf(stream(List.of(List.of("PING"))), 1_000);
    int arrived =
        buffer.length - (int) IntStream.range(0, 1_000).filter(i -> buffer[i] == 0).count();

    assertThat(new RequestReader().read(buffer, arrived - 1)).isEmpty();
    assertThat(new RequestReader().read(buffer, arrived)).hasSize(1);
  }

  private static byte[] stream(List<List<String>> commands) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (List<String> words : commands) {
      stream.writeBytes("*%d\r\n".formatted(words.size()).getBytes(UTF_8));
      for (String word : words) {
        byte[] bytes = word.getBytes(UTF_8);
        stream.writeBytes("$%d\r\n".formatted(bytes.length).getBytes(UTF_8));
        stream.writeBytes(bytes);
        stream.writeBytes("\r\n".getBytes(UTF_8));
      }
    }
    return stream.toByteArray();
  }
}
