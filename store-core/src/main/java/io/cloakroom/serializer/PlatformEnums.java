package io.cloakroom.serializer;

import java.lang.annotation.ElementType;
import java.lang.annotation.RetentionPolicy;
import java.math.RoundingMode;
import java.net.Proxy;
import java.net.StandardProtocolFamily;
import java.nio.file.AccessMode;
import java.nio.file.FileVisitOption;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.time.chrono.HijrahEra;
import java.time.chrono.IsoEra;
import java.time.chrono.MinguoEra;
import java.time.chrono.ThaiBuddhistEra;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The JDK's enums that are always allowed; others of the JDK may be allowed as a user's are. */
public final class PlatformEnums {

  /** By the name of the class. */
  public static final Map<String, Class<?>> BY_NAME =
      List.<Class<?>>of(
              AccessMode.class,
              Character.UnicodeScript.class,
              ChronoField.class,
              ChronoUnit.class,
              ElementType.class,
              FileVisitOption.class,
              FormatStyle.class,
              HijrahEra.class,
              IsoEra.class,
              LinkOption.class,
              Locale.Category.class,
              Locale.FilteringMode.class,
              MinguoEra.class,
              Normalizer.Form.class,
              NumberFormat.Style.class,
              PosixFilePermission.class,
              Proxy.Type.class,
              ResolverStyle.class,
              RetentionPolicy.class,
              RoundingMode.class,
              SignStyle.class,
              StandardCopyOption.class,
              StandardOpenOption.class,
              StandardProtocolFamily.class,
              TextStyle.class,
              ThaiBuddhistEra.class,
              Thread.State.class,
              TimeUnit.class)
          .stream()
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  private PlatformEnums() {}
}
