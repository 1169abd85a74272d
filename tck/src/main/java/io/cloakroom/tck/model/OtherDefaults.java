package io.cloakroom.tck.model;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Consumer;

/**
 * Where the JVM's default locale and time zone are others: other digits, another calendar, another
 * upper case of {@code i}, other hours. What depends on them by mistake shows there.
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
    try {
      for (int i = 0; i < LOCALES.size(); i++) {
        Locale.setDefault(Locale.forLanguageTag(LOCALES.get(i)));
        TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(i)));
        action.accept(LOCALES.get(i) + " in " + ZONES.get(i));
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }
}
