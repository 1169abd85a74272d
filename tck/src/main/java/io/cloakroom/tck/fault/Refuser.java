package io.cloakroom.tck.fault;

import java.util.List;

/**
 * How servers, managed services and proxies say that they do not take a command, or an option of
 * it. Each has words of its own, so that no client can go by some words.
 */
public enum Refuser {
  REDIS_4("ERR unknown command '%s'"),
  REDIS_6("ERR unknown command `%s`, with args beginning with: `%s`, "),
  REDIS_BEFORE_AN_OPTION("ERR syntax error"),
  ACL_6("NOPERM this user has no permissions to run the '%s' command or its subcommand"),
  ACL_7("NOPERM User web has no permissions to run the '%s' command"),
  ENVOY("unsupported command '%s'"),
  PREDIXY("ERR unknown command"),
  CAMELLIA("ERR command not support"),
  CODIS("ERR handle request, command <%s> is not allowed"),
  TAIR("ERR command '%s' not support for normal user"),
  GARNET("ERR This instance has Lua scripting support disabled"),
  UPSTASH("ERR Command is not available: '%s'. See https://upstash.com/docs/redis");

  private final String words;

  Refuser(String words) {
    this.words = words;
  }

  /**
   * Returns the error reply to a command, without its minus sign.
   *
   * @param command its name and its arguments
   */
  public String words(List<String> command) {
    return words.formatted(command.get(0), command.get(command.size() - 1)).replaceAll("\\s", " ");
  }
}
