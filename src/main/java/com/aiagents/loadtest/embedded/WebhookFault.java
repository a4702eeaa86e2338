package com.aiagents.loadtest.embedded;

import java.util.List;

/** What goes wrong with one webhook that would have been accepted. */
enum WebhookFault {
  NONE(true, ""),
  ERROR_INSTEAD(false, "answered 500, not queued"),
  ERROR_ALTHOUGH(true, "answered 500, queued all the same"),
  SILENCE_INSTEAD(false, "never answered, not queued"),
  SILENCE_ALTHOUGH(true, "never answered, queued all the same");

  /** Webhooks answered with an error, in turn. */
  static final List<WebhookFault> ERRORS = List.of(ERROR_INSTEAD, ERROR_ALTHOUGH);

  /** Webhooks that are never answered, in turn. */
  static final List<WebhookFault> SILENCES = List.of(SILENCE_INSTEAD, SILENCE_ALTHOUGH);

  private final boolean queued;
  private final String description;

  WebhookFault(boolean queued, String description) {
    this.queued = queued;
    this.description = description;
  }

  /** Whether its job gets into the queue. */
  boolean queued() {
    return queued;
  }

  /** What happens, for the log. */
  @Override
  public String toString() {
    return description;
  }
}
