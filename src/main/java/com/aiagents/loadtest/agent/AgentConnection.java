package com.aiagents.loadtest.agent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The launcher's way to one agent. Safe for many threads, as far as the agent is. */
public final class AgentConnection {
  private static final String ANSWER_MILLIS = "5000";
  private static final Duration START = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 200;

  static {
    // RMI reads them once; without them a call to a machine that was cut off would never end
    System.setProperty("sun.rmi.transport.tcp.responseTimeout", ANSWER_MILLIS);
    System.setProperty("sun.rmi.transport.tcp.handshakeTimeout", ANSWER_MILLIS);
  }

  private AgentConnection() {}

  /**
   * Finds an agent.
   *
   * @throws IOException in a few words why there is none; {@link #reason} tells them
   */
  public static AgentService open(AgentAddress address, AgentKeystore keystore) throws IOException {
    AgentSockets sockets = new AgentSockets();
    AgentSockets.use(keystore);
    Registry registry = LocateRegistry.getRegistry(address.hostAlone(), address.port(), sockets);
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        return (AgentService) registry.lookup(AgentService.NAME);
      } catch (NotBoundException e) {
        // an agent that starts listens some seconds before JMeter is ready
        if (System.nanoTime() > end) {
          throw new IOException(
              "found JMeter's server there, but not one that load-test agent started");
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    }
  }

  /** Why a call failed, in a few words. */
  public static String reason(Exception e) {
    Throwable cause = e;
    while (cause instanceof RemoteException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof SSLException) {
      // an ended connection is what the one sees whose certificate the other does not take
      return "its certificate is not ours: both need the same keystore";
    }
    if (cause instanceof UnknownHostException) {
      return "unknown host";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    if (cause instanceof NoRouteToHostException) {
      return "no route to host";
    }
    if (cause instanceof SocketTimeoutException) {
      return "no answer";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.replaceAll("\\s*\\R\\s*", " ");
  }

  /** Whether nothing listens there any more. */
  public static boolean refused(Exception e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof ConnectException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
