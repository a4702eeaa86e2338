package com.aiagents.loadtest.run;

import com.aiagents.loadtest.samples.Sample;
import com.aiagents.loadtest.scenario.Task;
import java.util.Optional;

/** How many webhooks in a row were refused for their signature. Used by one thread. */
final class Refusals {
  private static final int MOST = 5;

  private int inARow;

  /** Takes a sample. */
  void add(Sample sample) {
    if (sample.label().equals(Task.SUBMIT.label())) {
      String code = sample.responseCode();
      inARow = code.equals("401") || code.equals("403") ? inARow + 1 : 0;
    }
  }

  /** Why no webhook will be accepted any more; empty while one may be. */
  Optional<String> reason() {
    return inARow >= MOST
        ? Optional.of("the last " + inARow + " webhooks were refused for their signature (401)")
        : Optional.empty();
  }
}
