package io.cloakroom.tests.saboteurs.store;

/** {@link FieldStoresTest} runs it. */
class SabotagedFieldStore extends SabotagedStoreTck<FieldStore> {

  SabotagedFieldStore() {
    super(FieldStore.class);
  }
}
