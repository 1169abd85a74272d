package io.cloakroom.tck.port.probe;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.cloakroom.tck.fault.Refuser;
import io.cloakroom.tck.servers.CommandStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What went through the proxy. */
public final class Seen {

  /** What a port can do without. */
  public static final Set<String> OPTIONAL = Set.of("GETEX", "EVALSHA", "SCAN TYPE", "SET IFEQ");

  private final List<List<String>> commands = Collections.synchronizedList(new ArrayList<>());
  private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

  public Optional<String> answer(List<String> command, Set<String> unknown, Refuser refuser) {
    commands.add(command);
    String kind = kindOf(command);
    if (!unknown.contains(kind)) {
      return Optional.empty();
    }
    refused.add(kind);
    return Optional.of(refuser.words(command));
  }

  /** The commands, one after another. */
  public List<List<String>> commands() {
    return List.copyOf(commands);
  }

  /** How many there were of each. */
  public CommandStats stats() {
    return new CommandStats(
        commands().stream()
            .collect(groupingBy(words -> words.get(0).toLowerCase(Locale.ROOT), counting())));
  }

  /** The kinds of commands that were refused. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** How many commands there were about a key. */
  public int naming(String key) {
    return (int) List.copyOf(commands).stream().filter(words -> words.contains(key)).count();
  }

  private static String kindOf(List<String> command) {
    String name = command.get(0).toUpperCase(Locale.ROOT);
    return name
        + command.stream()
            .filter(word -> Set.of("TYPE", "IFEQ").contains(word.toUpperCase(Locale.ROOT)))
            .findFirst()
            .filter(option -> !option.equalsIgnoreCase(name))
            .map(option -> " " + option)
            .orElse("");
  }
}
