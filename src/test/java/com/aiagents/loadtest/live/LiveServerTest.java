package com.aiagents.loadtest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's HTTP, spoken by hand: who is let in, and what is obeyed. */
class LiveServerTest {
  private static final Shown SHOWN = new Shown("r", "baseline", "t", List.of());
  private final Asked controls = new Asked(new Controls.Allowed(true, true, 100, true));
  private LivePage page;

  @AfterEach
  void close() {
    if (page != null) {
      page.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:8089", "[::1]:1", "LOCALHOST:80"})
  void thisMachinesNamesAreLetIn(String host) throws IOException {
    assertThat(get("/", "Host: " + host)).startsWith("HTTP/1.1 200 ").contains("<title>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "169.254.169.254",
        ""
      })
  void anotherNameIsSomebodyElsesPage(String host) throws IOException {
    assertThat(get("/", "Host: " + host)).startsWith("HTTP/1.1 403 ").doesNotContain("<title>");
    assertThat(get("/events", "Host: " + host)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void anotherPageMayNeitherReadNorAsk() throws IOException {
    assertThat(get("/events", "Host: localhost", "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(post("{\"do\":\"stop\"}", "Host: localhost", "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(post("{\"do\":\"stop\"}", "Host: localhost", "Origin: null"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(post("{\"do\":\"stop\"}", "Host: localhost")).startsWith("HTTP/1.1 403 ");
    // the same machine, but another port is another page
    assertThat(post("{\"do\":\"stop\"}", "Host: localhost:8089", "Origin: http://localhost:3000"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(controls.orders()).isEmpty();
  }

  @Test
  void aFormOfAnotherPageIsNoJson() throws IOException {
    open("127.0.0.1");
    assertThat(
            say(
                "POST /control HTTP/1.1",
                "{\"do\":\"stop\"}",
                "Host: localhost",
                "Origin: http://localhost",
                "Content-Type: text/plain"))
        .startsWith("HTTP/1.1 415 ");
    assertThat(controls.orders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"do\":\"start\"} | start",
        "{\"do\":\"start\",\"users\":7} | start 7",
        "{\"do\":\"users\",\"users\":100} | users 100",
        "{\"do\":\"stop\"} | stop",
        "{\"do\":\"stop-now\"} | stop now"
      })
  void thePageIsObeyed(String body, String what) throws IOException {
    assertThat(ask(body)).startsWith("HTTP/1.1 200 ");
    assertThat(controls.orders()).containsExactly(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"do\":\"users\"} | users: missing",
        "{\"do\":\"users\",\"users\":0} | users: allowed is 1 to 100",
        "{\"do\":\"users\",\"users\":101} | users: allowed is 1 to 100",
        "{\"do\":\"users\",\"users\":2.5} | users: allowed is 1 to 100",
        "{\"do\":\"users\",\"users\":\"9\"} | users: allowed is 1 to 100",
        "{\"do\":\"fly\"} | do: allowed are start, users, stop and stop-now",
        "{} | do: allowed are",
        "[] | do: allowed are",
        "nonsense | found no JSON"
      })
  void whatCannotBeIsSaid(String body, String why) throws IOException {
    assertThat(ask(body)).startsWith("HTTP/1.1 400 ").contains(why);
    assertThat(controls.orders()).isEmpty();
  }

  @Test
  void whatIsNotPossibleNowIsRefused() throws IOException {
    controls.allow(new Controls.Allowed(false, false, 100, true));
    assertThat(ask("{\"do\":\"start\"}")).contains("start: not possible now");
    assertThat(ask("{\"do\":\"users\",\"users\":5}")).contains("users: not possible now");
    controls.allow(new Controls.Allowed(true, false, 100, true));
    assertThat(ask("{\"do\":\"start\",\"users\":5}"))
        .contains("users: this scenario keeps those that are planned");
    assertThat(controls.orders()).isEmpty();
  }

  @Test
  void aLongBodyIsNotRead() throws IOException {
    assertThat(ask("{\"do\":\"stop\",\"x\":\"" + "y".repeat(5_000) + "\"}"))
        .startsWith("HTTP/1.1 400 ")
        .contains("found more than 1024 bytes");
    assertThat(controls.orders()).isEmpty();
  }

  @Test
  void otherPathsAndMethodsAreNotThere() throws IOException {
    assertThat(get("/../pom.xml", "Host: localhost")).startsWith("HTTP/1.1 404 ");
    assertThat(get("/page.class", "Host: localhost")).startsWith("HTTP/1.1 404 ");
    assertThat(say("DELETE / HTTP/1.1", "", "Host: localhost", "Origin: http://localhost"))
        .startsWith("HTTP/1.1 405 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/theme.css", "/page.css", "/page.js", "/uplot.css", "/uplot.js"})
  void everyAnswerForbidsWhatIsNotThePages(String path) throws IOException {
    assertThat(get(path, "Host: localhost"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self';")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Referrer-Policy: no-referrer");
  }

  @Test
  void aPageThatOthersCanReachNeedsTheToken() throws IOException {
    open("0.0.0.0");
    String token = page.url().replaceFirst(".*\\?token=", "");
    assertThat(token).matches("[0-9a-f]{32}");
    String host = "Host: 192.0.2.7:8089";
    assertThat(get("/", host)).startsWith("HTTP/1.1 401 ").doesNotContain("<title>");
    assertThat(get("/events", host)).startsWith("HTTP/1.1 401 ");
    assertThat(get("/?token=" + "0".repeat(32), host)).startsWith("HTTP/1.1 401 ");
    assertThat(get("/", "Host: evil.example", "Cookie: load-test-token=" + token))
        .startsWith("HTTP/1.1 403 ");
    String invited = get("/?token=" + token, host);
    assertThat(invited)
        .startsWith("HTTP/1.1 303 ")
        .containsIgnoringCase("Location: /\n")
        .containsIgnoringCase(
            "Set-Cookie: load-test-token=" + token + "; HttpOnly; SameSite=Strict; Path=/");
    assertThat(get("/", host, "Cookie: a=b; load-test-token=" + token))
        .startsWith("HTTP/1.1 200 ")
        .contains("<title>")
        .doesNotContain(token);
    assertThat(
            say(
                "POST /control HTTP/1.1",
                "{\"do\":\"stop\"}",
                host,
                "Origin: http://192.0.2.7:8089",
                "Content-Type: application/json"))
        .startsWith("HTTP/1.1 401 ");
    assertThat(controls.orders()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> LivePage.open(SHOWN, State.WAITING, controls, "127.0.0.1", port))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "live page: cannot listen at 127.0.0.1:" + port + " (Address already in use)");
    }
  }

  @Test
  void moreThanSixteenPagesAreTooMany() throws IOException {
    open("127.0.0.1");
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Socket socket = connect();
        open.add(socket);
        send(socket, "GET /events HTTP/1.1", "", "Host: localhost");
        assertThat(reader(socket).readLine()).startsWith("HTTP/1.1 200 ");
      }
      assertThat(get("/events", "Host: localhost")).startsWith("HTTP/1.1 503 ");
      assertThat(get("/", "Host: localhost")).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void anOpenPageHearsHowItEnds() throws IOException {
    open("127.0.0.1");
    try (Socket socket = connect()) {
      send(socket, "GET /events HTTP/1.1", "", "Host: localhost");
      BufferedReader reader = reader(socket);
      for (String line = reader.readLine(); !line.equals("event: all"); ) {
        line = reader.readLine();
      }
      page.state(State.ENDED);
      page.close();
      StringBuilder rest = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rest.append(line).append('\n');
      }
      assertThat(rest).contains("event: end\n").contains("\"state\":\"ended\"");
    }
  }

  private void open(String bind) throws IOException {
    if (page == null) {
      page = LivePage.open(SHOWN, State.WAITING, controls, bind, 0);
    }
  }

  private String get(String path, String... headers) throws IOException {
    open("127.0.0.1");
    return say("GET " + path + " HTTP/1.1", "", headers);
  }

  private String ask(String body) throws IOException {
    return post(body, "Host: localhost:8089", "Origin: http://localhost:8089");
  }

  private String post(String body, String host, String... more) throws IOException {
    open("127.0.0.1");
    List<String> headers = new ArrayList<>(List.of(more));
    headers.add(host);
    headers.add("Content-Type: application/json");
    return say("POST /control HTTP/1.1", body, headers.toArray(new String[0]));
  }

  private Socket connect() throws IOException {
    int port = Integer.parseInt(page.url().replaceFirst("^http://[^/]*:(\\d+)/.*", "$1"));
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String request, String body, String... headers)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String text =
        request
            + "\r\n"
            + String.join("\r\n", headers)
            + "\r\nConnection: close\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** One request by hand: no client would send such headers. */
  private String say(String request, String body, String... headers) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request, body, headers);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n");
    }
  }
}
