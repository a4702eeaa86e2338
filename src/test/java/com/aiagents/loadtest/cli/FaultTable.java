package com.aiagents.loadtest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of docs/faults.md, row by row against real runs: {@code FaultTable AT_ONCE [FAULT…]}.
 *
 * <p>Each row is run by the launcher script, on an embedded target of its own.
 */
final class FaultTable {
  private static final Path DOCS = Path.of("docs/faults.md");
  private static final long LONGEST_SECONDS = 600;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Faults whose victims are compared by id, and the problem that each of them is. */
  private static final Map<String, String> VICTIMS =
      Map.of("lose", "lost", "duplicate", "duplicated", "corrupt", "corrupted", "fail", "failed");

  private FaultTable() {}

  /**
   * One row.
   *
   * @param caught criterion and its outcome; empty where the run never begins
   * @param causes that the report must show
   * @param mayShow causes that it may show besides
   */
  record Row(
      String fault,
      String run,
      int exit,
      String verdict,
      String caught,
      Set<String> mayMove,
      Set<String> causes,
      Set<String> mayShow) {
    String name() {
      return fault.replaceFirst("=.*", "");
    }
  }

  public static void main(String[] args) throws Exception {
    List<String> asked = Arrays.asList(args).subList(1, args.length);
    List<Row> rows =
        read().stream().filter(r -> asked.isEmpty() || asked.contains(r.name())).toList();
    Path out = Files.createTempDirectory("check-faults-");
    System.out.println("run folders: " + out);
    List<String> problems = check(rows, out, Integer.parseInt(args[0]));
    problems.forEach(System.out::println);
    System.out.printf("check-faults: %d faults, %d problems%n", rows.size(), problems.size());
    System.exit(problems.isEmpty() && !rows.isEmpty() ? 0 : 1);
  }

  /** All rows of the table under "What catches them". */
  static List<Row> read() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 9 && cells[1].strip().startsWith("`")) {
        rows.add(
            new Row(
                cells[1].replace("`", "").strip(),
                cells[2].replace("`", "").strip(),
                Integer.parseInt(cells[3].strip()),
                cells[4].strip(),
                cells[5].strip(),
                Set.of(cells[6].strip().split(", ")),
                causes(cells[7], false),
                causes(cells[7], true)));
      }
    }
    return rows;
  }

  /** The causes of a cell: those in parentheses, or the others. */
  private static Set<String> causes(String cell, boolean inParentheses) {
    return Arrays.stream(cell.strip().split(", "))
        .filter(cause -> !cause.isEmpty() && cause.startsWith("(") == inParentheses)
        .map(cause -> cause.replaceAll("[()]", ""))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Runs rows, some at once, and returns what is not as the table says. */
  static List<String> check(List<Row> rows, Path out, int atOnce)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<List<String>>> running = new ArrayList<>();
      for (Row row : rows) {
        running.add(
            threads.submit(() -> check(row, Files.createDirectory(out.resolve(row.name())))));
      }
      List<String> problems = new ArrayList<>();
      for (Future<List<String>> one : running) {
        problems.addAll(one.get());
      }
      return problems;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> check(Row row, Path out) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "scripts/load-test", "run"));
    command.addAll(List.of(row.run().split(" ")));
    command.addAll(List.of("--fault", row.fault(), "--out", out.toString()));
    Path said = out.resolveSibling(row.name() + ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
      return List.of(row.fault() + ": no end within " + LONGEST_SECONDS + " s");
    }
    List<String> problems = new ArrayList<>();
    if (process.exitValue() != row.exit()) {
      problems.add("exit code " + process.exitValue() + ", expected " + row.exit());
    }
    try (Stream<Path> folders = Files.list(out)) {
      List<Path> all = folders.toList();
      if (row.verdict().isEmpty()) {
        if (all.stream().anyMatch(folder -> Files.exists(folder.resolve("run.json")))) {
          problems.add("a run although nothing was to begin");
        }
      } else if (all.size() != 1) {
        problems.add(all.size() + " run folders");
      } else {
        checkFolder(row, all.get(0), problems);
      }
    }
    if (!problems.isEmpty()) {
      problems.add("see " + said);
    }
    return problems.stream().map(p -> row.fault() + ": " + p).toList();
  }

  private static void checkFolder(Row row, Path folder, List<String> problems) throws IOException {
    String text = Files.readString(folder.resolve("verdict.json"));
    JsonNode verdict = JSON.readTree(text);
    if (!verdict.get("verdict").asText().equals(row.verdict())) {
      problems.add("verdict " + verdict.get("verdict").asText() + ", expected " + row.verdict());
    }
    for (JsonNode criterion : verdict.get("criteria")) {
      String id = criterion.get("id").asText();
      String outcome = criterion.get("outcome").asText();
      boolean caught = row.caught().startsWith(id + " ");
      boolean quiet = outcome.equals("PASS") || outcome.equals("NOT_APPLICABLE");
      if (caught
          ? !row.caught().equals(id + " " + outcome)
          : !quiet && !row.mayMove().contains(id)) {
        problems.add(id + " is " + outcome + ": " + criterion.get("message").asText());
      }
    }
    checkDiagnosis(row, verdict.get("diagnosis"), problems);
    checkBalance(verdict.get("tickets"), problems);
    if (VICTIMS.containsKey(row.name())) {
      Set<String> hit = hit(row.name(), folder.resolve("target.log"));
      Set<String> found = found(VICTIMS.get(row.name()), folder.resolve("workflow-problems.csv"));
      if (hit.size() < 2 || !hit.equals(found)) {
        problems.add("the target hit " + hit + ", found were " + found);
      }
    }
    Path run = folder.resolve("run.json");
    String facts = Files.readString(run);
    Files.writeString(run, facts.replace("--fault", "").replace(row.fault(), ""));
    CommandLineRun again = CommandLineRun.of("gate", folder.toString(), "--format", "json");
    Files.writeString(run, facts);
    if (!again.out().equals(text)) {
      problems.add("another verdict when the fault's name is erased from run.json");
    }
  }

  private static void checkDiagnosis(Row row, JsonNode diagnosis, List<String> problems) {
    Set<String> missing = new TreeSet<>(row.causes());
    for (JsonNode one : diagnosis) {
      if (!one.get("cause").isNull()) {
        String cause = one.get("cause").asText();
        missing.remove(cause);
        if (!row.causes().contains(cause) && !row.mayShow().contains(cause)) {
          problems.add("the diagnosis shows '" + cause + "': " + one.get("evidence"));
        }
      }
    }
    if (!missing.isEmpty()) {
      problems.add("the diagnosis does not show " + missing + " in " + diagnosis);
    }
  }

  private static void checkBalance(JsonNode t, List<String> problems) {
    if (t == null) {
      problems.add("the tickets were not followed");
      return;
    }
    long sent = t.get("accepted").asLong() + t.get("refused").asLong() + t.get("unknown").asLong();
    long accepted =
        Stream.of("completed", "failed", "pending", "lost", "corrupted")
            .mapToLong(key -> t.get(key).asLong())
            .sum();
    long unknown = t.get("processedAnyway").asLong() + t.get("neverSeen").asLong();
    if (sent != t.get("sent").asLong()
        || accepted != t.get("accepted").asLong()
        || unknown != t.get("unknown").asLong()) {
      problems.add("the tickets do not balance: " + t);
    }
  }

  private static Set<String> hit(String fault, Path log) throws IOException {
    Set<String> ids = new TreeSet<>();
    Matcher m =
        Pattern.compile("fault " + fault + ": ticket ([A-Z0-9-]+)").matcher(Files.readString(log));
    while (m.find()) {
      ids.add(m.group(1));
    }
    return ids;
  }

  private static Set<String> found(String problem, Path file) throws IOException {
    Set<String> ids = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",");
      if (fields[0].equals(problem)) {
        ids.add(fields[1]);
      }
    }
    return ids;
  }
}
