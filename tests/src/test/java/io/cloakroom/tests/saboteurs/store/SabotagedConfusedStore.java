package io.cloakroom.tests.saboteurs.store;

/** {@link ConfusedStoresTest} runs it. */
class SabotagedConfusedStore extends SabotagedStoreTck<ConfusedStore> {

  SabotagedConfusedStore() {
    super(ConfusedStore.class);
  }
}
