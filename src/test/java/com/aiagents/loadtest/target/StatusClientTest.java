package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.http.conn.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StatusClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(700);
  @TempDir private Path folder;

  @Test
  void keepsItsConnectionAndTellsEveryStatus() throws Exception {
    Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", exchange -> answer(exchange, connections));
    server.start();
    try (StatusClient client = client(server.getAddress().getPort(), PATIENCE)) {
      StatusClient.Answer healthy = client.get("/health");
      assertThat(healthy.status()).isEqualTo(200);
      assertThat(healthy.body()).isEqualTo("gesund: größer, 健康");
      assertThat(healthy.micros()).isPositive();
      assertThat(client.get("/moved"))
          .extracting("status", "body")
          .containsExactly(200, healthy.body());
      assertThat(client.get("/gone")).extracting("status", "body").containsExactly(503, "no");
      assertThat(client.get("/empty")).extracting("status", "body").containsExactly(204, "");
      assertThatThrownBy(() -> client.get("/long"))
          .isInstanceOf(TargetException.class)
          .hasMessageEndingWith("/long: answered more than 16 MiB");
      assertThat(connections).hasSize(1);
      assertThat(client.get("/health").status()).isEqualTo(200);
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, Set<InetSocketAddress> connections)
      throws IOException {
    connections.add(exchange.getRemoteAddress());
    byte[] body = "gesund: größer, 健康".getBytes(StandardCharsets.UTF_8);
    int status = 200;
    switch (exchange.getRequestURI().getPath()) {
      case "/health" -> exchange.getResponseHeaders().add("Content-Type", "text/plain");
      case "/moved" -> {
        exchange.getResponseHeaders().add("Location", "/health");
        status = 302;
        body = "elsewhere".getBytes(StandardCharsets.UTF_8);
      }
      case "/gone" -> {
        status = 503;
        body = "no".getBytes(StandardCharsets.UTF_8);
      }
      case "/empty" -> {
        status = 204;
        body = new byte[0];
      }
      default -> body = new byte[StatusClient.MOST_BYTES + 1];
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    } catch (IOException e) {
      // the client did not want all of it
    } finally {
      exchange.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nX-Long: ",
        "HTTP/1.1 200 OK\r\n\r\n"
      })
  void endsAnAnswerThatTricklesForEver(String beginning) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        StatusClient client = client(server.getLocalPort(), SHORT)) {
      Thread thread = new Thread(() -> trickle(server, beginning));
      thread.setDaemon(true);
      thread.start();
      long start = System.nanoTime();
      assertThatThrownBy(() -> client.get("/health"))
          .isInstanceOf(TargetException.class)
          .hasMessage(
              "GET http://127.0.0.1:%d/health: no answer within 700 ms", server.getLocalPort());
      // a little more for a busy machine, but not until the server gives up
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(690), Duration.ofSeconds(15));
    }
  }

  private static void trickle(ServerSocket server, String beginning) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 300; i++) {
        if (!beginning.isEmpty()) {
          out.write('x');
        }
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      // the client is gone, as it should
    }
  }

  @Test
  void saysWhyItCannotConnect() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    try (StatusClient client = client(port, PATIENCE)) {
      assertThatThrownBy(() -> client.get("/health"))
          .isInstanceOf(TargetException.class)
          .hasMessage(
              "GET http://127.0.0.1:%d/health: java.net.ConnectException: Connection refused",
              port);
    }
  }

  @Test
  void endsAQuestionForANameThatTakesTooLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    DnsResolver slow =
        name -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new InetAddress[0];
        };
    try (StatusClient client = new StatusClient(target("slow.invalid", 80), SHORT, slow)) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> client.get("/health"))
          .isInstanceOf(TargetException.class)
          .hasMessageStartingWith("GET http://slow.invalid:80/health: ");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    } finally {
      never.countDown();
    }
  }

  @Test
  void saysWhatIsWrongWithAnAnswer() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        StatusClient client = client(server.getLocalPort(), PATIENCE)) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = server.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"
                              .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // the client is gone
                }
              });
      thread.setDaemon(true);
      thread.start();
      assertThatThrownBy(() -> client.get("/health"))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("Invalid redirect URI: http://[");
    }
  }

  private StatusClient client(int port, Duration patience) throws Exception {
    return new StatusClient(target("127.0.0.1", port), patience);
  }

  private Target target(String host, int port) throws Exception {
    Path file = folder.resolve("target.yaml");
    Files.writeString(file, "url: http://" + host + ":" + port + "\n");
    return TargetFile.read(file, Map.of());
  }
}
