package io.cloakroom.record;

/**
 * What a store with the option {@code foreignRecords} does when it saves a session whose record
 * another program wrote in a form of its own.
 */
public enum OnForeignRecord {

  /**
   * The record is written like every other one: for moving sessions over. From then on the other
   * program can't read it; connect-redis-crypto 4.0.5 even ends the Node process over it.
   */
  REWRITE,

  /**
   * Saving fails with an {@link IllegalStateException} and leaves the record as it is: for as long
   * as the other program owns the sessions and they are only read here. They can still be touched
   * and destroyed.
   */
  LEAVE
}
