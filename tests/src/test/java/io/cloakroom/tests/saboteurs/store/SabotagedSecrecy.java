package io.cloakroom.tests.saboteurs.store;

/** {@link SecrecySaboteursTest} runs it. */
class SabotagedSecrecy extends SabotagedStoreTck<SecrecySaboteur> {

  SabotagedSecrecy() {
    super(SecrecySaboteur.class);
  }
}
