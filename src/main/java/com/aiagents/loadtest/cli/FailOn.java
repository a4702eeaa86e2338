package com.aiagents.loadtest.cli;

/** Which outcomes, besides FAIL and INVALID, end with another exit code than 0. */
enum FailOn {
  warning
}
