package com.aiagents.loadtest.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void noOutgoingConnectionCanTakeAPortBeforeItsServerDoes() throws IOException {
    for (int i = 0; i < 50; i++) {
      int port = Ports.free();
      // Linux gives outgoing connections ports from 32768 on, macOS from 49152 on
      assertThat(port).isBetween(1_024, 32_767);
      try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(server.getLocalPort()).isEqualTo(port);
      }
    }
  }
}
