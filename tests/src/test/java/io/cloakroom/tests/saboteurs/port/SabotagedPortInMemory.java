package io.cloakroom.tests.saboteurs.port;

/** {@link PortSaboteursTest} runs it; without a saboteur the port is sound. */
public class SabotagedPortInMemory extends SabotagedMemoryTck<PortSaboteur> {

  public SabotagedPortInMemory() {
    super(PortSaboteur.class);
  }
}
