package com.aiagents.loadtest.unit;

/** A process of ours with all that it started. */
public final class ProcessTree {
  private ProcessTree() {}

  /**
   * Kills it, if it still runs. Of one that ended nothing is found any more, and to look would cost
   * more than to have run it.
   */
  public static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
