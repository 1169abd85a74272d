package io.cloakroom.micronaut;

import io.micronaut.core.convert.MutableConversionService;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.session.Session;

/**
 * Finds the session when it is asked for: Micronaut's {@code SessionForRequest} converts the
 * request's attribute. That holds the {@link SessionAccess}, which is no {@code Session}, until it
 * is known whether there is one. Micronaut finds this class by {@code META-INF/services}.
 */
public final class SessionConverters implements TypeConverterRegistrar {

  /** For Micronaut. */
  public SessionConverters() {}

  @Override
  public void register(MutableConversionService conversions) {
    conversions.addConverter(
        SessionAccess.class, Session.class, (access, type, context) -> access.find());
  }
}
