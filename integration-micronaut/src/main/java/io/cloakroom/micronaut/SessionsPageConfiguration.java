package io.cloakroom.micronaut;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;

/** The properties below {@code cloakroom.sessions-page}. */
@ConfigurationProperties(KnownProperties.PREFIX + ".sessions-page")
final class SessionsPageConfiguration {

  private List<String> showAttributes = List.of();

  /**
   * Where the page of all sessions is.
   *
   * @param path Where the page of all sessions is, such as /admin/sessions. It needs a bean of
   *     SessionsPageGuard. Default: there is none
   */
  public void setPath(String path) {
    // SessionsPageController reads it.
  }

  /**
   * Which attributes' values the page shows.
   *
   * @param showAttributes The names of the attributes whose values the page shows; of others only
   *     the names are. Default: none
   */
  public void setShowAttributes(List<String> showAttributes) {
    this.showAttributes = List.copyOf(showAttributes);
  }

  List<String> showAttributes() {
    return showAttributes;
  }
}
