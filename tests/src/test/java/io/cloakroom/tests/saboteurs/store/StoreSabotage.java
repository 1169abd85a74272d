package io.cloakroom.tests.saboteurs.store;

import io.cloakroom.tests.saboteurs.Sabotage;

/** A store that is broken on purpose. */
interface StoreSabotage extends Sabotage {

  /** How it is opened. */
  Opening opening();
}
