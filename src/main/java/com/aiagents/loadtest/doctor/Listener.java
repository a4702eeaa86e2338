package com.aiagents.loadtest.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The process that listens on a TCP port of this machine. */
record Listener(long pid, String program) {
  private static final String LISTENS = "0A";

  /**
   * Who listens on a port; empty if nobody does or the system does not tell, as of the processes of
   * other users.
   *
   * @param proc where Linux tells of processes; {@code lsof} is asked if it does not exist
   */
  static Optional<Listener> on(int port, Path proc) throws IOException, InterruptedException {
    return Files.isDirectory(proc) ? ofFiles(port, proc) : ofLsof(port);
  }

  private static Optional<Listener> ofFiles(int port, Path proc) throws IOException {
    Set<String> sockets = new HashSet<>();
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      if (Files.exists(proc.resolve(table))) {
        for (String line : Files.readAllLines(proc.resolve(table))) {
          // sl local_address rem_address st queues timer retransmits uid timeout inode
          String[] word = line.strip().split("\\s+");
          if (word.length > 9
              && word[1].endsWith(String.format(Locale.ROOT, ":%04X", port))
              && word[3].equals(LISTENS)) {
            sockets.add("socket:[" + word[9] + "]");
          }
        }
      }
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (!sockets.isEmpty() && holds(process.resolve("fd"), sockets)) {
          String name =
              Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
          return Optional.of(new Listener(Long.parseLong(process.getFileName().toString()), name));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, Set<String> sockets) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        if (sockets.contains(linked(descriptor))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // it ended, or is another user's
    }
    return false;
  }

  private static String linked(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // closed since
      return "";
    }
  }

  private static Optional<Listener> ofLsof(int port) throws IOException, InterruptedException {
    Command.Output said =
        Command.run(System.getenv(), "lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc");
    return parse(said.text());
  }

  /** Reads what {@code lsof -Fpc} prints: a line {@code p4711}, a line {@code cjava}. */
  static Optional<Listener> parse(String fields) {
    String[] lines = fields.split("\\R");
    return lines.length > 1 && lines[0].matches("p\\d{1,18}") && lines[1].startsWith("c")
        ? Optional.of(new Listener(Long.parseLong(lines[0].substring(1)), lines[1].substring(1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return program + " (pid " + pid + ")";
  }
}
