package com.aiagents.loadtest.functions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.jmeter.protocol.http.sampler.HTTPSamplerBase;
import org.apache.jmeter.protocol.http.util.HTTPArgument;
import org.apache.jmeter.samplers.SampleResult;
import org.apache.jmeter.samplers.Sampler;

/**
 * {@code ${__webhookSignature(sha256={hex})}}: signs the body of the request whose header it stands
 * in, by HMAC-SHA256 (RFC 2104) with the secret in {@code LOAD_TEST_WEBHOOK_SECRET}.
 *
 * <p>JMeter evaluates headers before the body, and a body anew whenever it is asked for. So this
 * evaluates it first and keeps the text for the request, until JMeter begins the next one: exactly
 * the bytes that were signed are sent. The test stops when it cannot be signed, and nothing is
 * sent.
 */
public final class WebhookSignature extends PlanFunction {
  private static final String SECRET = "LOAD_TEST_WEBHOOK_SECRET";
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PLACE = "{hex}";
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** A Mac has a state, so each user has its own. */
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(WebhookSignature::keyed);

  /** A function that JMeter makes. */
  public WebhookSignature() {
    super("__webhookSignature", "form of the header; {hex} stands for the signature");
  }

  @Override
  public String execute(SampleResult previous, Sampler sampler) {
    String form = parameter(0);
    int place = form.indexOf(PLACE);
    if (place < 0) {
      throw stop("signature: found '" + form + "', needed is " + PLACE + " in it");
    }
    if (!(sampler instanceof HTTPSamplerBase request)
        || request.getArguments().getArgumentCount() != 1) {
      throw stop("a webhook could not be signed: the request has no body");
    }
    HTTPArgument argument = (HTTPArgument) request.getArguments().getArgument(0);
    String body = argument.getValue();
    argument.setValue(body);
    byte[] digest = MAC.get().doFinal(body.getBytes(StandardCharsets.UTF_8));
    StringBuilder header = new StringBuilder(form.length() + 2 * digest.length);
    header.append(form, 0, place);
    for (byte b : digest) {
      header.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
    }
    return header.append(form, place + PLACE.length(), form.length()).toString();
  }

  private static Mac keyed() {
    String secret = System.getenv(SECRET);
    if (secret == null || secret.isEmpty()) {
      throw stop(
          "a webhook could not be signed: the environment variable " + SECRET + " is not set");
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw stop("a webhook could not be signed: " + e.getMessage());
    }
  }
}
