package io.cloakroom.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the demo, and stops it when the process is asked to end. What can be chosen is in the
 * environment: see {@link DemoSettings}.
 */
public final class Demo {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private Demo() {}

  /**
   * Runs until it is interrupted.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(System.getProperty("demo.folder", "demo-data"));
    RunningDemo demo;
    try {
      demo = RunningDemo.start(DemoSettings.from(System.getenv(), folder));
    } catch (DemoException e) {
      System.err.println();
      System.err.println("The demo does not start. " + e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo), "stops the demo"));
    System.out.println();
    System.out.println("  Cloakroom's demo: " + demo.uri());
    demo.expressUri().ifPresent(uri -> System.out.println("  Its Express half: " + uri));
    System.out.println("  Its sessions are " + demo.sessionsAre() + ".");
    System.out.println("  Stop it with Ctrl-C.");
  }

  private static void stop(RunningDemo demo) {
    try {
      demo.close();
      System.out.println("Stopped.");
    } catch (IOException e) {
      LOG.error("The demo did not stop cleanly", e);
    }
  }
}
