package io.cloakroom.serializer.model;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Classes that are compiled otherwise than the tests are. */
final class CompiledClass {

  private CompiledClass() {}

  /** As javac does unless it is told {@code -parameters}; each class in a loader of its own. */
  static Class<?> withoutParameterNames(String name, String source) throws Exception {
    return compile(name, source, "-g:none");
  }

  private static Class<?> compile(String name, String source, String... options) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "compiled");
    Path file = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
    Files.writeString(file, source);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-d", folder.toString(), file.toString()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new IOException("The source has errors");
    }
    ClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, CompiledClass.class.getClassLoader());
    return Class.forName(name, false, loader);
  }
}
