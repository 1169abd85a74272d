package io.cloakroom.benchmarks.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.cloakroom.benchmarks.comparison.Contender.Work;
import io.cloakroom.tck.express.ExpressPeers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A contender in a process of its own, which works for so long as it is told and reports. */
final class MeasuredProcess implements AutoCloseable {

  static final int THREADS = 16;

  private static final String READY = "ready";

  private final Process process;
  private final BufferedReader answers;

  /**
   * What a round gave.
   *
   * @param perSecond how often the work was done
   * @param cpuNanos what it cost the process each time, with those that it has started
   */
  record Round(double perSecond, double cpuNanos) {}

  MeasuredProcess(Contender contender, URI redis) throws IOException {
    process =
        new ProcessBuilder(command(contender, redis))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    await(READY);
  }

  private static List<String> command(Contender contender, URI redis) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx512m");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    for (String property : List.of(ExpressPeers.PROPERTY, SpringContenders.FOLDER)) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MeasuredProcess.class.getName());
    command.add(contender.name());
    command.add(redis.toString());
    return command;
  }

  Round round(long millis) throws IOException {
    process.getOutputStream().write((millis + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
    String[] numbers = await("round ").split(" ", -1);
    return new Round(Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]));
  }

  private String await(String start) throws IOException {
    String line = answers.readLine();
    while (line != null && !line.startsWith(start)) {
      line = answers.readLine();
    }
    if (line == null) {
      throw new IOException("A contender ended: see its output above");
    }
    return line;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  /** The process itself: takes the contender and the address of its Redis. */
  public static void main(String[] arguments) {
    try {
      measure(Contender.valueOf(arguments[0]), URI.create(arguments[1]));
      System.exit(0); // servers and clients leave threads behind
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void measure(Contender contender, URI redis) throws Exception {
    Contender.Workers workers = contender.on(redis);
    List<Work> work = new ArrayList<>();
    for (int i = 0; i < contender.threads(); i++) {
      work.add(workers.forOneThread());
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println(READY);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(round(threads, work, Long.parseLong(line)));
    }
  }

  private static String round(ExecutorService threads, List<Work> work, long millis)
      throws Exception {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    long end = start + millis * 1_000_000;
    List<Callable<Long>> calls = work.stream().map(each -> repeated(each, end)).toList();
    long times = 0;
    for (Future<Long> done : threads.invokeAll(calls)) {
      times += done.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return "round " + times / seconds + " " + (double) (cpuNanos() - cpu) / times;
  }

  /** The CPU time of this process, and of servers that it has started. */
  private static long cpuNanos() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime()
        + ProcessHandle.current()
            .descendants()
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
  }

  private static Callable<Long> repeated(Work work, long end) {
    return () -> {
      long times = 0;
      while (System.nanoTime() < end) {
        work.run();
        times++;
      }
      return times;
    };
  }
}
