package io.cloakroom.redisson;

import org.redisson.config.NameMapper;

/** Puts something before each name, as users do to keep an application's keys apart. */
record Prefixing(String prefix) implements NameMapper {

  @Override
  public String map(String name) {
    return prefix + name;
  }

  @Override
  public String unmap(String name) {
    return name.substring(prefix.length());
  }
}
