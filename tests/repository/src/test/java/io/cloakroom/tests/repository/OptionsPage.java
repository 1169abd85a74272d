package io.cloakroom.tests.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of options, made from the builders' Javadoc, where each default stands. */
final class OptionsPage {

  private static final Pattern SETTER =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public (\\w+) (\\w+)\\(\\s*([^)]*)\\) \\{",
          Pattern.DOTALL);
  private static final Pattern DEFAULT =
      Pattern.compile("Default: (.*?)(?:[.] |[.]$|[.]\\n|;|$)", Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\{@link(?:plain)? ([^} ]*)(?: ([^}]*))?}", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}", Pattern.DOTALL);

  /** What a property in a file can be read as; other types are beans, or set in code alone. */
  private static final List<String> TEXT =
      List.of("String", "boolean", "int", "double", "Duration", "Instant", "List<String>");

  /** Properties of options that are no text, by option and type. */
  private static final Map<String, String> OTHER_PROPERTIES =
      Map.of(
          "secret String, String...", "cloakroom.secret",
          "sharedWith RecordPeer", "cloakroom.shared-with-express",
          "compression RecordCompression", "cloakroom.store.compression-threshold",
          "encryption KeyRing", "cloakroom.store.encryption-keys",
          "serializer SessionSerializer", "cloakroom.store.allow");

  /**
   * A builder whose setters are options.
   *
   * @param title the heading
   * @param source its file
   * @param group what its properties begin with in Micronaut
   */
  record Builder(String title, Path source, String group) {}

  private record Option(String name, String type, String fallback, String text) {}

  private OptionsPage() {}

  static String of(List<Builder> builders) throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Options

            For all users: every option, with its type, its default and the property that sets it in Micronaut. This page is generated
            from the builders' Javadoc by `OptionsPageTest`.
            """);
    for (Builder builder : builders) {
      page.append(
          """

          ## %s

          | option | type | default | property in Micronaut | |
          |---|---|---|---|---|
          """
              .formatted(builder.title()));
      for (Option option : options(Files.readString(builder.source()))) {
        page.append(
            "| `%s` | `%s` | %s | %s | %s |%n"
                .formatted(
                    option.name(),
                    option.type(),
                    option.fallback(),
                    property(builder, option),
                    option.text()));
      }
    }
    return page
        + """

        ## In Micronaut alone

        | property | type | default | |
        |---|---|---|---|
        | `cloakroom.enabled` | `boolean` | true | whether Cloakroom stores the sessions; if not, Micronaut's own store does |
        | `cloakroom.load-always` | `boolean` | false | whether every request with a signed cookie loads its session, as Micronaut's own module does |
        | `cloakroom.secrets` | `List<String>` | none | the secrets, the newest first, instead of `cloakroom.secret` |
        | `cloakroom.store.allow` | `List<String>` | none | which classes of the application sessions may hold: names of classes, and of packages with `.*` at their end |
        | `cloakroom.resilience.enabled` | `boolean` | true | whether there are retries and a circuit breaker; if not, `Resilience.NONE` is used |
        | `cloakroom.metrics.enabled` | `boolean` | true | whether [metrics and traces](metrics.md) are reported to the registries among the beans |
        | `cloakroom.sessions-page.path` | `String` | none | where the [page of all sessions](sessions-page.md) is, such as `/admin/sessions`; it needs a guard |
        | `cloakroom.sessions-page.show-attributes` | `List<String>` | none | the names of the attributes whose values that page and the endpoint `sessions` show |

        `cloakroom.shared-with-express` sets both `sharedWithExpress` and `sharedWith`, to `Express.peer()`.

        `store`, `genid`, `listener`, `observer`, `foreignRecords`, functions and clocks are set by beans: see [Micronaut](micronaut.md).
        """;
  }

  private static List<Option> options(String source) {
    return SETTER
        .matcher(source)
        .results()
        .filter(OptionsPage::isOption)
        .map(
            setter ->
                new Option(
                    setter.group(3),
                    type(setter.group(4)),
                    fallback(setter.group(1)),
                    text(setter)))
        .toList();
  }

  private static boolean isOption(MatchResult setter) {
    return !setter.group(4).isBlank()
        && (plain(setter.group(1)).contains("Default: ") || setter.group(1).contains("Required."));
  }

  private static String type(String parameters) {
    return Arrays.stream(parameters.split(",\\s*(?![^<]*>)"))
        .map(parameter -> parameter.strip().replaceFirst("\\s+\\w+$", ""))
        .map(type -> type.replace("@Nullable ", ""))
        .map(type -> type.replaceFirst("^(Secure|SameSiteRule)$", "CookieOptions.$1"))
        .collect(Collectors.joining(", "));
  }

  private static String fallback(String javadoc) {
    Matcher found = DEFAULT.matcher(plain(javadoc));
    return found.find() ? found.group(1).strip() : "required";
  }

  /** The first sentence. */
  private static String text(MatchResult setter) {
    String text = plain(setter.group(1));
    int end = text.indexOf(". ");
    return (end < 0 ? text : text.substring(0, end + 1)).strip();
  }

  private static String plain(String javadoc) {
    String text = javadoc.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("(?s)\n@param.*", "");
    text = text.replaceAll("\\s+", " ");
    text = LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(linked(link)));
    text =
        CODE.matcher(text).replaceAll(code -> Matcher.quoteReplacement("`" + code.group(1) + "`"));
    return text.replaceAll("<[^>]*>", "").replace("|", "\\|").strip();
  }

  private static String linked(MatchResult link) {
    if (link.group(2) != null) {
      return link.group(2);
    }
    String target = link.group(1).replaceAll("^(?:\\w+\\.)*(?=[A-Z])", "").replaceFirst("^#", "");
    return "`" + target.replace('#', '.').replaceAll("\\(.*\\)?", "") + "`";
  }

  private static String property(Builder builder, Option option) {
    String other = OTHER_PROPERTIES.get(option.name() + " " + option.type());
    if (other != null) {
      return "`" + other + "`";
    }
    boolean text =
        TEXT.contains(option.type())
            || option.type().matches("On\\w+|Unset|CookieOptions\\.\\w+|CookiePriority");
    String name = option.name().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    return text ? "`" + builder.group() + name + "`" : "";
  }
}
