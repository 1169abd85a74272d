package io.cloakroom.tck.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Consumer;

/**
 * Where the JVM's default locale and time zone are others: other digits, another calendar, another
 * upper case of {@code i}, other hours; and where the thread's context class loader is none, or one
 * that knows no class of the application, as on the threads of many clients. What depends on them
 * by mistake shows there.
 */
public final class OtherDefaults {

  private static final List<String> LOCALES =
      List.of("ar-EG-u-nu-arab", "tr-TR", "th-TH-u-ca-buddhist-nu-thai");

  private static final List<String> ZONES =
      List.of("Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu");

  private OtherDefaults() {}

  /**
   * Does something in each of these places, and comes back.
   *
   * @param action is given the name of the place
   */
  public static void each(Consumer<String> action) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    List<ClassLoader> loaders = Arrays.asList(null, ClassLoader.getPlatformClassLoader(), loader);
    try {
      for (int i = 0; i < LOCALES.size(); i++) {
        Locale.setDefault(Locale.forLanguageTag(LOCALES.get(i)));
        TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(i)));
        Thread.currentThread().setContextClassLoader(loaders.get(i));
        action.accept(LOCALES.get(i) + " in " + ZONES.get(i));
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
      Thread.currentThread().setContextClassLoader(loader);
    }
  }
}
