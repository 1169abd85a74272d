package io.cloakroom.redis;

import java.util.List;
import java.util.Optional;

/**
 * One page of a scan.
 *
 * @param keys what was found, possibly nothing although other pages follow
 * @param next where the scan goes on; empty after the last page
 */
public record ScanPage(List<String> keys, Optional<ScanCursor> next) {

  /** Copies the keys. */
  public ScanPage {
    keys = List.copyOf(keys);
  }
}
