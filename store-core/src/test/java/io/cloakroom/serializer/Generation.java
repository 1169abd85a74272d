package io.cloakroom.serializer;

import io.cloakroom.record.AttributeSerializer;
import io.cloakroom.serializer.json.JsonSessionSerializer;
import io.cloakroom.serializer.kryo.KryoSessionSerializer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ToolProvider;

/** The classes of one release of an application, in a class loader of their own. */
final class Generation {

  private final Map<String, Class<?>> classes = new LinkedHashMap<>();

  /**
   * Compiles the release.
   *
   * @param folder for its sources and classes
   * @param sources by the simple names of the classes, which are in the package acme
   */
  Generation(Path folder, Map<String, String> sources) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-d", folder.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey() + ".java");
      Files.writeString(file, "package acme; public " + source.getValue());
      arguments.add(file.toString());
    }
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))
        != 0) {
      throw new IOException("The sources have errors");
    }
    ClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Generation.class.getClassLoader());
    for (String name : sources.keySet()) {
      classes.put(name, Class.forName("acme." + name, false, loader));
    }
  }

  /** A serializer of this release: "json" or "kryo". */
  AttributeSerializer serializer(String format) {
    if (format.equals("json")) {
      return JsonSessionSerializer.builder()
          .allow(classes.values().toArray(Class<?>[]::new))
          .build();
    }
    KryoSessionSerializer.Builder kryo = KryoSessionSerializer.builder();
    classes.values().forEach(kryo::allow);
    return kryo.build();
  }

  Object constant(String enumName, String constant) throws ReflectiveOperationException {
    return Objects.requireNonNull(type(enumName).getField(constant).get(null));
  }

  Object make(String name, Object... arguments) throws ReflectiveOperationException {
    return type(name).getConstructors()[0].newInstance(arguments);
  }

  Class<?> type(String name) {
    return Objects.requireNonNull(classes.get(name));
  }
}
