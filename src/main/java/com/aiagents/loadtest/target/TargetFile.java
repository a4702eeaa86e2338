package com.aiagents.loadtest.target;

import com.aiagents.loadtest.scenario.Task;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a target file (YAML; docs/targets.md describes it).
 *
 * <p>The whole file is read and all its problems are reported at once; unknown keys are refused.
 * {@code ${NAME}} and {@code ${NAME:-default}} inside a value come from the environment. One
 * instance reads one file and is used by one thread.
 */
public final class TargetFile {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "",
          Set.of(
              "name", "url", "tenant", "webhook", "reads", "database", "redis", "logs", "monitor"),
          "webhook",
          Set.of("path", "signature"),
          "database",
          Set.of("url"),
          "redis",
          Set.of("url", "queue"),
          "logs",
          Set.of("files", "command", "error"),
          "monitor",
          Set.of("period", "docker", "kubectl"),
          "monitor.kubectl",
          Set.of("namespace", "selector"));
  private static final Set<String> SOURCES = Set.of("database", "redis");
  private static final String LOGS = "logs";
  private static final String MONITOR = "monitor";
  private static final String KUBECTL = "monitor.kubectl";

  /** Readings may be 5 s apart: a longer period would leave no room for a late one. */
  private static final Pattern PERIOD = Pattern.compile("([1-4])s");

  private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Labels with =, !=, in and notin; nothing that a program could take for an option. */
  private static final Pattern SELECTOR =
      Pattern.compile("[A-Za-z0-9!][A-Za-z0-9_.,=!()/ -]{0,499}");

  private static final String NONE = "none";
  private static final int REDIS_PORT = 6379;
  private static final int LAST_PORT = 65_535;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private TargetFile(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads a file.
   *
   * @throws DefinitionException with every problem of the file, on one line
   */
  public static Target read(Path file, Map<String, String> environment) throws DefinitionException {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new DefinitionException("target file " + file + ": not found");
    } catch (JsonProcessingException e) {
      throw new DefinitionException(
          "target file "
              + file
              + ": line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse("not YAML"));
    } catch (IOException e) {
      throw new DefinitionException(
          "target file " + file + ": cannot be read (" + e.getMessage() + ")");
    }
    TargetFile reader = new TargetFile(environment);
    Target target = reader.target(root == null ? new YAMLMapper().createObjectNode() : root);
    if (!reader.problems.isEmpty()) {
      throw new DefinitionException("target file " + file, reader.problems);
    }
    return target;
  }

  /**
   * The defaults with one URL: what {@code --host URL} alone means.
   *
   * @throws DefinitionException if the URL cannot be used
   */
  public static Target atUrl(String url, Map<String, String> environment)
      throws DefinitionException {
    return atUrl(url, environment, "--host");
  }

  /**
   * The defaults with the database and the Redis of the environment: what no option at all means
   * for commands that send nothing to the URL.
   *
   * @throws DefinitionException if a variable cannot be used
   */
  public static Target ofEnvironment(Map<String, String> environment) throws DefinitionException {
    return atUrl("http://localhost:8000", environment, "environment");
  }

  private static Target atUrl(String url, Map<String, String> environment, String where)
      throws DefinitionException {
    TargetFile reader = new TargetFile(environment);
    ObjectNode defaults = new YAMLMapper().createObjectNode();
    defaults.put("name", url);
    defaults.put("url", url);
    defaults.put("database", "${AI_AGENTS_DATABASE_URL:-}");
    defaults.put("redis", "${AI_AGENTS_REDIS_URL:-}");
    defaults.putObject(LOGS).put("command", "${AI_AGENTS_LOG_COMMAND:-}");
    defaults.put(MONITOR, "${AI_AGENTS_MONITOR:-}");
    Target target = reader.target(defaults);
    if (!reader.problems.isEmpty()) {
      // there is no file: what is wrong stands in a variable
      reader.problems.replaceAll(
          problem ->
              problem
                  .replaceFirst("^database\\.url", "AI_AGENTS_DATABASE_URL")
                  .replaceFirst("^redis\\.url", "AI_AGENTS_REDIS_URL")
                  .replaceFirst(
                      "^monitor: (.*), allowed is .*", "AI_AGENTS_MONITOR: $1, allowed is none"));
      throw new DefinitionException(where, reader.problems);
    }
    return target;
  }

  private Target target(JsonNode root) {
    if (!root.isObject()) {
      problems.add("found no keys, allowed are " + sorted(KEYS.get("")));
      return null;
    }
    refuseUnknownKeys("", root);
    URI url = url(text(root, "", "url", null));
    String tenant = text(root, "", "tenant", Target.DEFAULT_TENANT);
    if (!tenant.matches("[a-z0-9-]{1,100}")) {
      problems.add("tenant: found '" + tenant + "', allowed are 1 to 100 of a-z, 0-9 and -");
    }
    JsonNode redisNode = root.path("redis");
    JsonNode databaseNode = root.path("database");
    Optional<DatabaseUrl> database = database(sourceText(databaseNode, "database"));
    Optional<URI> redis = redis(sourceText(redisNode, "redis"));
    return new Target(
        text(root, "", "name", url == null ? "target" : url.toString()),
        url,
        tenant,
        webhook(root.path("webhook")),
        reads(root.path("reads")),
        database,
        source(databaseNode, database.isPresent()),
        redis,
        text(redisNode, "redis", "queue", Target.DEFAULT_QUEUE),
        source(redisNode, redis.isPresent()),
        logs(root.path(LOGS)),
        monitor(root.path(MONITOR)));
  }

  private Target.Monitoring monitor(JsonNode node) {
    if (node.isTextual()) {
      String text = expanded(node.asText(), MONITOR).strip();
      if (!text.isEmpty() && !text.equals(NONE)) {
        problems.add(MONITOR + ": found '" + text + "', allowed is " + monitorForms());
      }
      return text.equals(NONE)
          ? new Target.Monitoring(
              Target.Monitoring.DEFAULT_PERIOD, List.of(), Optional.empty(), Source.DECLARED_NONE)
          : Target.Monitoring.NOT_NAMED;
    }
    List<String> docker = containers(node.path("docker"));
    Optional<Target.Pods> pods = pods(node.path("kubectl"));
    return new Target.Monitoring(
        period(text(node, MONITOR, "period", "1s")),
        docker,
        pods,
        docker.isEmpty() && pods.isEmpty() ? Source.NOT_NAMED : Source.NAMED);
  }

  private static String monitorForms() {
    return "a map of " + sorted(KEYS.get(MONITOR)) + ", or none";
  }

  private Duration period(String text) {
    Matcher whole = PERIOD.matcher(text);
    if (whole.matches()) {
      return Duration.ofSeconds(Long.parseLong(whole.group(1)));
    }
    problems.add("monitor.period: found '" + text + "', allowed is 1s, 2s, 3s or 4s");
    return Target.Monitoring.DEFAULT_PERIOD;
  }

  private List<String> containers(JsonNode node) {
    List<String> names = new ArrayList<>();
    if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
      problems.add("monitor.docker: allowed is a list of containers, for example [api, worker]");
    }
    for (JsonNode item : node) {
      String name = item.isValueNode() ? expanded(item.asText(), "monitor.docker") : "";
      if (!CONTAINER.matcher(name).matches()) {
        problems.add(
            "monitor.docker: found "
                + item
                + ", allowed are names of containers (letters, digits, _, . and -)");
      } else if (names.contains(name)) {
        problems.add("monitor.docker: found '" + name + "' twice");
      } else {
        names.add(name);
      }
    }
    return names;
  }

  private Optional<Target.Pods> pods(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    String namespace = text(node, KUBECTL, "namespace", "");
    String selector = text(node, KUBECTL, "selector", "").strip();
    boolean named = true;
    if (!NAMESPACE.matcher(namespace).matches()) {
      problems.add(
          KUBECTL
              + ".namespace: "
              + (namespace.isEmpty() ? "missing" : "found '" + namespace + "'")
              + ", allowed are 1 to 63 of a-z, 0-9 and -");
      named = false;
    }
    if (!SELECTOR.matcher(selector).matches()) {
      problems.add(
          KUBECTL
              + ".selector: "
              + (selector.isEmpty() ? "missing" : "found '" + selector + "'")
              + ", allowed are labels like app=celery-worker");
      named = false;
    }
    return named ? Optional.of(new Target.Pods(namespace, selector)) : Optional.empty();
  }

  private Target.Logs logs(JsonNode node) {
    List<Path> files = new ArrayList<>();
    JsonNode named = node.path("files");
    if (!named.isMissingNode() && !named.isNull() && !named.isArray()) {
      problems.add("logs.files: allowed is a list of files");
    }
    for (JsonNode item : named) {
      String text = item.isTextual() ? expanded(item.asText(), "logs.files") : "";
      try {
        files.add(Path.of(text));
      } catch (InvalidPathException e) {
        text = "";
      }
      if (text.isEmpty()) {
        problems.add("logs.files: found " + item + ", allowed is a file's name");
      }
    }
    String text = text(node, LOGS, "command", "").strip();
    // the environment can only hand a command over: it can say too that there is no log
    boolean none = text.equals(NONE) && files.isEmpty();
    Optional<String> command = text.isEmpty() || none ? Optional.empty() : Optional.of(text);
    return new Target.Logs(
        files,
        command,
        errorPattern(node),
        none ? Source.DECLARED_NONE : source(node, !files.isEmpty() || command.isPresent()));
  }

  private Pattern errorPattern(JsonNode node) {
    String text = text(node, LOGS, "error", "");
    if (text.isEmpty()) {
      return Target.Logs.DEFAULT_ERROR;
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      problems.add(
          "logs.error: found '"
              + text
              + "', allowed is a regular expression ("
              + e.getDescription()
              + ")");
      return Target.Logs.DEFAULT_ERROR;
    }
  }

  private void refuseUnknownKeys(String where, JsonNode node) {
    for (Iterator<Map.Entry<String, JsonNode>> it = node.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      String name = where.isEmpty() ? entry.getKey() : where + "." + entry.getKey();
      if (!KEYS.get(where).contains(entry.getKey())) {
        problems.add("unknown key " + name + ", allowed are " + sorted(KEYS.get(where)));
      } else if (KEYS.containsKey(name)) {
        JsonNode value = entry.getValue();
        boolean source =
            SOURCES.contains(name) && value.isTextual()
                || name.equals(LOGS) && value.asText().equals(NONE)
                // its text is read, and refused, where it is used
                || name.equals(MONITOR) && value.isTextual();
        if (!value.isObject() && !value.isNull() && !source) {
          problems.add(
              name
                  + ": allowed is a map of "
                  + sorted(KEYS.get(name))
                  + (SOURCES.contains(name) ? ", a URL or none" : "")
                  + (name.equals(LOGS) || name.equals(MONITOR) ? ", or none" : ""));
        }
        refuseUnknownKeys(name, value);
      }
    }
  }

  private URI url(String text) {
    if (text == null || text.isEmpty()) {
      problems.add("url: missing");
      return null;
    }
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
      if (web
          && bare
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && isPort(uri.getPort())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // reported below, like every other form that is not allowed
    }
    problems.add(
        "url: found "
            // what stands before an @ may be a password
            + (text.contains("@") ? "a user or password" : "'" + text + "'")
            + ", allowed is http://HOST:PORT or https://HOST:PORT");
    return null;
  }

  /** Whether a URL's port is none or one that exists. */
  static boolean isPort(int port) {
    return port == -1 || port >= 1 && port <= LAST_PORT;
  }

  private Target.Webhook webhook(JsonNode node) {
    String path = text(node, "webhook", "path", Target.Webhook.DEFAULT.path());
    String signature = text(node, "webhook", "signature", Target.Webhook.DEFAULT.signature());
    if (!path.replace("{tenant_id}", "tenant").matches("(/[A-Za-z0-9._~-]+)+/?")) {
      problems.add(
          "webhook.path: found '"
              + path
              + "', allowed is a path like /webhooks/servicedesk/{tenant_id}");
    }
    if (!signature.equals("sha256={hex}") && !signature.equals("{hex}")) {
      problems.add(
          "webhook.signature: found '" + signature + "', allowed is sha256={hex} or {hex}");
    }
    return new Target.Webhook(path, signature);
  }

  private Set<Task> reads(JsonNode node) {
    Set<Task> reads = EnumSet.noneOf(Task.class);
    if (node.isMissingNode()) {
      reads.add(Task.HISTORY);
      reads.add(Task.TICKET);
      return reads;
    }
    for (JsonNode item : node) {
      if (item.asText().equals(Task.HISTORY.key())) {
        reads.add(Task.HISTORY);
      } else if (item.asText().equals(Task.TICKET.key())) {
        reads.add(Task.TICKET);
      } else {
        problems.add("reads: found '" + item.asText() + "', allowed are history and ticket");
      }
    }
    if (!node.isArray()) {
      problems.add("reads: allowed is a list, for example [history, ticket] or []");
    }
    return reads;
  }

  private String sourceText(JsonNode node, String key) {
    if (node.isTextual()) {
      String text = expanded(node.asText(), key);
      return text.equals(NONE) ? "" : text;
    }
    return text(node, key, "url", "");
  }

  private static Source source(JsonNode node, boolean present) {
    if (node.isTextual() && node.asText().equals(NONE)) {
      return Source.DECLARED_NONE;
    }
    return present ? Source.NAMED : Source.NOT_NAMED;
  }

  private Optional<DatabaseUrl> database(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DatabaseUrl.parse(text));
    } catch (IllegalArgumentException e) {
      problems.add("database.url: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<URI> redis(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text);
      String user = uri.getRawUserInfo();
      if (Set.of("redis", "rediss").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && isPort(uri.getPort())
          && (user == null || user.contains(":"))
          && uri.getRawPath().matches("(/\\d{0,4})?")) {
        // a query holds settings of other clients, such as Celery's ssl_cert_reqs

        return Optional.of(
            URI.create(
                uri.getScheme()
                    + "://"
                    + (user == null ? "" : user + "@")
                    + uri.getHost()
                    + ":"
                    + (uri.getPort() < 0 ? REDIS_PORT : uri.getPort())
                    + uri.getRawPath()));
      }
    } catch (IllegalArgumentException e) {
      // reported below without the text, which may hold a password
    }
    problems.add("redis.url: not a Redis URL, allowed is redis://:PASSWORD@HOST:PORT/NUMBER");
    return Optional.empty();
  }

  private String text(JsonNode node, String where, String key, String otherwise) {
    JsonNode value = node.path(key);
    String name = where.isEmpty() ? key : where + "." + key;
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isValueNode()) {
      problems.add(name + ": allowed is a text");
      return otherwise;
    }
    return expanded(value.asText(), name);
  }

  private String expanded(String text, String name) {
    Matcher m = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String value = environment.get(m.group(1));
      if (value == null || value.isEmpty()) {
        value = m.group(2);
      }
      if (value == null) {
        problems.add(name + ": the environment variable " + m.group(1) + " is not set");
        value = "";
      }
      m.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return m.appendTail(out).toString();
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }
}
