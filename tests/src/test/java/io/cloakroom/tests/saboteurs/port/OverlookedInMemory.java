package io.cloakroom.tests.saboteurs.port;

/** {@link OverlookedClientsTest} runs it. */
class OverlookedInMemory extends SabotagedMemoryTck<OverlookedClient> {

  OverlookedInMemory() {
    super(OverlookedClient.class);
  }
}
