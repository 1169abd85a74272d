package io.cloakroom.redis;

/**
 * Where a scan goes on: {@link #START}, or what a {@link ScanPage} carries. Only the adapter that
 * made a cursor can read it.
 */
public interface ScanCursor {

  /** The beginning. */
  ScanCursor START =
      new ScanCursor() {
        @Override
        public String toString() {
          return "START";
        }
      };
}
