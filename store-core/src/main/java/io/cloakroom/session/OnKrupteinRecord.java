package io.cloakroom.session;

/**
 * What a store with the option {@code kruptein} does when it is to save a session whose record
 * connect-redis-crypto has encrypted.
 */
public enum OnKrupteinRecord {

  /**
   * The record is written as all others are: for moving sessions over. Whoever still reads them
   * through connect-redis-crypto with its {@code secret} can't from then on; version 4.0.5 ends the
   * Node process over such a record.
   */
  REWRITE,

  /**
   * Saving it fails with an {@link IllegalStateException} and leaves the record as it is: for as
   * long as connect-redis-crypto owns the sessions and they are only read here. They can still be
   * touched and destroyed.
   */
  LEAVE
}
