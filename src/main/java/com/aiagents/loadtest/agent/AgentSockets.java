package com.aiagents.loadtest.agent;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Sockets of RMI between the launcher and agents: SSL, with a certificate of both sides.
 *
 * <p>Travels inside of stubs without any key: each JVM uses its own keystore, which {@link #use}
 * names once. All are equal, so that the registry and what is in it share one port.
 */
final class AgentSockets implements RMIClientSocketFactory, RMIServerSocketFactory, Serializable {
  private static final long serialVersionUID = 1L;

  static final int CONNECT_MILLIS = 3_000;

  private static volatile SSLContext context;
  private static volatile InetAddress bound;

  /** Names the keystore of this JVM; the last one counts for new connections. */
  static void use(AgentKeystore keystore) {
    context = keystore.context();
  }

  /** The only address at which servers of this JVM listen. */
  static void bind(InetAddress address) {
    bound = address;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      plain.setSoTimeout(CONNECT_MILLIS);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      socket.startHandshake();
      plain.setSoTimeout(0);
      return socket;
    } catch (IOException e) {
      AgentKeystore.abandon(plain);
      throw e;
    }
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, 0, bound);
    socket.setNeedClientAuth(true);
    return socket;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgentSockets;
  }

  @Override
  public int hashCode() {
    return AgentSockets.class.hashCode();
  }
}
