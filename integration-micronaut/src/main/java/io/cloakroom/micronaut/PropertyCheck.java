package io.cloakroom.micronaut;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the start where a property of Cloakroom is unknown or can't be read: Micronaut itself
 * passes over both, and the application would run with the default.
 */
@Context
final class PropertyCheck {

  private static final Logger LOG = LoggerFactory.getLogger(PropertyCheck.class);

  private static final String OF_MICRONAUTS_OWN = "micronaut.session.";

  /** What Micronaut reads as true, and what it should read as false: it takes anything for that. */
  private static final Set<String> BOOLEANS =
      Stream.concat(Stream.of("true", "yes", "on", "y"), Switch.OFF.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<Class<?>, String> WORDS =
      Map.of(
          Duration.class, "a duration, such as 30s, 20m or 8h",
          Instant.class, "a time, such as 2030-01-31T12:00:00Z",
          int.class, "a whole number",
          Integer.class, "a whole number",
          double.class, "a number");

  private final Environment environment;
  private final ConversionService conversions;
  private final KnownProperties known = new KnownProperties();

  /**
   * Checks all properties.
   *
   * @throws ConfigurationException that names each property that is wrong
   */
  PropertyCheck(Environment environment, ConversionService conversions) {
    this.environment = environment;
    this.conversions = conversions;
    List<String> problems = new ArrayList<>(unknownNames());
    known.types().forEach((name, type) -> addIfPresent(problems, problemWithValue(name, type)));
    if (problems.isEmpty() && isSet("cloakroom.secret") && isSet("cloakroom.secrets")) {
      problems.add("cloakroom.secret and cloakroom.secrets are both set: put all into secrets");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n", problems));
    }
    warnOfWhatHasNoEffect();
  }

  /** The properties of Micronaut's own sessions, and of those of micronaut-redis. */
  private void warnOfWhatHasNoEffect() {
    Set<String> leftOver = new TreeSet<>();
    for (PropertySource source : environment.getPropertySources()) {
      for (String name : source) {
        if (name.startsWith(OF_MICRONAUTS_OWN)) {
          leftOver.add(name);
        }
      }
    }
    if (!leftOver.isEmpty()) {
      LOG.warn(
          "{} has no effect, because Cloakroom stores the sessions. Remove it and use Cloakroom's"
              + " own properties, or set cloakroom.enabled to false",
          String.join(", ", leftOver));
    }
  }

  /**
   * Environment variables may be others' that begin alike, such as a CLOAKROOM_REDIS_PASSWORD for a
   * placeholder. Of these only what differs in nothing but its separators from a property is taken
   * for one.
   */
  private List<String> unknownNames() {
    List<String> problems = new ArrayList<>();
    for (PropertySource source : environment.getPropertySources()) {
      boolean isEnvironment = source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE;
      for (String name : source) {
        if (isEnvironment) {
          addIfPresent(problems, known.problemWithSeparators(name, true));
        } else if (source instanceof SystemPropertiesPropertySource) {
          addIfPresent(problems, known.problemWithSystemProperty(name));
        } else if (name.startsWith(KnownProperties.PREFIX + ".")) {
          addIfPresent(problems, known.problemWithName(name));
        }
      }
    }
    return problems;
  }

  private boolean isSet(String name) {
    return environment.getProperty(name, Object.class).isPresent();
  }

  private static void addIfPresent(List<String> problems, @Nullable String problem) {
    if (problem != null) {
      problems.add(problem);
    }
  }

  private @Nullable String problemWithValue(String name, Argument<?> type) {
    Object value;
    try {
      value = environment.getProperty(name, Object.class).orElse(null);
    } catch (ConfigurationException e) { // which names the placeholder, but not the property
      return name + ": " + e.getMessage() + " (is the variable set?)";
    }
    if (value == null) {
      return null;
    }
    String expected = expected(type, value.toString().strip());
    if (expected == null && conversions.convert(value, type).isPresent()) {
      return null;
    }
    return name + " is " + value + ", but must be " + (expected == null ? what(type) : expected);
  }

  /** What a value has to be for which Micronaut would silently read something else. */
  private static @Nullable String expected(Argument<?> type, String text) {
    if (type.getType() == boolean.class && !BOOLEANS.contains(text.toLowerCase(Locale.ROOT))) {
      return "true or false";
    }
    if ((type.getType() == int.class || type.getType() == Integer.class) && !isInt(text)) {
      return "a whole number"; // of a number with a fraction, Micronaut drops that
    }
    if (type.getType() == Duration.class && text.matches("-?[0-9.]+")) {
      return "a duration with its unit, such as %ss, %sm or %sh".formatted(text, text, text);
    }
    return null;
  }

  private static boolean isInt(String text) {
    try {
      int unused = Integer.parseInt(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String what(Argument<?> type) {
    Class<?> wanted = type.getType();
    if (wanted.isEnum()) {
      return Arrays.stream(wanted.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(", ", "one of: ", ""));
    }
    return WORDS.getOrDefault(wanted, "a " + wanted.getSimpleName());
  }
}
