package com.aiagents.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Kubernetes manifests: Kubernetes takes them, and they fit each other.
 *
 * <p>{@code scripts/check-kubernetes.sh} has the rendered ones looked at too, by the system
 * property {@code kubernetes.rendered}: a folder of theirs.
 */
class KubernetesTest {
  private static final Path HOME = Path.of("scripts/kubernetes");
  private static final Path DOC = Path.of("docs/kubernetes.md");
  private static final KubernetesSchema SCHEMA = new KubernetesSchema();

  /** A kustomization, or part of one: all that ours may say. */
  private static final Set<String> KUSTOMIZATION =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "images",
          "configMapGenerator",
          "secretGenerator",
          "generatorOptions");

  @TempDir private Path temp;

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void kubernetesTakes(Path file) throws IOException {
    assertThat(documents(Files.readString(file)))
        .isNotEmpty()
        .allSatisfy(manifest -> assertThat(SCHEMA.problems(manifest)).isEmpty());
  }

  @ParameterizedTest(name = "{2}: {1}")
  @CsvSource({
    // an unknown key, a wrong type, a word that is none, a missing key; at the top and deep inside
    "agents.yaml, replicas: 3, replica: 3, replica",
    "agents.yaml, replicas: 3, replicas: three, integer expected",
    "agents.yaml, serviceName: load-agent, serviceName: [load-agent], array found",
    "agents.yaml, podManagementPolicy: Parallel, podManagementPolicy: parallel, Parallel",
    "agents.yaml, tcpSocket:, tcpsocket:, tcpsocket",
    "agents.yaml, '- name: agent', '- workingDirectory: /work', workingDirectory",
    "agents.yaml, '- name: agent', '- stdin: false', 'required property ''name'''",
    "agents.yaml, memory: 2Gi, memory: 2GB, pattern",
    "agents.yaml, readOnlyRootFilesystem: true, readOnlyRootFilesystem: yes please, boolean",
    "agents.yaml, apiVersion: apps/v1, apiVersion: apps/v1beta1, apps/v1beta1 StatefulSet",
    "controller.yaml, backoffLimit: 0, backOffLimit: 0, backOffLimit",
    "controller.yaml, restartPolicy: Never, restartPolicy: No, Never",
    "network-policies.yaml, 'policyTypes: [Ingress]', 'policyTypes: [In]', Ingress",
    "network-policies.yaml, podSelector:, podSelectors:, podSelectors"
  })
  void findsWhatIsSpoilt(String file, String good, String bad, String said) throws IOException {
    String text = Files.readString(HOME.resolve(file));
    assertThat(text).contains(good);
    List<String> problems = new ArrayList<>();
    documents(text.replace(good, bad)).forEach(m -> problems.addAll(SCHEMA.problems(m)));
    assertThat(problems).isNotEmpty().anyMatch(problem -> problem.contains(said));
  }

  @Test
  void theRemoteListNamesEveryReplicaAtItsPort() throws IOException {
    JsonNode agents = manifest("agents.yaml", "StatefulSet");
    JsonNode service = manifest("agents.yaml", "Service");
    String domain = agents.at("/spec/serviceName").asText();
    assertThat(domain).isEqualTo(service.at("/metadata/name").asText());
    assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
    assertThat(config("load-controller").get("REMOTE").split(","))
        .containsExactly(
            IntStream.range(0, agents.at("/spec/replicas").asInt())
                .mapToObj(i -> "load-agent-" + i + "." + domain + ":" + registry(agents))
                .toArray(String[]::new));
    assertThat(agents.at("/metadata/name").asText()).isEqualTo("load-agent");
  }

  @Test
  void theAgentsPortsAreTheSameEverywhere() throws IOException {
    JsonNode agents = manifest("agents.yaml", "StatefulSet");
    JsonNode agent = agents.at("/spec/template/spec/containers/0");
    int port = registry(agents);
    assertThat(port).isEqualTo(1099);
    assertThat(texts(agent.get("args"))).containsSubsequence("--port", Integer.toString(port));
    // the engine listens one above its registry
    Map<String, Integer> open = Map.of("registry", port, "engine", port + 1);
    assertThat(ports(agent.get("ports"), "name", "containerPort")).isEqualTo(open);
    JsonNode service = manifest("agents.yaml", "Service");
    assertThat(ports(service.at("/spec/ports"), "targetPort", "port")).isEqualTo(open);
    assertThat(agent.at("/readinessProbe/tcpSocket/port").asText()).isEqualTo("registry");
    JsonNode rule = manifest("network-policies.yaml", "NetworkPolicy").at("/spec/ingress/0");
    assertThat(rule.get("ports").findValuesAsText("port"))
        .containsExactlyInAnyOrder("registry", "engine");
    assertThat(Files.readString(HOME.resolve("Dockerfile")))
        .contains("EXPOSE " + port + " " + (port + 1) + "\n");
  }

  @Test
  void everySelectorFindsItsPods() throws IOException {
    Map<String, JsonNode> pods = new HashMap<>();
    for (JsonNode manifest : all()) {
      if (manifest.at("/spec/template/metadata/labels").isObject()) {
        pods.put(name(manifest), manifest.at("/spec/template/metadata/labels"));
      }
    }
    assertThat(pods.keySet()).containsExactlyInAnyOrder("load-agent", "load-controller");
    for (JsonNode manifest : all()) {
      for (String path : List.of("/spec/selector", "/spec/podSelector")) {
        JsonNode selector = manifest.at(path);
        JsonNode labels = selector.has("matchLabels") ? selector.get("matchLabels") : selector;
        labels
            .fields()
            .forEachRemaining(
                label ->
                    assertThat(pods.get(name(manifest)).get(label.getKey()))
                        .as("%s of %s", path, name(manifest))
                        .isEqualTo(label.getValue()));
      }
    }
  }

  @Test
  void agentsTakeOrdersFromTheControllerAloneAndBringItTheirRows() throws IOException {
    Map<String, String> from = new HashMap<>();
    for (JsonNode policy : documents(Files.readString(HOME.resolve("network-policies.yaml")))) {
      assertThat(policy.at("/spec/ingress")).hasSize(1);
      assertThat(policy.at("/spec/ingress/0/from")).hasSize(1);
      from.put(
          name(policy),
          policy
              .at("/spec/ingress/0/from/0/podSelector/matchLabels/app.kubernetes.io~1name")
              .asText());
    }
    assertThat(from)
        .isEqualTo(Map.of("load-agent", "load-controller", "load-controller", "load-agent"));
  }

  @Test
  void everyContainerIsRestricted() throws IOException {
    int containers = 0;
    for (JsonNode pod : podSpecs()) {
      assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      for (String list : List.of("initContainers", "containers")) {
        for (JsonNode container : pod.path(list)) {
          containers++;
          JsonNode context = container.get("securityContext");
          assertThat(context.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
          assertThat(context.get("readOnlyRootFilesystem").asBoolean()).isTrue();
          assertThat(texts(context.at("/capabilities/drop"))).containsExactly("ALL");
          assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
          assertThat(pod.get("volumes").findValuesAsText("name"))
              .containsAll(container.path("volumeMounts").findValuesAsText("name"));
        }
      }
    }
    assertThat(containers).isEqualTo(5);
    assertThat(Files.readString(HOME.resolve("Dockerfile"))).contains("USER 10001:10001\n");
    assertThat(
            manifest("setup/namespace.yaml", "Namespace")
                .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                .asText())
        .isEqualTo("restricted");
  }

  @Test
  void whatMeasuresSharesItsProcessorsWithNobody() throws IOException {
    for (String file : List.of("agents.yaml", "controller.yaml")) {
      for (JsonNode pod : documents(Files.readString(HOME.resolve(file)))) {
        for (JsonNode container : pod.at("/spec/template/spec/containers")) {
          JsonNode resources = container.get("resources");
          assertThat(resources.get("requests")).isEqualTo(resources.get("limits"));
          // whole ones can be pinned
          assertThat(resources.at("/limits/cpu").asText()).matches("\\d+");
        }
      }
    }
    JsonNode spread =
        manifest("agents.yaml", "StatefulSet").at("/spec/template/spec/topologySpreadConstraints");
    assertThat(spread).hasSize(1);
    assertThat(spread.at("/0/topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
    assertThat(spread.at("/0/whenUnsatisfiable").asText()).isEqualTo("DoNotSchedule");
  }

  @Test
  void aVerdictIsNeverTriedAgain() throws IOException {
    JsonNode job = manifest("controller.yaml", "Job");
    assertThat(job.at("/spec/backoffLimit").asInt(-1)).isZero();
    assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Never");
    // all scenarios take 51 minutes; a limit below that would end them
    assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isGreaterThan(2 * 51 * 60);
  }

  @Test
  void everyConfigurationSecretAndClaimThatIsUsedIsMade() throws IOException {
    Set<String> made = new HashSet<>(Set.of(name(manifest("setup/results.yaml", "Persistent"))));
    for (String file : List.of("kustomization.yaml", "setup/kustomization.yaml")) {
      JsonNode kustomization = documents(Files.readString(HOME.resolve(file))).get(0);
      made.addAll(kustomization.path("configMapGenerator").findValuesAsText("name"));
      made.addAll(kustomization.path("secretGenerator").findValuesAsText("name"));
    }
    Set<String> used = new HashSet<>();
    for (JsonNode pod : podSpecs()) {
      used.addAll(pod.findValuesAsText("secretName"));
      used.addAll(pod.findValuesAsText("claimName"));
      for (String reference :
          List.of("configMapRef", "configMapKeyRef", "configMap", "secretRef", "secretKeyRef")) {
        pod.findValues(reference).forEach(node -> used.add(node.get("name").asText()));
      }
    }
    assertThat(used).isEqualTo(made);
  }

  @Test
  void anAgentGetsNoSecretButTheTwoThatItNeeds() throws IOException {
    JsonNode pod = manifest("agents.yaml", "StatefulSet").at("/spec/template/spec");
    assertThat(pod.findValues("secretRef")).isEmpty();
    assertThat(pod.findValues("secretKeyRef").toString())
        .isEqualTo("[{\"name\":\"load-test-secrets\",\"key\":\"LOAD_TEST_WEBHOOK_SECRET\"}]");
    assertThat(pod.findValuesAsText("secretName")).containsExactly("load-test-keystore");
  }

  @Test
  void noSecretIsInGit() throws IOException {
    JsonNode setup = documents(Files.readString(HOME.resolve("setup/kustomization.yaml"))).get(0);
    assertThat(setup.get("secretGenerator").toString())
        .contains("secrets.env", "agent-keystore.p12")
        .doesNotContain("literals");
    assertThat(Files.readAllLines(HOME.resolve(".gitignore")))
        .contains("/setup/secrets.env", "*.p12");
    List<String> example = Files.readAllLines(HOME.resolve("setup/secrets.env.example"));
    assertThat(example).contains("LOAD_TEST_WEBHOOK_SECRET=");
    assertThat(example).allMatch(line -> line.startsWith("#") || line.matches("[A-Z_]+="));
    assertThat(Files.readAllLines(HOME.resolve("Dockerfile.dockerignore")))
        .contains("*", "scripts/kubernetes/setup", "**/*.p12");
  }

  @Test
  void everyManifestBelongsToAKustomizationAndTheDocsNameIt() throws IOException {
    String doc = Files.readString(DOC);
    Set<Path> named = new HashSet<>();
    for (Path file : kustomizations()) {
      JsonNode kustomization = documents(Files.readString(file)).get(0);
      kustomization.fieldNames().forEachRemaining(key -> assertThat(KUSTOMIZATION).contains(key));
      assertThat(kustomization.get("namespace").asText()).isEqualTo("load-test");
      texts(kustomization.get("resources"))
          .forEach(resource -> named.add(file.resolveSibling(resource)));
    }
    assertThat(yaml().filter(KubernetesTest::isManifest))
        .containsExactlyInAnyOrderElementsOf(named);
    try (Stream<Path> files = Files.walk(HOME)) {
      files
          .filter(Files::isRegularFile)
          .map(HOME::relativize)
          .filter(file -> !file.endsWith("kustomization.yaml"))
          // what a developer made for a cluster of theirs
          .filter(
              file ->
                  !Set.of("setup/secrets.env", "setup/agent-keystore.p12")
                      .contains(file.toString()))
          .forEach(file -> assertThat(doc).contains("`" + file + "`"));
    }
  }

  @Test
  void theImagesAreThoseOfTheDockerfileInOneVersion() throws IOException {
    Set<String> used = new HashSet<>();
    podSpecs().forEach(pod -> used.addAll(pod.findValuesAsText("image")));
    Map<String, String> tags = new HashMap<>();
    for (Path file : kustomizations()) {
      for (JsonNode image : documents(Files.readString(file)).get(0).path("images")) {
        String tag = image.get("newTag").asText();
        assertThat(tags.merge(image.get("name").asText(), tag, (a, b) -> a)).isEqualTo(tag);
      }
    }
    assertThat(tags.keySet()).isEqualTo(used);
    String dockerfile = Files.readString(HOME.resolve("Dockerfile"));
    tags.forEach((name, tag) -> assertThat(dockerfile).contains("-t " + name + ":" + tag + " ."));
    assertThat(dockerfile).contains(" AS agent\n", " AS controller\n");
  }

  @Test
  void theTargetFileIsOne() throws DefinitionException {
    Target target = TargetFile.read(HOME.resolve("config/target.yaml"), Map.of());
    assertThat(target.url()).hasToString("http://api.ai-agents:8000");
  }

  @Test
  void awaitsEveryAgent() throws IOException, InterruptedException {
    try (ServerSocket one = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ServerSocket two = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String both = "127.0.0.1:" + one.getLocalPort() + ",127.0.0.1:" + two.getLocalPort();
      assertThat(run(Map.of(), HOME.resolve("await-agents.sh"), both, "10"))
          .isEqualTo("0 await-agents: all of " + both + " take connections\n");
      two.close();
      assertThat(run(Map.of(), HOME.resolve("await-agents.sh"), both, "0"))
          .isEqualTo(
              "5 await-agents: no connection to 127.0.0.1:"
                  + two.getLocalPort()
                  + " for 0 s; is the StatefulSet as large as REMOTE?\n");
    }
    assertThat(run(Map.of(), HOME.resolve("await-agents.sh"), "", "0")).startsWith("2 ");
  }

  @Test
  void theControllerRunsWhatItsConfigurationSaysAndEndsAsTheRunDid()
      throws IOException, InterruptedException {
    Path launcher = Files.createDirectories(temp.resolve("scripts/kubernetes")).getParent();
    Path controller = launcher.resolve("kubernetes/controller.sh");
    Files.copy(HOME.resolve("controller.sh"), controller);
    Files.writeString(launcher.resolve("load-test"), "#!/bin/sh\necho \"$*\"\nexit 4\n");
    assertThat(launcher.resolve("load-test").toFile().setExecutable(true)).isTrue();

    Map<String, String> config = config("load-controller");
    config.put("TARGET", "/etc/t.yaml");
    String run = "run peak --target /etc/t.yaml --remote " + config.get("REMOTE");
    assertThat(run(config, controller)).isEqualTo("4 " + run + " --out /results\n");
    config.putAll(Map.of("USERS", "5000", "DURATION", "60s", "OUT", "/r"));
    config.put("OPTIONS", "--fail-on warning");
    assertThat(run(config, controller))
        .isEqualTo("4 " + run + " --out /r --users 5000 --duration 60s --fail-on warning\n");
    config.remove("REMOTE");
    assertThat(run(config, controller))
        .isEqualTo("2 controller: environment variable REMOTE: not set\n");
  }

  /** Every manifest file, and the rendered ones if there are any. */
  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(yaml().filter(KubernetesTest::isManifest).toList());
    String rendered = System.getProperty("kubernetes.rendered");
    if (rendered != null) {
      try (Stream<Path> more = Files.list(Path.of(rendered))) {
        more.forEach(files::add);
      }
    }
    return files.stream();
  }

  private static Stream<Path> yaml() throws IOException {
    try (Stream<Path> files = Files.walk(HOME)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  private static List<Path> kustomizations() throws IOException {
    return yaml().filter(file -> file.endsWith("kustomization.yaml")).toList();
  }

  private static boolean isManifest(Path file) {
    return !file.endsWith("kustomization.yaml") && !file.endsWith("config/target.yaml");
  }

  private static List<JsonNode> documents(String text) throws IOException {
    YAMLMapper mapper = new YAMLMapper();
    return mapper.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
  }

  private static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (Path file : yaml().filter(KubernetesTest::isManifest).toList()) {
      all.addAll(documents(Files.readString(file)));
    }
    return all;
  }

  /** The first manifest of the file whose kind begins so. */
  private static JsonNode manifest(String file, String kind) throws IOException {
    return documents(Files.readString(HOME.resolve(file))).stream()
        .filter(manifest -> manifest.get("kind").asText().startsWith(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> podSpecs() throws IOException {
    List<JsonNode> specs = new ArrayList<>();
    for (JsonNode manifest : all()) {
      JsonNode spec = manifest.get("spec");
      if (manifest.get("kind").asText().equals("Pod")) {
        specs.add(spec);
      } else if (spec != null && spec.has("template")) {
        specs.add(spec.at("/template/spec"));
      }
    }
    assertThat(specs).hasSize(3);
    return specs;
  }

  /** The literals of a generated ConfigMap. */
  private static Map<String, String> config(String name) throws IOException {
    Map<String, String> literals = new HashMap<>();
    for (JsonNode map :
        documents(Files.readString(HOME.resolve("kustomization.yaml")))
            .get(0)
            .get("configMapGenerator")) {
      if (map.get("name").asText().equals(name)) {
        for (String literal : texts(map.get("literals"))) {
          int equals = literal.indexOf('=');
          literals.put(literal.substring(0, equals), literal.substring(equals + 1));
        }
      }
    }
    return literals;
  }

  private static int registry(JsonNode agents) {
    return ports(agents.at("/spec/template/spec/containers/0/ports"), "name", "containerPort")
        .get("registry");
  }

  private static Map<String, Integer> ports(JsonNode list, String key, String port) {
    Map<String, Integer> ports = new HashMap<>();
    list.forEach(entry -> ports.put(entry.get(key).asText(), entry.get(port).asInt()));
    return ports;
  }

  private static String name(JsonNode manifest) {
    return manifest.at("/metadata/name").asText();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  /** The exit code, a space and all that was said. */
  private static String run(Map<String, String> environment, Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("USERS", "DURATION", "OPTIONS", "OUT", "REMOTE"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said;
  }
}
