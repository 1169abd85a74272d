package io.cloakroom.tck.model;

/**
 * A call through one of several ports.
 *
 * @param port which, beginning with 0
 */
public record Step(int port, Call call) {

  @Override
  public String toString() {
    return "port " + (port + 1) + ": " + call;
  }
}
