package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TlsSession;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Whether this Java trusts the certificate of a target with https. */
record TlsCheck(Target target) implements Check {
  private static final Duration SOON = Duration.ofDays(7);

  @Override
  public Subject subject() {
    return Subject.TLS;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.HOST);
  }

  @Override
  public String asked() {
    return target.url() + ": TLS";
  }

  @Override
  public String mend() {
    return "keytool -printcert -sslserver "
        + target.url().getHost()
        + ":"
        + target.port()
        + "   # docs/troubleshooting.md says how to trust it";
  }

  @Override
  public Finding ask() throws TargetException, IOException {
    if (!"https".equals(target.url().getScheme())) {
      return new Finding.Aside("not needed: the URL is " + target.url().getScheme());
    }
    try {
      return judge(TlsSession.of(target, SSLContext.getDefault(), Examination.EACH), Instant.now());
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java has no TLS: " + e.getMessage(), e);
    }
  }

  /** What a session means at a moment. */
  Finding judge(TlsSession session, Instant now) {
    String text =
        session.protocol()
            + ", the certificate is trusted until "
            + session.validUntil().atOffset(ZoneOffset.UTC).toLocalDate();
    return session.validUntil().isBefore(now.plus(SOON))
        ? new Finding.Warning(text, mend())
        : new Finding.Ok(text);
  }
}
