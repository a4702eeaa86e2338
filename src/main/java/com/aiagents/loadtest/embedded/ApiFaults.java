package com.aiagents.loadtest.embedded;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong in the API: with single webhooks, with all of them, and with the whole process.
 * Safe for many threads.
 */
final class ApiFaults {
  private static final Logger LOG = LoggerFactory.getLogger("api");
  private static final int MEBIBYTE = 1 << 20;
  private static final long LEAK_AT_MOST = 1L << 30;

  private final Faults faults;
  private final TicketFaults<WebhookFault> webhooks;
  private final Timeline timeline;
  private volatile boolean hanging;

  ApiFaults(Faults faults, long seed, Timeline timeline) {
    this.faults = faults;
    this.webhooks =
        new TicketFaults<>(WebhookFault.NONE, LOG)
            .add(Fault.HTTP_ERRORS, faults.quota(Fault.HTTP_ERRORS, seed), WebhookFault.ERRORS)
            .add(Fault.TIMEOUTS, faults.quota(Fault.TIMEOUTS, seed), WebhookFault.SILENCES);
    this.timeline = timeline;
    faults.time(Fault.HANG_AT).ifPresent(at -> timeline.at(at, this::hang));
    faults.leakMebibytesPerSecond().ifPresent(this::planLeak);
  }

  private void hang() {
    hanging = true;
    LOG.info("fault {}: begins, no request is answered any more", Fault.HANG_AT.word());
  }

  private void planLeak(double mebibytesPerSecond) {
    Leak leak = new Leak((int) (mebibytesPerSecond * MEBIBYTE), LEAK_AT_MOST);
    timeline.everySecond(leak::step);
  }

  /** Names what ends the HTTP server for good, if the API is to crash. */
  void crashBy(Runnable end) {
    faults
        .time(Fault.CRASH_AT)
        .ifPresent(
            at ->
                timeline.at(
                    at,
                    () -> {
                      LOG.info("fault {}: begins, the API is gone", Fault.CRASH_AT.word());
                      end.run();
                    }));
  }

  /** Counts a webhook, before anything is known of it. */
  void received() {
    timeline.received();
  }

  /** What goes wrong with the next webhook that would be accepted. */
  WebhookFault next(String ticket) {
    return webhooks.next(ticket);
  }

  /** Whether no signature is good enough. */
  boolean rejectsSignatures() {
    return faults.has(Fault.REJECT_SIGNATURE);
  }

  /** Webhooks allowed a minute. */
  long limit(Tenants.Tenant tenant) {
    Optional<Integer> limit = faults.count(Fault.RATE_LIMIT);
    return limit.isPresent() ? limit.get() : tenant.webhooksPerMinute();
  }

  /** Whether no request is answered. */
  boolean hanging() {
    return hanging;
  }
}
