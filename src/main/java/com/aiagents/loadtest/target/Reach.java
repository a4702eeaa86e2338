package com.aiagents.loadtest.target;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * The way to a port, step by step: the name's addresses, then a TCP connection to the first of them
 * that takes one.
 *
 * @param address as text, with the port; IPv6 in brackets
 * @param millis until the connection stood, without the time for the name
 */
public record Reach(String address, long millis) {
  /**
   * Connects and closes the connection again; nothing is sent.
   *
   * @param place what is connected to, as the message names it; holds no password
   * @param patience for all addresses together; how long the name takes is up to the system
   * @throws TargetException if the name is unknown or no address takes a connection; it names the
   *     first address that did not
   */
  public static Reach of(String place, String host, int port, Duration patience)
      throws TargetException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new TargetException(place + ": name unknown");
    }
    long end = System.nanoTime() + patience.toNanos();
    String first = null;
    for (InetAddress address : addresses) {
      long start = System.nanoTime();
      int millis = (int) Math.max(1, (end - start) / 1_000_000);
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), millis);
        return new Reach(text(address, port), (System.nanoTime() - start) / 1_000_000);
      } catch (IOException e) {
        if (first == null) {
          String text = text(address, port);
          first =
              place + (place.endsWith(text) ? "" : " (" + text + ")") + ": " + said(e, patience);
        }
      }
    }
    throw new TargetException(first);
  }

  private static String said(IOException e, Duration patience) {
    if (e instanceof SocketTimeoutException) {
      return "no answer within " + patience.toSeconds() + " s";
    }
    if (e instanceof NoRouteToHostException) {
      return "no route to host";
    }
    return e instanceof ConnectException && String.valueOf(e.getMessage()).contains("refused")
        ? "connection refused"
        : String.valueOf(e.getMessage());
  }

  private static String text(InetAddress address, int port) {
    String text = address.getHostAddress();
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
  }
}
