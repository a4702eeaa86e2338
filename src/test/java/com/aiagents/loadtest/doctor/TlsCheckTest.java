package com.aiagents.loadtest.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.doctor.Finding.Aside;
import com.aiagents.loadtest.doctor.Finding.Ok;
import com.aiagents.loadtest.doctor.Finding.Warning;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TargetFile;
import com.aiagents.loadtest.target.TlsSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of TLS, against servers of this test on loopback. */
class TlsCheckTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static SSLContext own;

  /** A context with a certificate of 127.0.0.1, which it trusts and nobody else. */
  @BeforeAll
  static void certificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "target",
                "-keyalg",
                "EC",
                "-dname",
                "CN=target",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "30",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.out").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory identity =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    identity.init(keys, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("target", keys.getCertificate("target"));
    trust.init(trusted);
    own = SSLContext.getInstance("TLS");
    own.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @Test
  void plainHttpNeedsNone() throws Exception {
    assertThat(new TlsCheck(target("http://h:1")).ask())
        .isEqualTo(new Aside("not needed: the URL is http"));
  }

  @Test
  void aCertificateThatIsTrusted() throws Exception {
    try (ServerSocket server = tls()) {
      TlsSession session = TlsSession.of(target(server), own, PATIENCE);
      assertThat(session.protocol()).isEqualTo("TLSv1.3");
      Instant end = session.validUntil();
      assertThat(end).isBetween(days(29), days(31));
      TlsCheck check = new TlsCheck(target(server));
      assertThat(check.judge(session, end.minus(Duration.ofDays(8))))
          .isInstanceOf(Ok.class)
          .satisfies(
              f ->
                  assertThat(f.text())
                      .isEqualTo("TLSv1.3, the certificate is trusted until " + day(end)));
      assertThat(check.judge(session, end.minus(Duration.ofDays(6)))).isInstanceOf(Warning.class);
    }
  }

  @Test
  void aCertificateThatNobodyTrusts() throws Exception {
    try (ServerSocket server = tls()) {
      assertThatThrownBy(() -> new TlsCheck(target(server)).ask())
          .isInstanceOf(TargetException.class)
          .hasMessageStartingWith(target(server).url() + ": no TLS connection: ")
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void aCertificateOfAnotherHost() throws Exception {
    try (ServerSocket server = tls()) {
      Target other = target("https://localhost:" + server.getLocalPort());
      assertThatThrownBy(() -> TlsSession.of(other, own, PATIENCE))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("no TLS connection: ")
          .hasMessageContaining("localhost");
    }
  }

  @Test
  void aServerWithoutTls() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, false);
      assertThatThrownBy(() -> TlsSession.of(target(server), own, PATIENCE))
          .isInstanceOf(TargetException.class)
          .hasMessageEndingWith("no TLS connection: Unsupported or unrecognized SSL message");
    }
  }

  private static ServerSocket tls() throws IOException {
    ServerSocket server =
        own.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    serve(server, true);
    return server;
  }

  /** Shakes hands, or answers as HTTP does, until the server is closed. */
  private static void serve(ServerSocket server, boolean tls) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  if (tls) {
                    ((SSLSocket) socket).startHandshake();
                  } else {
                    socket.getInputStream().read();
                    socket
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  }
                } catch (IOException e) {
                  // the client did not like it, which is what is tested, or the server is closed
                }
              }
            },
            "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static Target target(ServerSocket server) throws Exception {
    return target("https://127.0.0.1:" + server.getLocalPort());
  }

  private static Target target(String url) throws Exception {
    return TargetFile.atUrl(url, Map.of());
  }

  private static Instant days(int count) {
    return Instant.now().plus(Duration.ofDays(count));
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }
}
