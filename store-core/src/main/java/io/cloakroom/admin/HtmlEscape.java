package io.cloakroom.admin;

/** Writes a text into HTML, as content or as the value of an attribute in double quotes. */
final class HtmlEscape {

  private HtmlEscape() {}

  static void append(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default -> out.append(misleads(c) ? '\uFFFD' : c);
      }
    }
  }

  /** Control characters, among them those that make a text appear in another order. */
  private static boolean misleads(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
