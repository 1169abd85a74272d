package io.cloakroom.tck.model;

import io.cloakroom.redis.RedisCommands;

/** Carries out a sequence of calls and compares each answer, and what it left, with the model. */
final class PortRun implements SequenceRun<Step> {

  private final PortView view;
  private final PortReads reads;
  private final PortWrites writes;
  private final PortScans scans;

  PortRun(RunningPorts ports) {
    this.view = new PortView(ports);
    this.reads = new PortReads(view);
    this.writes = new PortWrites(view);
    this.scans = new PortScans(view);
  }

  @Override
  public void step(Step step) {
    RedisCommands port = view.port(step.port());
    Call call = step.call();
    if (call instanceof Call.Get get) {
      reads.get(get.name(), "P1", "P2", () -> port.get(view.key(get.name())), span -> {});
    } else if (call instanceof Call.GetAndExpire get) {
      reads.get(
          get.name(),
          "P10",
          "P10",
          () -> port.getAndExpire(view.key(get.name()), get.ttl()),
          span -> view.model.expire(get.name(), get.ttl(), span));
    } else if (call instanceof Call.Prolong prolong) {
      reads.prolong(port, prolong);
    } else if (call instanceof Call.MultiGet get) {
      reads.multiGet(port, get.names());
    } else if (call instanceof Call.Left left) {
      reads.left(port, left.name());
    } else if (call instanceof Call.Put put) {
      writes.put(port, put);
    } else if (call instanceof Call.Expire expire) {
      writes.expire(port, expire);
    } else if (call instanceof Call.Delete delete) {
      writes.delete(port, delete.names());
    } else if (call instanceof Call.Replace replace) {
      writes.replace(port, replace);
    } else if (call instanceof Call.Remove remove) {
      writes.remove(port, remove);
    } else if (call instanceof Call.RemoveAndMark remove) {
      writes.removeAndMark(port, remove);
    } else if (call instanceof Call.Scan scan) {
      scans.scan(port, scan);
    } else if (call instanceof Call.ForgetScripts && view.raw != null) {
      view.raw.call("SCRIPT", "FLUSH");
    } else if (call instanceof Call.Wait wait) {
      view.pass(wait.time());
    }
  }

  @Override
  public void close() {
    view.close();
  }
}
