package io.cloakroom.admin;

import io.cloakroom.session.SessionId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The ids that an operator may mean by what was pasted: an id, or the value of a cookie. */
final class SearchedId {

  private SearchedId() {}

  /**
   * Returns all ids that may be meant: any text can be an id, also one that looks like a cookie's
   * value or has blanks at its ends.
   */
  static List<SessionId> in(String text) {
    return Stream.of(text, fromCookie(text), text.strip(), fromCookie(text.strip()))
        .distinct()
        .filter(SessionId::isValid)
        .map(SessionId::of)
        .toList();
  }

  private static String fromCookie(String text) {
    String id = text;
    if (text.toLowerCase(Locale.ROOT).startsWith("s%3a")) {
      id = decoded(text);
    }
    if (id.startsWith("s:")) {
      int dot = id.lastIndexOf('.');
      id = id.substring(2, dot < 2 ? id.length() : dot);
    }
    return id;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
