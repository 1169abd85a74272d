package io.cloakroom.micronaut;

import io.cloakroom.crypto.KeyRing;
import io.cloakroom.http.CookieOptions;
import io.cloakroom.http.SessionEngineBuilder;
import io.cloakroom.record.ForeignRecords;
import io.cloakroom.record.SessionSerializer;
import io.cloakroom.redis.resilience.Resilience;
import io.cloakroom.session.RedisSessionStoreBuilder;
import io.cloakroom.session.SessionTracer;
import io.cloakroom.session.StoreObserver;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The properties of Cloakroom by name, each with the type that its value is read as. */
final class KnownProperties {

  static final String PREFIX = "cloakroom";

  /** How many letters a name has for each that may be wrong. */
  private static final int LETTERS_PER_SLIP = 3;

  /** How messages of the builders name an option: {@code Option ttl}, or its whole name. */
  private static final Pattern OPTION =
      Pattern.compile("(?<=[Oo]ption )[a-z][\\w.]*|\\b[a-z]+\\.[a-z]\\w*|\\b[a-z]+[A-Z]\\w*");

  /** The part of a name that says which element of a list it is. */
  private static final Pattern INDEX = Pattern.compile("(_[0-9]+_?|\\[[0-9]+])$");

  private static final Set<Class<?>> BEANS =
      Set.of(
          SessionSerializer.class,
          KeyRing.class,
          ForeignRecords.class,
          StoreObserver.class,
          SessionTracer.class);

  private final Map<String, Argument<?>> types = new TreeMap<>();
  private final Map<String, String> otherWays = new TreeMap<>();

  KnownProperties() {
    add("", EngineConfiguration.class);
    add("", SessionEngineBuilder.class);
    add(".cookie", CookieOptions.class);
    add(".store", StoreConfiguration.class);
    add(".store", RedisSessionStoreBuilder.class);
    add(".resilience", ResilienceConfiguration.class);
    add(".resilience", Resilience.Builder.class);
    add(".metrics", MetricsConfiguration.class);
    add(".sessions-page", SessionsPageConfiguration.class);
  }

  /** Adds the setters of a class, which for a builder are those that return it. */
  private void add(String group, Class<?> options) {
    for (Method method : options.getMethods()) {
      boolean builds = method.getReturnType() == options;
      if (method.getParameterCount() == 1) {
        if (builds && !isText(method.getParameterTypes()[0])) {
          otherWays.put(
              nameOf(group, method.getName()), otherWay(method.getParameterTypes()[0], options));
        } else if (builds) {
          add(group, method.getName(), method.getGenericParameterTypes()[0]);
        } else if (NameUtils.isSetterName(method.getName())
            && isText(method.getParameterTypes()[0])) {
          add(
              group,
              NameUtils.getPropertyNameForSetter(method.getName()),
              method.getGenericParameterTypes()[0]);
        }
      }
    }
  }

  private void add(String group, String name, Type type) {
    types.put(nameOf(group, name), Argument.of(type));
  }

  private static String nameOf(String group, String name) {
    return PREFIX + group + "." + NameUtils.hyphenate(name);
  }

  /** Returns how to set an option that can't be written as text. */
  private static String otherWay(Class<?> type, Class<?> builder) {
    Class<?> one = type.isArray() ? type.getComponentType() : type;
    return BEANS.contains(one)
        ? "make a bean of " + one.getSimpleName()
        : "set it by a BeanCreatedEventListener of " + builder.getSimpleName();
  }

  /**
   * Returns the properties of the options that a builder's message names.
   *
   * @param group where the builder's options are, such as {@code ".store"}
   */
  String namedIn(String message, String group) {
    return OPTION
        .matcher(message)
        .results()
        .map(option -> PREFIX + group + "." + hyphenated(option.group()))
        .flatMap(this::propertiesOf)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** An option that is not text has a property with a longer name, as encryption has its keys. */
  private Stream<String> propertiesOf(String option) {
    return types.containsKey(option)
        ? Stream.of(option)
        : types.keySet().stream().filter(known -> known.startsWith(option + "-"));
  }

  private static String hyphenated(String option) {
    return option.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Returns whether values of a type can be written as text; others are beans. */
  private static boolean isText(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || List.of(String.class, Integer.class, Duration.class, Instant.class, List.class)
            .contains(type);
  }

  Map<String, Argument<?>> types() {
    return types;
  }

  private Set<String> groups() {
    return types.keySet().stream()
        .map(known -> known.substring(0, known.lastIndexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns what is wrong with the name of an environment variable or a system property that would
   * be one of these if it had its separators in the right places, such as CLOAKROOM_COOKIE_MAXAGE:
   * Micronaut passes over it.
   *
   * @return null if it is known, or is none of these at all
   */
  @Nullable String problemWithSeparators(String name, boolean isEnvironment) {
    String found = INDEX.matcher(name).replaceFirst("");
    String wordsFound = withoutSeparators(found);
    for (String property : types.keySet()) {
      String wanted =
          isEnvironment ? property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") : property;
      String spelled = isEnvironment ? found : NameUtils.hyphenate(found, true);
      if (withoutSeparators(property).equals(wordsFound) && !spelled.equalsIgnoreCase(wanted)) {
        return name + " is unknown. Did you mean " + wanted + "?";
      }
    }
    return null;
  }

  private static String withoutSeparators(String name) {
    return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what is wrong with the name of a system property. In a group that Cloakroom does not
   * have it may be somebody else's, such as cloakroom.redis.password for a placeholder; so may one
   * directly below cloakroom that is no slip, such as a build's cloakroom.version.
   *
   * @return null if it is known, or is none of these at all
   */
  @Nullable String problemWithSystemProperty(String name) {
    String problem = problemWithSeparators(name, false);
    String group = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    boolean isOurs =
        group.equals(PREFIX)
            ? types.keySet().stream().anyMatch(known -> isSlip(name, known))
            : groups().contains(group);
    return problem == null && isOurs ? problemWithName(name) : problem;
  }

  /**
   * Returns what is wrong with a name, whichever way it is spelled.
   *
   * @return null if it is known
   */
  @Nullable String problemWithName(String name) {
    int index = name.indexOf('[');
    String plain = index < 0 ? name : name.substring(0, index);
    String canonical = NameUtils.hyphenate(plain, true);
    if (types.containsKey(canonical)) {
      return null;
    }
    String group = canonical.substring(0, canonical.lastIndexOf('.') + 1);
    String problem =
        name
            + (otherWays.containsKey(canonical)
                ? " is no property: " + otherWays.get(canonical)
                : " is unknown");
    String there =
        types.keySet().stream()
            .filter(known -> known.startsWith(group) && known.indexOf('.', group.length()) < 0)
            .map(known -> known.substring(group.length()))
            .collect(Collectors.joining(", "));
    return there.isEmpty()
        ? problem
            + ": there is nothing below "
            + group.substring(0, group.length() - 1)
            + ", but below "
            + String.join(", ", groups())
        : problem + ". Known below " + group.substring(0, group.length() - 1) + ": " + there;
  }

  /**
   * Returns whether a name is a word with a few letters wrong, left out or added. A number at its
   * end is no slip: {@code secret2} may name a second secret.
   */
  private static boolean isSlip(String name, String word) {
    int slips = distance(name.replaceAll("[0-9]+$", ""), word);
    return slips > 0 && slips <= Math.min(2, (word.length() - PREFIX.length()) / LETTERS_PER_SLIP);
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
