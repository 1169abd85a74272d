package io.cloakroom.tests.saboteurs.store;

/** {@link ForgetfulStoresTest} runs it. */
class SabotagedForgetfulStore extends SabotagedStoreTck<ForgetfulStore> {

  SabotagedForgetfulStore() {
    super(ForgetfulStore.class);
  }
}
