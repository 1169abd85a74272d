package io.cloakroom.tests.saboteurs.store;

/** {@link EdgeStoresTest} runs it. */
class SabotagedEdgeStore extends SabotagedStoreTck<EdgeStore> {

  SabotagedEdgeStore() {
    super(EdgeStore.class);
  }
}
