package io.cloakroom.tck.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Draws values at random, each of them once before any is drawn again: none is left out by chance.
 */
public final class ShuffledChoices<T> {

  private final List<T> values;
  private final Random random;
  private int next;

  public ShuffledChoices(List<T> values, Random random) {
    this.values = new ArrayList<>(values);
    this.random = random;
    Collections.shuffle(this.values, random);
  }

  public T draw() {
    if (next == values.size()) {
      Collections.shuffle(values, random);
      next = 0;
    }
    return values.get(next++);
  }
}
