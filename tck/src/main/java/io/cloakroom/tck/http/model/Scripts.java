package io.cloakroom.tck.http.model;

import io.cloakroom.tck.http.application.RouteScript.Verb;
import io.cloakroom.tck.model.ShuffledChoices;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What a handler does with its session: what applications often do, and anything else. */
final class Scripts {

  private static final List<List<Verb>> USUAL =
      List.of(
          List.of(Verb.GET),
          List.of(Verb.SET),
          List.of(Verb.GET, Verb.SET, Verb.GET),
          List.of(Verb.SET, Verb.SET),
          List.of(Verb.REMOVE, Verb.GET),
          List.of(Verb.GET, Verb.REMOVE, Verb.GET),
          List.of(Verb.SET, Verb.REMOVE, Verb.SET),
          List.of(Verb.LOG_IN),
          List.of(Verb.SET, Verb.LOG_IN, Verb.GET),
          List.of(Verb.BEGIN_AGAIN),
          List.of(Verb.GET, Verb.BEGIN_AGAIN, Verb.SET),
          List.of(Verb.DESTROY),
          List.of(Verb.SET, Verb.DESTROY),
          List.of(Verb.GET, Verb.DESTROY, Verb.GET, Verb.SET, Verb.GET),
          List.of(Verb.LOG_IN, Verb.GET, Verb.LOG_IN),
          List.of(Verb.BEGIN_AGAIN, Verb.SET, Verb.BEGIN_AGAIN, Verb.GET),
          List.of(Verb.COUNT),
          List.of(Verb.GET, Verb.COUNT, Verb.GET),
          List.of(Verb.COUNT, Verb.LOG_IN, Verb.COUNT, Verb.GET),
          List.of(Verb.COUNT, Verb.GET, Verb.COUNT, Verb.GET),
          List.of(Verb.APPEND),
          List.of(Verb.GET, Verb.APPEND, Verb.APPEND, Verb.GET),
          List.of(Verb.APPEND, Verb.DESTROY, Verb.GET, Verb.APPEND),
          List.of(Verb.APPEND, Verb.LOG_IN),
          List.of(Verb.EXISTS),
          List.of(Verb.EXISTS, Verb.REMOVE, Verb.DESTROY, Verb.EXISTS),
          List.of(Verb.LOG_IN, Verb.DESTROY, Verb.EXISTS, Verb.SET),
          List.of(Verb.UNSET, Verb.GET),
          List.of(Verb.SET, Verb.UNSET),
          List.of(Verb.SET, Verb.GET, Verb.UNSET, Verb.GET),
          List.of(Verb.GET, Verb.LOG_IN, Verb.UNSET, Verb.GET));

  private static final List<Verb> ANY =
      List.of(
          Verb.GET,
          Verb.SET,
          Verb.REMOVE,
          Verb.LOG_IN,
          Verb.BEGIN_AGAIN,
          Verb.DESTROY,
          Verb.COUNT,
          Verb.APPEND,
          Verb.EXISTS);

  private static final int LONGEST = 7;

  private final Random random;
  private final ShuffledChoices<List<Verb>> usual;
  private final ShuffledChoices<Verb> any;

  Scripts(Random random) {
    this.random = random;
    this.usual = new ShuffledChoices<>(USUAL, random);
    this.any = new ShuffledChoices<>(ANY, random);
  }

  List<Verb> draw() {
    return random.nextBoolean() ? usual.draw() : anything();
  }

  private List<Verb> anything() {
    return Stream.generate(any::draw).limit(1 + random.nextInt(LONGEST)).toList();
  }
}
