package io.cloakroom.tests.saboteurs.store;

/** {@link UnexpectedStoresTest} runs it. */
class SabotagedUnexpectedStore extends SabotagedStoreTck<UnexpectedStore> {

  SabotagedUnexpectedStore() {
    super(UnexpectedStore.class);
  }
}
