package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.AgentAddress;
import com.aiagents.loadtest.agent.AgentKeystore;
import com.aiagents.loadtest.scenario.LoadProfile;
import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Spike;
import com.aiagents.loadtest.target.DefinitionException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The agents that a run was asked to divide its load among.
 *
 * @param agents in the order of their shares, each once
 * @param keystore what they and we know each other by
 */
public record Remote(List<AgentAddress> agents, AgentKeystore keystore) {
  private static final String OPTION = "--remote";

  public Remote {
    agents = List.copyOf(agents);
  }

  /**
   * Reads {@code h1:1099,h2} and the keystore.
   *
   * @throws DefinitionException if the text is malformed or there is no keystore
   */
  public static Remote parse(String text, Project project, Map<String, String> environment)
      throws DefinitionException {
    List<AgentAddress> agents;
    try {
      agents = AgentAddress.parseAll(text);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(OPTION + ": " + e.getMessage());
    }
    Path file = keystoreFile(project, environment);
    try {
      return new Remote(agents, AgentKeystore.read(file));
    } catch (IOException e) {
      throw new DefinitionException(
          OPTION
              + ": "
              + e.getMessage()
              + "; scripts/load-test agent keystore makes one, "
              + AgentKeystore.VARIABLE
              + " names another");
    }
  }

  /** Where the keystore is, unless a person says otherwise. */
  public static Path keystoreFile(Project project, Map<String, String> environment) {
    String named = environment.getOrDefault(AgentKeystore.VARIABLE, "");
    return named.isEmpty() ? project.home().resolve(AgentKeystore.DEFAULT_NAME) : Path.of(named);
  }

  /** Requires that every agent gets a user in every phase. */
  public void requireUsers(Scenario scenario) throws DefinitionException {
    LoadProfile profile = scenario.profile();
    int users = profile instanceof Spike spike ? spike.baseUsers() : profile.topUsers();
    if (users < agents.size()) {
      throw new DefinitionException(
          OPTION
              + ": found "
              + agents.size()
              + " agents for the "
              + users
              + (profile instanceof Spike ? " base users of " : " users of ")
              + scenario.name()
              + ", allowed is one a user at most");
    }
  }

  /**
   * Requires that agents on other machines are not sent to a target that only this one reaches.
   *
   * @param url of the target; null stands for the embedded one
   */
  public void requireReach(URI url) throws DefinitionException {
    if (url != null && !isLoopback(url.getHost())) {
      return;
    }
    List<String> others = new ArrayList<>();
    for (AgentAddress agent : agents) {
      if (!isHere(agent)) {
        others.add(agent.name());
      }
    }
    if (!others.isEmpty()) {
      throw new DefinitionException(
          OPTION
              + ": "
              + String.join(", ", others)
              + (others.size() == 1 ? " is" : " are")
              + " not on this machine, but "
              + (url == null ? "the embedded target" : url)
              + " can be reached from this machine only: name a target that they reach");
    }
  }

  /**
   * Requires that all agents see this machine at the same address: JMeter tells them one, at which
   * they hand over what they measure.
   */
  public void requireOneAddress() throws DefinitionException {
    Set<String> own;
    try {
      own = ownAddresses();
    } catch (IOException e) {
      // whoever cannot be reached is told of by the checks
      return;
    }
    if (own.size() > 1) {
      throw new DefinitionException(
          OPTION
              + ": "
              + names()
              + " see this machine at "
              + String.join(" and ", own)
              + ", allowed is one address: name agents of one network");
    }
  }

  /** The addresses of this machine towards each of the agents, in their order. */
  Set<String> ownAddresses() throws IOException {
    Set<String> own = new LinkedHashSet<>();
    for (AgentAddress agent : agents) {
      try (DatagramSocket socket = new DatagramSocket()) {
        // sends nothing: the system only chooses the way
        socket.connect(new InetSocketAddress(InetAddress.getByName(agent.host()), agent.port()));
        own.add(socket.getLocalAddress().getHostAddress());
      }
    }
    return own;
  }

  private static boolean isLoopback(String host) {
    try {
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // whoever is asked to reach it will tell
      return false;
    }
  }

  private static boolean isHere(AgentAddress agent) {
    try {
      InetAddress address = InetAddress.getByName(agent.host());
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  /** What JMeter's controller is told: {@code h1:1099,h2:1099}. */
  String names() {
    return String.join(",", agents.stream().map(AgentAddress::name).toList());
  }
}
