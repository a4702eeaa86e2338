package com.aiagents.loadtest.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must be told theirs before they start.
 *
 * <p>Taken from below the ranges that Linux (from 32768 on) and macOS (from 49152 on) give to
 * outgoing connections: under load one of those takes any free port between the look and the
 * server's own bind.
 */
final class Ports {
  private static final int FROM = 20_000;
  private static final int TO = 30_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /** A port of 127.0.0.1 that nobody listens on. */
  static int free() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("found no free port from " + FROM + " to " + (TO - 1), e);
        }
      }
    }
  }
}
