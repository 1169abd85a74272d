package io.cloakroom.admin;

/** Writes HTML. Every text and every attribute's value passes {@link HtmlEscape}. */
final class Html {

  private final StringBuilder out = new StringBuilder(16_384);

  /**
   * Begins an element.
   *
   * @param attributes names and values, alternating
   */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** Writes an element that holds nothing but a text. */
  Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** Writes a hidden field of a form. */
  Html hidden(String name, String value) {
    return open("input", "type", "hidden", "name", name, "value", value);
  }

  /** Begins a document with this title, up to its body. */
  static Html document(String title) {
    Html html = new Html();
    html.out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.leaf("title", title);
    // An empty icon: without one, browsers ask for /favicon.ico.
    html.open("link", "rel", "icon", "href", "data:,");
    html.out.append("<style>").append(Style.SHEET).append("</style>\n</head>\n<body>\n");
    return html;
  }

  String end() {
    return out.append("</body>\n</html>\n").toString();
  }

  private void escape(String text) {
    HtmlEscape.append(text, out);
  }
}
