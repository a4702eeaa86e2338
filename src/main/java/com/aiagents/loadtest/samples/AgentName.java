package com.aiagents.loadtest.samples;

import java.nio.charset.StandardCharsets;

/**
 * The name of an agent at the beginning of a thread's name, as a distributed run of JMeter writes
 * it: {@code host:port}, a {@code -}, and the thread's own name. The host is a name, an address, or
 * an address of IPv6 in brackets.
 */
final class AgentName {
  private AgentName() {}

  /** The name; empty if the thread's name begins with none. */
  static String of(String threadName) {
    byte[] bytes = threadName.getBytes(StandardCharsets.UTF_8);
    int length = length(bytes, 0, bytes.length);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  /**
   * How many bytes are the name.
   *
   * @param to where the thread's name ends
   * @return 0 if it begins with none
   */
  static int length(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && bytes[at] == '[') {
      while (at < to && isOfAddress(bytes[at])) {
        at++;
      }
      if (at == to || bytes[at] != ']') {
        return 0;
      }
      at++;
    } else {
      while (at < to && isOfHost(bytes[at])) {
        at++;
      }
    }
    if (at == from || at == to || bytes[at] != ':') {
      return 0;
    }
    int port = ++at;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > port && at < to && bytes[at] == '-' ? at - from : 0;
  }

  private static boolean isOfHost(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '.'
        || b == '-'
        || b == '_';
  }

  /** A zone may follow the address: {@code fe80::1%eth0}. */
  private static boolean isOfAddress(byte b) {
    return isOfHost(b) || b == '[' || b == ':' || b == '%';
  }
}
