package io.cloakroom.tests.saboteurs.port;

/** Runs with a row of {@link FirstCauseSaboteur}. */
public class FirstCauseOnServer extends SabotagedServerTck<FirstCauseSaboteur> {
  public FirstCauseOnServer() {
    super(FirstCauseSaboteur.class);
  }
}
