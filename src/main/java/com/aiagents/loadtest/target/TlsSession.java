package com.aiagents.loadtest.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * What a TLS server and this Java agree on, the server's certificate checked as for any request.
 *
 * @param protocol for example TLSv1.3
 * @param validUntil the end of the server's certificate
 */
public record TlsSession(String protocol, Instant validUntil) {
  /**
   * Shakes hands and closes the connection again; nothing is asked.
   *
   * @param context whose certificates are trusted
   * @param patience for the connection, and for each answer
   * @throws TargetException if there is no TLS, or the certificate is not trusted or not the host's
   */
  public static TlsSession of(Target target, SSLContext context, Duration patience)
      throws TargetException {
    URI url = target.url();
    try (Socket plain = new Socket()) {
      int millis = (int) patience.toMillis();
      plain.connect(new InetSocketAddress(url.getHost(), target.port()), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, url.getHost(), target.port(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return new TlsSession(socket.getSession().getProtocol(), own.getNotAfter().toInstant());
      }
    } catch (IOException e) {
      throw new TargetException(url + ": no TLS connection: " + innermost(e).getMessage());
    }
  }

  /** Which says what is wrong; those around it say where in Java. */
  private static Throwable innermost(Throwable e) {
    return e.getCause() == null ? e : innermost(e.getCause());
  }
}
