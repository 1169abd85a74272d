import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a bundle, a folder laid out as a Maven repository, against the rules of the public
 * repository, and the page of licences against the bundle's SBOMs.
 *
 * <p>{@code java CheckBundle.java BUNDLE PAGE}; with {@code WRITE=1} in the environment the page is
 * written.
 */
final class CheckBundle {

  /** The published artifacts; anything else in the bundle is an error. */
  private static final Set<String> PUBLISHED =
      new TreeSet<>(
          List.of(
              "cloakroom-bom",
              "cloakroom-client-jedis",
              "cloakroom-client-lettuce",
              "cloakroom-client-mock",
              "cloakroom-client-redisson",
              "cloakroom-integration-javalin",
              "cloakroom-integration-micronaut",
              "cloakroom-store-core",
              "cloakroom-tck"));

  /** Licences of libraries that an application under any licence may link to. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-2.0-with-classpath-exception",
          "LGPL-2.1-or-later",
          "MIT",
          "MIT-0",
          "MPL-2.0",
          "Public Domain");

  private static final List<String> faults = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    Path bundle = Path.of(arguments[0]);
    Path page = Path.of(arguments[1]);
    Path group = bundle.resolve("io/cloakroom");
    Set<String> found = new TreeSet<>();
    Map<String, Set<String>> licences = new TreeMap<>();
    for (Path artifact : list(group)) {
      found.add(artifact.getFileName().toString());
      for (Path version : list(artifact)) {
        if (Files.isDirectory(version)) {
          checkVersion(artifact.getFileName().toString(), version, licences);
        }
      }
    }
    if (!found.equals(PUBLISHED)) {
      faults.add("The bundle holds " + found + " and not " + PUBLISHED);
    }
    checkLicences(licences, page);
    faults.forEach(System.err::println);
    if (!faults.isEmpty()) {
      System.exit(1);
    }
    System.out.println(found.size() + " artifacts keep the rules; " + licences.size() + " libraries, licences known");
  }

  private static void checkVersion(String artifact, Path folder, Map<String, Set<String>> licences)
      throws Exception {
    String version = folder.getFileName().toString();
    Path pom = folder.resolve(artifact + "-" + version + ".pom");
    Element project = xml(pom);
    List<String> kinds = new ArrayList<>(List.of(".pom", "-cyclonedx.xml", "-cyclonedx.json"));
    if (!text(project, "packaging").equals("pom")) {
      kinds.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar"));
    }
    for (String kind : kinds) {
      for (String suffix : List.of("", ".asc", ".md5", ".sha1")) {
        Path file = folder.resolve(artifact + "-" + version + kind + suffix);
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
          faults.add("Missing or empty: " + file.getFileName());
        }
      }
    }
    for (Path file : list(folder)) {
      checkDigest(file, ".md5", "MD5");
      checkDigest(file, ".sha1", "SHA-1");
    }
    checkPom(artifact, version, project, Files.readString(pom));
    readLicences(xml(folder.resolve(artifact + "-" + version + "-cyclonedx.xml")), licences);
  }

  private static void checkDigest(Path file, String suffix, String algorithm) throws Exception {
    String name = file.getFileName().toString();
    if (name.endsWith(suffix)) {
      Path of = file.resolveSibling(name.substring(0, name.length() - suffix.length()));
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(of)));
      if (!Files.readString(file).strip().equals(digest)) {
        faults.add("Another digest: " + name);
      }
    }
  }

  private static void checkPom(String artifact, String version, Element project, String source) {
    if (!text(project, "groupId").equals("io.cloakroom")
        || !text(project, "artifactId").equals(artifact)
        || !text(project, "version").equals(version)
        || version.endsWith("-SNAPSHOT")) {
      faults.add(artifact + ": other coordinates than its place says, or a snapshot");
    }
    for (String needed :
        List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/email",
            "scm/connection",
            "scm/developerConnection",
            "scm/url")) {
      if (text(project, needed).isEmpty()) {
        faults.add(artifact + ": its pom says no " + needed);
      }
    }
    for (String unwanted :
        List.of(
            "parent", "build", "properties", "repositories", "pluginRepositories", "profiles",
            "modules", "distributionManagement", "reporting")) {
      if (child(project, unwanted) != null) {
        faults.add(artifact + ": its pom has a part of this build, " + unwanted);
      }
    }
    for (String unwanted : List.of("${", "-SNAPSHOT", "<scope>test</scope>", "<scope>system</scope>", "junit-bom")) {
      if (source.contains(unwanted)) {
        faults.add(artifact + ": its pom contains " + unwanted);
      }
    }
    boolean bom = artifact.equals("cloakroom-bom");
    if (bom != (child(project, "dependencyManagement") != null) || bom == (child(project, "dependencies") != null)) {
      faults.add(artifact + ": the BOM manages versions and depends on nothing, all others the other way round");
    }
    if (bom) {
      PUBLISHED.stream()
          .filter(name -> !name.equals(artifact) && !source.contains("<artifactId>" + name + "<"))
          .forEach(name -> faults.add("The BOM does not name " + name));
      if (source.replaceAll("(?s).*<dependencyManagement>", "").split("<dependency>").length != PUBLISHED.size()) {
        faults.add("The BOM names more than what is published");
      }
    }
  }

  private static void readLicences(Element sbom, Map<String, Set<String>> licences) {
    Element components = child(sbom, "components");
    for (Element component : children(components)) {
      if (text(component, "group").equals("io.cloakroom")) {
        continue;
      }
      Set<String> of =
          licences.computeIfAbsent(
              text(component, "group") + ":" + text(component, "name"), name -> new TreeSet<>());
      for (Element licence : children(child(component, "licenses"))) {
        String id = licence.getTagName().equals("expression") ? licence.getTextContent() : text(licence, "id");
        of.add(id.isEmpty() ? text(licence, "name") : id);
      }
    }
  }

  private static void checkLicences(Map<String, Set<String>> licences, Path page) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # Licences

            Cloakroom is under the [MIT licence](../LICENSE). What comes with its published modules, the kit and optional libraries
            included; what an application has to bring itself is not listed. Made from the modules' SBOMs by
            `WRITE=1 .ci/published/bundle`, which also checks that each library has one licence that any application can use.

            | library | licence |
            |---|---|
            """);
    licences.forEach(
        (library, of) -> {
          if (of.stream().noneMatch(ACCEPTED::contains)) {
            faults.add("No accepted licence: " + library + " " + of);
          }
          text.append("| ").append(library).append(" | ").append(String.join(" or ", of)).append(" |\n");
        });
    if (System.getenv("WRITE") != null) {
      Files.writeString(page, text);
    } else if (!Files.exists(page) || !Files.readString(page).equals(text.toString())) {
      faults.add(page + " says something else: write it with WRITE=1 .ci/published/bundle");
    }
  }

  private static Element xml(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
  }

  private static String text(Element parent, String path) {
    Element at = parent;
    for (String name : path.split("/")) {
      at = child(at, name);
      if (at == null) {
        return "";
      }
    }
    return at.getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream().filter(each -> each.getTagName().equals(name)).findFirst().orElse(null);
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node each = parent == null ? null : parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
