package com.aiagents.loadtest.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.doctor.Finding.Ok;
import com.aiagents.loadtest.doctor.Finding.Problem;
import com.aiagents.loadtest.doctor.Finding.Warning;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no test can make of this machine: an old Java, a full disk, another system. */
class MachineTest {
  private static final Subject PORT = Subject.TARGET_PORT;

  @TempDir private Path folder;

  @Test
  void java() {
    assertThat(new JavaCheck(Runtime.Version.parse("17.0.15+6")).ask())
        .isEqualTo(new Ok("17.0.15"));
    assertThat(new JavaCheck(Runtime.Version.parse("25")).ask()).isEqualTo(new Ok("25"));
    Finding old = new JavaCheck(Runtime.Version.parse("11.0.2")).ask();
    assertThat(old)
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.cause()).isEqualTo(Cause.ENVIRONMENT));
    assertThat(old.text()).isEqualTo("found 11.0.2, allowed is 17 or later");
  }

  @Test
  void disk() {
    long mib = 1L << 20;
    assertThat(DiskCheck.judge(2048 * mib))
        .isEqualTo(new Ok("2.0 GiB free, results/ and target/ can be written to"));
    assertThat(DiskCheck.judge(2048 * mib - 1)).isInstanceOf(Warning.class);
    assertThat(DiskCheck.judge(512 * mib)).isInstanceOf(Warning.class);
    assertThat(DiskCheck.judge(512 * mib - 1)).isInstanceOf(Problem.class);
    assertThat(DiskCheck.judge(0).text())
        .isEqualTo("0.0 GiB free, needed are 0.5 GiB for the shortest run");
  }

  @Test
  void aPortAndWhoListensThere() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      long pid = ProcessHandle.current().pid();
      assertThat(port(port, Optional.empty()))
          .isEqualTo(
              new Warning(
                  "taken by java (pid " + pid + "), the page cannot have it",
                  "ps -fp " + pid + "   # kill " + pid + ", if nobody needs it"));
      assertThat(port(port, Optional.of(target("http://elsewhere:" + port))))
          .isInstanceOf(Warning.class);
      assertThat(port(port, Optional.of(target("http://localhost:1")))).isInstanceOf(Warning.class);
      for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
        assertThat(port(port, Optional.of(target("http://" + host + ":" + port))))
            .isEqualTo(new Ok("taken by java (pid " + pid + "), the target of this command"));
      }
    }
    assertThat(port(port, Optional.empty())).isEqualTo(new Ok("free for the page"));
  }

  @Test
  void aListenerThatTheSystemDoesNotTell() throws Exception {
    Path net = Files.createDirectories(folder.resolve("net"));
    String head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt";
    Files.writeString(
        net.resolve("tcp"),
        head
            + "\n   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 77 1\n"
            + "   1: 0100007F:1F41 0100007F:1F40 01 00000000:00000000 00:00000000 00000000 0 0 78 1\n");
    Path process = Files.createDirectories(folder.resolve("42/fd")).getParent();
    Files.writeString(process.resolve("comm"), "uvicorn\n");
    assertThat(Listener.on(8000, folder)).as("of another user").isEmpty();
    Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[78]"));
    assertThat(Listener.on(8001, folder)).as("a connection is no listener").isEmpty();
    Files.createSymbolicLink(process.resolve("fd/4"), Path.of("socket:[77]"));
    assertThat(Listener.on(8000, folder)).contains(new Listener(42, "uvicorn"));
  }

  @Test
  void lsof() {
    assertThat(Listener.parse("p4711\ncuvicorn\nf3\n")).contains(new Listener(4711, "uvicorn"));
    assertThat(Listener.parse("")).isEmpty();
    assertThat(Listener.parse("lsof: command not found\nx")).isEmpty();
  }

  private static Finding port(int port, Optional<Target> target)
      throws IOException, InterruptedException {
    return new PortCheck(PORT, port, "the page", target).ask();
  }

  private static Target target(String url) throws Exception {
    return TargetFile.atUrl(url, Map.of());
  }
}
