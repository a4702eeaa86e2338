package com.aiagents.loadtest.agent;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.Map;

/**
 * What an agent can be asked over RMI; plain types only, so that neither side needs the other's
 * libraries.
 *
 * <p>A run takes an agent with {@link #prepare} and gives it back with {@link #release}. In between
 * it has to {@link #ask} at least every {@value #PATIENCE_SECONDS} s, or the agent ends the load by
 * itself: a launcher that died leaves none behind. A call for a run that does not have the agent
 * throws an {@link IllegalStateException}.
 */
public interface AgentService extends Remote {
  /** Its name in the registry. */
  String NAME = "LoadTestAgent";

  /** Counted up whenever both sides must change together. */
  String PROTOCOL = "2";

  int PATIENCE_SECONDS = 15;

  /** {@link #facts}: {@link #PROTOCOL} of the agent. */
  String FACT_PROTOCOL = "protocol";

  String FACT_JMETER = "jmeter";
  String FACT_JAVA = "java";

  /** {@link #facts}: {@link #TELLS_PAUSES} if the agent's JVM tells how long it pauses. */
  String FACT_PAUSES = "pauses";

  String TELLS_PAUSES = "told";

  /** {@link #facts}: the run that has it, or whatever else keeps it busy; empty if it is free. */
  String FACT_BUSY = "busy";

  /** {@link #facts}: begins the names of jars, whose values are digests of what is in them. */
  String FACT_JAR = "jar ";

  /** {@link #ask}: 1 while JMeter runs a test, else 0. */
  String RUNNING = "running";

  /** {@link #ask}: 1 when the test has done its checks, and waits for {@link #go} or has. */
  String READY = "ready";

  /** {@link #ask}: users that are active. */
  String USERS = "users";

  /** {@link #ask}: tickets numbered in this run. */
  String TICKETS = "tickets";

  /** {@link #ask}: rows that could not be handed to the controller. */
  String LOST = "lost";

  /** {@link #change}: users leave at their next task, and no further ones come. */
  Map<String, String> STOP = Map.of("stop", "true", "ramp", "0", "hold", "0");

  /** What it is, by name. */
  Map<String, String> facts() throws RemoteException;

  /** Its clock, epoch ms. */
  long clock() throws RemoteException;

  /**
   * A proof that it has a signing secret: HMAC-SHA256 in hex over {@link AgentProof#text(String)}
   * of the nonce, which is no webhook; empty without a secret.
   */
  String proof(String nonce) throws RemoteException;

  /** Why a URL gives no answer from there; empty if it gives one, whatever its status. */
  String reach(String url) throws RemoteException;

  /**
   * Takes the agent for a run.
   *
   * @param properties JMeter's, for this run alone; {@code tickets} is set by the agent
   * @param tickets the bytes of the ticket file
   */
  void prepare(String run, Map<String, String> properties, byte[] tickets) throws RemoteException;

  /** How it goes: readings of the agent by name, those of its JVM as in monitor.csv among them. */
  Map<String, Double> ask(String run) throws RemoteException;

  /**
   * Lets the load begin: JMeter starts one agent after the other, and each waits until the launcher
   * has seen all of them.
   */
  void go(String run) throws RemoteException;

  /** Changes JMeter properties while the load goes on. */
  void change(String run, Map<String, String> properties) throws RemoteException;

  /** Cuts what is left of the load. */
  void stopNow(String run) throws RemoteException;

  /** Gives the agent back; what was shipped for the run is gone then. */
  void release(String run) throws RemoteException;
}
