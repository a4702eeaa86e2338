package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.run.Project;
import com.aiagents.loadtest.unit.ShellWord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether {@code results/} and {@code target/} can be written to, and have room. */
record DiskCheck(Project project) implements Check {
  private static final long MIB = 1L << 20;

  /** A JMeter home, the binaries of the embedded target and a short run. */
  private static final long LEAST = 512 * MIB;

  /** A full suite with its logs, and the data of the embedded target. */
  private static final long ENOUGH = 2048 * MIB;

  @Override
  public Subject subject() {
    return Subject.DISK;
  }

  @Override
  public String asked() {
    return "the file system of " + project.home();
  }

  @Override
  public String mend() {
    return "ls -ld results target";
  }

  @Override
  public Finding ask() throws IOException {
    long free = Long.MAX_VALUE;
    for (Path folder : List.of(project.results(), project.build())) {
      Path there = nearest(folder);
      try {
        Files.delete(Files.createTempFile(there, ".doctor-", ""));
      } catch (FileSystemException e) {
        return new Finding.Problem(
            Cause.ENVIRONMENT, folder + ": cannot be written to", owning(there));
      }
      free = Math.min(free, Files.getFileStore(there).getUsableSpace());
    }
    return judge(free);
  }

  /** The folder, or what stands where it would be made. */
  private static Path nearest(Path folder) {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }

  private static String owning(Path there) {
    String word = ShellWord.of(there.toString());
    return Files.isDirectory(there)
        ? "sudo chown \"$(id -un)\" " + word
        : "mv " + word + " " + ShellWord.of(there + ".old");
  }

  /** What so many free bytes mean. */
  static Finding judge(long free) {
    String text = String.format(Locale.ROOT, "%.1f GiB free", free / 1024.0 / MIB);
    String mend = "du -sh results/* target | sort -h   # and remove what is no longer needed";
    if (free < LEAST) {
      return new Finding.Problem(
          Cause.ENVIRONMENT, text + ", needed are 0.5 GiB for the shortest run", mend);
    }
    return free < ENOUGH
        ? new Finding.Warning(text + ", enough for short runs only", mend)
        : new Finding.Ok(text + ", results/ and target/ can be written to");
  }
}
