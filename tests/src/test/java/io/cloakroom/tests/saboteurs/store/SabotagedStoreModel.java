package io.cloakroom.tests.saboteurs.store;

/** {@link StoreModelSaboteursTest} runs it. */
class SabotagedStoreModel extends SabotagedStoreTck<StoreModelSaboteur> {

  SabotagedStoreModel() {
    super(StoreModelSaboteur.class);
  }
}
