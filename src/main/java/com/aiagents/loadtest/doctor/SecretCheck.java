package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.target.Secret;
import java.util.Map;

/** Whether there is a secret to sign with; not whether it is the right one. */
record SecretCheck(Map<String, String> environment) implements Check {
  /** Asks for it without an echo and without a trace in the shell's history. */
  static final String MEND = "read -rs " + Secret.VARIABLE + " && export " + Secret.VARIABLE;

  @Override
  public Subject subject() {
    return Subject.SECRET;
  }

  @Override
  public String asked() {
    return Secret.VARIABLE;
  }

  @Override
  public String mend() {
    return MEND;
  }

  @Override
  public Finding ask() {
    return Secret.of(environment).isPresent()
        ? new Finding.Ok(Secret.VARIABLE + " is set")
        : new Finding.Problem(Cause.CONFIGURATION, Secret.VARIABLE + ": not set", MEND);
  }
}
