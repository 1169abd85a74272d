package io.cloakroom.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cloakroom.admin.Seals.Purpose;
import io.cloakroom.session.StoredSession;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same as the page shows, in JSON, for scripts. */
final class JsonView {

  private static final JsonFactory JSON = new JsonFactory();

  private final PageRequest request;
  private final Seals seals;
  private final Set<String> shownAttributes;
  private final boolean findsUsers;
  private final Instant now;

  JsonView(
      PageRequest request,
      Seals seals,
      Set<String> shownAttributes,
      boolean findsUsers,
      Instant now) {
    this.request = request;
    this.seals = seals;
    this.shownAttributes = shownAttributes;
    this.findsUsers = findsUsers;
    this.now = now;
  }

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  PageResponse overview(Overview all) {
    return response(
        200,
        json -> {
          if (all.census().isPresent()) {
            Census.Result census = all.census().get();
            json.writeNumberField("count", census.count());
            json.writeBooleanField("countFinished", census.finished());
            json.writeNumberField("countMillis", census.took().toMillis());
            json.writeNumberField("sampled", census.sample().size());
            write(json, "ages", Chart.ofAges(census.sample(), now));
            write(json, "sizes", Chart.ofSizes(census.sample()));
          }
          json.writeNumberField("redisMicros", all.latency().toNanos() / 1_000);
          json.writeObjectFieldStart("circuitBreaker");
          json.writeStringField("state", PageView.word(all.circuit().state()));
          json.writeNumberField("waiting", all.circuit().waiting());
          json.writeNumberField("rejected", all.circuit().rejected());
          json.writeEndObject();
          json.writeNumberField("unreadable", all.unreadable());
          json.writeArrayFieldStart("sessions");
          for (StoredSession session : all.list().sessions()) {
            write(json, session);
          }
          json.writeEndArray();
          writeIfPresent(json, "next", all.list().next());
          json.writeStringField("token", seals.token(request.operator(), now));
        });
  }

  private static void write(JsonGenerator json, String name, Chart chart) throws IOException {
    json.writeObjectFieldStart(name);
    for (int i = 0; i < chart.labels().size(); i++) {
      json.writeNumberField(chart.labels().get(i), chart.counts().get(i));
    }
    json.writeEndObject();
  }

  private void write(JsonGenerator json, StoredSession session) throws IOException {
    json.writeStartObject();
    json.writeStringField("s", seals.seal(Purpose.SESSION, session.word()));
    json.writeStringField("name", session.name());
    writeIfPresent(json, "user", session.user());
    writeIfPresent(
        json,
        "u",
        session.user().filter(user -> findsUsers).map(user -> seals.seal(Purpose.USER, user)));
    writeIfPresent(json, "created", session.created());
    writeIfPresent(json, "lastUsed", session.lastUsed());
    if (session.left().isPresent()) {
      json.writeNumberField("secondsLeft", session.left().get().toSeconds());
    }
    json.writeNumberField("bytes", session.bytes());
    writeIfPresent(json, "unreadable", session.problem());
    json.writeArrayFieldStart("attributes");
    for (String name : session.attributes()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("values");
    for (String name : session.attributes()) {
      if (shownAttributes.contains(name)) {
        writeIfPresent(json, name, session.value(name));
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeIfPresent(JsonGenerator json, String name, Optional<?> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get().toString());
    }
  }

  /** Returns how many sessions were ended; 404 where there was none. */
  PageResponse ended(long sessions) {
    return response(sessions > 0 ? 200 : 404, json -> json.writeNumberField("ended", sessions));
  }

  PageResponse failed(int status, @Nullable String why) {
    return response(status, json -> json.writeStringField("error", String.valueOf(why)));
  }

  private static PageResponse response(int status, Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PageResponse.json(status, text.toString());
  }
}
