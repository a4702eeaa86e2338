package com.aiagents.loadtest.monitor;

import com.aiagents.loadtest.target.TargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.util.GlobalConfig;

/**
 * Looks at this machine, whatever runs on it: {@code cpu}, the share of all cores that was used
 * since the last question and absent the first time, and in every fifth answer {@code memory}, the
 * share that is in use, {@code memory_available_bytes} and {@code swap_used_bytes}: they change
 * slowly, and to ask for them costs two thirds of all.
 */
final class HostProbe implements Probe {
  private static final int MEMORY_EVERY = 5;

  static {
    // the cores and their names are not asked for: no library of the system's is needed
    GlobalConfig.set(GlobalConfig.OSHI_OS_LINUX_ALLOWUDEV, false);
  }

  private CentralProcessor processor;
  private GlobalMemory memory;
  private long[] ticks;
  private long answers;

  @Override
  public String name() {
    return "host";
  }

  @Override
  public Map<String, Double> read() throws TargetException {
    try {
      if (processor == null) {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        memory = hardware.getMemory();
        processor = hardware.getProcessor();
      }
    } catch (LinkageError e) {
      // a machine for which its library has no native part
      throw new TargetException("host: " + e.getClass().getSimpleName());
    }
    Map<String, Double> readings = new LinkedHashMap<>();
    long[] now = processor.getSystemCpuLoadTicks();
    if (ticks != null) {
      share(ticks, now, readings);
    }
    ticks = now;
    if (answers++ % MEMORY_EVERY == 0) {
      memory(readings);
    }
    return readings;
  }

  private void memory(Map<String, Double> readings) {
    long available = memory.getAvailable();
    long total = memory.getTotal();
    if (total > 0) {
      readings.put("memory", 1 - (double) available / total);
    }
    readings.put("memory_available_bytes", (double) available);
    readings.put("swap_used_bytes", (double) memory.getVirtualMemory().getSwapUsed());
  }

  private static void share(long[] before, long[] now, Map<String, Double> readings) {
    long all = 0;
    for (int i = 0; i < now.length; i++) {
      all += now[i] - before[i];
    }
    int idle = TickType.IDLE.getIndex();
    int waiting = TickType.IOWAIT.getIndex();
    long unused = now[idle] - before[idle] + now[waiting] - before[waiting];
    if (all > 0) {
      readings.put("cpu", Math.max(0, Math.min(1, 1 - (double) unused / all)));
    }
  }
}
