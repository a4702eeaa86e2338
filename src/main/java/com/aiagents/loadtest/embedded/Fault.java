package com.aiagents.loadtest.embedded;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fault that can be asked for, and the form of its value. */
enum Fault {
  LOSE("lose", FaultValue.SHARE, "0.5%"),
  DUPLICATE("duplicate", FaultValue.SHARE, "1%"),
  CORRUPT("corrupt", FaultValue.SHARE, "1%"),
  FAIL("fail", FaultValue.SHARE, "2%"),
  HTTP_ERRORS("http-errors", FaultValue.SHARE, "3%"),
  TIMEOUTS("timeouts", FaultValue.SHARE, "1%"),
  SLOW("slow", FaultValue.FACTOR, "3x"),
  DEGRADE("degrade", FaultValue.GROWTH, "1%/s"),
  LEAK("leak", FaultValue.FLOW, "1MiB/s"),
  STALL_AT("stall-at", FaultValue.MOMENT, "30s"),
  STALL_FOR("stall-for", FaultValue.MOMENT, "15s"),
  CRASH_AT("crash-at", FaultValue.MOMENT, "30s"),
  HANG_AT("hang-at", FaultValue.MOMENT, "30s"),
  REJECT_SIGNATURE("reject-signature", FaultValue.NONE, ""),
  RATE_LIMIT("rate-limit", FaultValue.RATE, "20"),
  CLOCK_SKEW("clock-skew", FaultValue.SKEW, "5s"),
  LOG_ERRORS("log-errors", FaultValue.LINES, "1"),
  POOL("pool", FaultValue.CONNECTIONS, "2");

  private final String word;
  private final FaultValue value;
  private final String example;

  Fault(String word, FaultValue value, String example) {
    this.word = word;
    this.value = value;
    this.example = example;
  }

  /** The fault of a name as the user types it. */
  static Optional<Fault> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
  }

  /** All names, for a message. */
  static String names() {
    return Arrays.stream(values()).map(f -> f.word).collect(Collectors.joining(", "));
  }

  /** The name as the user types it. */
  String word() {
    return word;
  }

  FaultValue value() {
    return value;
  }

  /** What may be asked for, with an example. */
  String allowed() {
    return value.allowed()
        + ", for example "
        + word
        + (value == FaultValue.NONE ? "" : "=" + example);
  }
}
