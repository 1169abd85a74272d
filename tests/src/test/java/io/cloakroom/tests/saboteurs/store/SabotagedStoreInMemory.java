package io.cloakroom.tests.saboteurs.store;

/** {@link StoreSaboteursTest} runs it; without a saboteur the store is sound. */
public class SabotagedStoreInMemory extends SabotagedStoreTck<StoreSaboteur> {

  public SabotagedStoreInMemory() {
    super(StoreSaboteur.class);
  }
}
