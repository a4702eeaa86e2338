package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.Target;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a port of this machine is free.
 *
 * @param purpose what would listen there
 * @param target that it may belong to, if it is known
 */
record PortCheck(Subject subject, int port, String purpose, Optional<Target> target)
    implements Check {
  @Override
  public String asked() {
    return "port " + port;
  }

  @Override
  public String mend() {
    return "lsof -nP -iTCP:" + port + " -sTCP:LISTEN";
  }

  @Override
  public Finding ask() throws IOException, InterruptedException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return new Finding.Ok("free for " + purpose);
    } catch (BindException e) {
      Optional<Listener> listener = Listener.on(port, Path.of("/proc"));
      String who =
          "taken by "
              + listener.map(Listener::toString).orElse("a process that the system does not tell");
      if (target.filter(this::isHere).isPresent()) {
        return new Finding.Ok(who + ", the target of this command");
      }
      return new Finding.Warning(
          who + ", " + purpose + " cannot have it",
          listener
              .map(l -> "ps -fp " + l.pid() + "   # kill " + l.pid() + ", if nobody needs it")
              .orElse("sudo " + mend()));
    }
  }

  private boolean isHere(Target target) {
    String host = target.url().getHost();
    return target.port() == port
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
  }
}
