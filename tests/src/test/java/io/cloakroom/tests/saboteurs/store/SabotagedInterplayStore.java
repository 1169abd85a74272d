package io.cloakroom.tests.saboteurs.store;

/** {@link InterplayStoresTest} runs it. */
class SabotagedInterplayStore extends SabotagedStoreTck<InterplayStore> {

  SabotagedInterplayStore() {
    super(InterplayStore.class);
  }
}
