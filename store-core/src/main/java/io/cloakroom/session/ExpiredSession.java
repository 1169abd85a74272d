package io.cloakroom.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended because its time was up, or that another program ended. Its attributes are
 * gone with it.
 *
 * @param name the masked id, as {@link SessionId#toString} gives it; the {@linkplain
 *     HashedSessionId hash} with the option {@code idHashing}
 * @param user its user; null if it had none, and without the option {@code userIndex}
 * @param created when it began; null where that is not known
 */
public record ExpiredSession(String name, @Nullable String user, @Nullable Instant created) {

  /** The attribute under which the sessions of servlet and Micronaut events hold the user. */
  public static final String USER_ATTRIBUTE = "cloakroom.user";
}
