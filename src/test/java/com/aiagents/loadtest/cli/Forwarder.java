package com.aiagents.loadtest.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A way to a port of this machine that can be taken away: cut, or silent for ever. */
final class Forwarder implements AutoCloseable {
  private final ServerSocket server;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean silent;
  private volatile boolean cut;

  Forwarder(int port) throws IOException {
    this.port = port;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Takes connections and bytes from now on, and hands nothing on. */
  void fallSilent() {
    silent = true;
  }

  /**
   * Cuts every connection, and each new one at once. The port stays ours: another process must not
   * answer in our place.
   */
  void cut() throws IOException {
    cut = true;
    never.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    cut();
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket in = server.accept();
        if (cut) {
          in.close();
          continue;
        }
        Socket out = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(in);
        sockets.add(out);
        daemon(() -> pump(in, out));
        daemon(() -> pump(out, in));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (silent) {
          never.await();
          return;
        }
        out.write(bytes, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      // cut
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "forwarder");
    thread.setDaemon(true);
    thread.start();
  }
}
