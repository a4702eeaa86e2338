package com.aiagents.loadtest.agent;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jmeter.JMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of an agent: JMeter's server, and our object in the same registry.
 *
 * <p>{@code Agent --home DIR --settings FILE --keystore FILE --work DIR [--host H] [--port P]
 * [--functions JAR] [--log FILE]}, with JMeter's own jars on the class path and {@code work}, which
 * it removes at its end, as the working folder. The registry and our object listen on the port,
 * JMeter's engine on the next one, at one address only. Prints one line when it is ready; ends by
 * SIGINT or SIGTERM with 130 or 143, with 2 when an option is wrong, and with 5 when it cannot
 * start.
 */
public final class Agent {
  private static final String SECRET = "LOAD_TEST_WEBHOOK_SECRET";
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 5;

  /** Nothing else goes over our object. */
  private static final String FILTER = "maxbytes=268435456;java.lang.*;java.util.*;java.rmi.**;!*";

  private Agent() {}

  public static void main(String[] args) {
    PrintStream screen = System.out;
    PrintStream errors = System.err;
    try {
      Map<String, String> options = options(args);
      Path work = Path.of(options.get("--work")).toAbsolutePath();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(work), "load-test agent end"));
      String where = start(options, work);
      System.setOut(screen);
      if (secret().isEmpty()) {
        screen.println(
            "environment variable "
                + SECRET
                + ": not set, runs that need it will refuse this agent");
      }
      screen.println("agent ready on " + where);
      screen.flush();
    } catch (IllegalArgumentException e) {
      fail(errors, USAGE, e);
    } catch (IOException | RuntimeException e) {
      fail(errors, ENVIRONMENT, e);
    }
  }

  private static void fail(PrintStream errors, int code, Exception e) {
    errors.println("load-test agent: " + AgentConnection.reason(e));
    errors.flush();
    System.exit(code);
  }

  private static String start(Map<String, String> options, Path work) throws IOException {
    AgentKeystore keystore = AgentKeystore.read(Path.of(options.get("--keystore")));
    keystore.linkInto(work);
    String host = options.getOrDefault("--host", "");
    if (host.isEmpty()) {
      host = ownAddress();
    }
    int port = port(options.getOrDefault("--port", Integer.toString(AgentAddress.DEFAULT_PORT)));
    // RMI writes it into what it hands out
    System.setProperty("java.rmi.server.hostname", host);
    System.setProperty("sun.rmi.transport.tcp.handshakeTimeout", "5000");
    System.setProperty("sun.rmi.transport.tcp.responseTimeout", "60000");
    AgentSockets.use(keystore);
    AgentSockets.bind(InetAddress.getByName(host));
    requireFree(host, port);
    requireFree(host, port + 1);
    AgentSockets sockets = new AgentSockets();
    Registry registry = LocateRegistry.createRegistry(port, sockets, sockets);

    Path home = Path.of(options.get("--home")).toAbsolutePath();
    Path functions = Path.of(options.getOrDefault("--functions", "none")).toAbsolutePath();
    System.setProperty(
        "jmeter.logfile", options.getOrDefault("--log", work.resolve("jmeter.log").toString()));
    System.setProperty("log4j2.configurationFile", home.resolve("bin/log4j2.xml").toString());
    // by which JMeter finds its home: it expects to be started by that jar alone
    System.setProperty("java.class.path", starter().toString());
    // JMeter tells on its output what nobody needs; what goes wrong it says on the other
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    new JMeter().start(jmeterArguments(options, home, port, keystore.sharedName(), functions));
    JMeterServer jmeter = new JMeterServer();
    AgentServer server =
        new AgentServer(
            jmeter,
            secret(),
            JarDigest.all(home.resolve("lib/ext"), functions),
            work,
            System::nanoTime);
    registry.rebind(
        AgentService.NAME,
        UnicastRemoteObject.exportObject(
            server, port, sockets, sockets, ObjectInputFilter.Config.createFilter(FILTER)));
    Thread tending = new Thread(() -> tend(server), "load-test agent");
    tending.setDaemon(true);
    tending.start();
    return host + ":" + port;
  }

  /** The jar in JMeter's {@code bin}. */
  private static Path starter() {
    try {
      return Path.of(
          Class.forName("org.apache.jmeter.NewDriver", false, Agent.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (ReflectiveOperationException | URISyntaxException e) {
      throw new IllegalStateException("JMeter is not on the class path", e);
    }
  }

  private static String[] jmeterArguments(
      Map<String, String> options, Path home, int port, String keystore, Path functions) {
    Map<String, String> own = new HashMap<>();
    // the registry is there already
    own.put("server.rmi.create", "false");
    own.put("server_port", Integer.toString(port));
    own.put("server.rmi.localport", Integer.toString(port + 1));
    own.put("server.rmi.ssl.keystore.file", keystore);
    own.put("server.rmi.ssl.keystore.type", AgentKeystore.TYPE);
    own.put("server.rmi.ssl.keystore.password", AgentKeystore.PASSWORD);
    own.put("server.rmi.ssl.keystore.alias", AgentKeystore.ALIAS);
    // a test that cannot be stopped must not end the agent
    own.put("jmeterengine.stopfail.system.exit", "false");
    if (Files.isRegularFile(functions)) {
      own.put("search_paths", functions.toString());
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "-s",
                "-d",
                home.toString(),
                "-p",
                home.resolve("bin/jmeter.properties").toString(),
                "-q",
                options.get("--settings")));
    own.forEach((name, value) -> words.add("-J" + name + "=" + value));
    return words.toArray(String[]::new);
  }

  private static void tend(AgentServer server) {
    // not earlier: JMeter's start says where its log is
    Logger log = LoggerFactory.getLogger(Agent.class);
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        try {
          server.tend();
        } catch (RuntimeException e) {
          // whatever it is, the load of a dead launcher must not go on for it
          log.error("The agent could not look after its run: {}", e.toString());
        }
      }
    } catch (InterruptedException e) {
      // it ends with the JVM
    }
  }

  /** JMeter itself would end with another exit code and Java's own words. */
  private static void requireFree(String host, int port) throws IOException {
    try {
      new ServerSocket(port, 1, InetAddress.getByName(host)).close();
    } catch (BindException e) {
      throw new IOException(
          "port "
              + port
              + " of "
              + host
              + ": cannot be taken ("
              + e.getMessage()
              + "); an agent needs --port and the next one");
    }
  }

  private static Optional<String> secret() {
    return Optional.ofNullable(System.getenv(SECRET)).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> options(String... args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    for (String needed : List.of("--home", "--settings", "--keystore", "--work")) {
      if (!options.containsKey(needed)) {
        throw new IllegalArgumentException("option " + needed + ": not given");
      }
    }
    return options;
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= AgentAddress.LAST_PORT) {
        return port;
      }
    }
    throw new IllegalArgumentException(
        "--port: found '" + text + "', allowed is 1 to " + AgentAddress.LAST_PORT);
  }

  /** The first address of this machine that others may reach; else the loopback's. */
  private static String ownAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(Agent::isUp)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }

  private static void remove(Path work) {
    // the mark by which it is known that the folder is ours
    if (!Files.exists(work.resolve(".load-test-work"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // what is left holds no secret
    }
  }
}
