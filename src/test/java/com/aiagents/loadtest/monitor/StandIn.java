package com.aiagents.loadtest.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Shell scripts that stand in for {@code docker} and {@code kubectl}, on a PATH of their own. */
public final class StandIn {
  private static final String INSPECT = "inspect) printf '500000000 0 0\\n0 0 0\\n' ;;\n";
  private static final String INFO = "info) echo 8 ;;\n";

  private final Path folder;

  /** Scripts in a folder. */
  public StandIn(Path folder) {
    this.folder = folder;
  }

  /** The environment in which they are found. */
  public Map<String, String> environment() {
    return Map.of("PATH", folder + ":/usr/bin:/bin");
  }

  /** The program. */
  Program program(String name) {
    return new Program(name, environment());
  }

  /** Writes a script, at once even if another one runs. */
  public StandIn script(String name, String body) throws IOException {
    Path beside = Files.writeString(folder.resolve(name + ".new"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwx------"));
    Files.move(beside, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  /** Takes a program away. */
  public void remove(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  /**
   * A docker that tells of the containers api, with half a core, and worker, with all 8 of the
   * machine.
   *
   * @param cpu of api, in percent of one core
   */
  public StandIn docker(String cpu) throws IOException {
    return script(
        "docker",
        "case $1 in\n"
            + INSPECT
            + INFO
            + "stats)\n"
            + stats("api", cpu, "45.50%", "72.1MiB / 158.5MiB")
            + stats("worker", "400.00%", "1.00%", "1.5GiB / 150GiB")
            + ";;\nesac");
  }

  static String stats(String name, String cpu, String memory, String usage) {
    return "echo '{\"BlockIO\":\"0B / 0B\",\"CPUPerc\":\""
        + cpu
        + "\",\"Container\":\""
        + name
        + "\",\"ID\":\"f1e2d3c4b5a6\",\"MemPerc\":\""
        + memory
        + "\",\"MemUsage\":\""
        + usage
        + "\",\"Name\":\""
        + name
        + "\",\"NetIO\":\"1kB / 2kB\",\"PIDs\":\"7\"}'\n";
  }

  /**
   * A kubectl that tells of one pod, worker-1, with two containers and limits of 1 core and 1 GiB.
   */
  public StandIn kubectl(String cpu) throws IOException {
    return script(
        "kubectl",
        """
        case $1 in
        top) echo 'worker-1   %s   512Mi' ;;
        get) echo '{"items":[{"metadata":{"name":"worker-1"},"spec":{"containers":[
          {"resources":{"limits":{"cpu":"750m","memory":"768Mi"}}},
          {"resources":{"limits":{"cpu":"0.25","memory":"268435456"}}}]}}]}' ;;
        esac"""
            .formatted(cpu));
  }
}
