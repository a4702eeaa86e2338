package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.TargetException;
import java.io.IOException;
import java.util.List;

/** Looks at one subject, once. */
interface Check {
  Subject subject();

  /** Subjects without which there is nothing to ask. */
  default List<Subject> needs() {
    return List.of();
  }

  /** Who or what is asked, for the message that there was no answer. */
  String asked();

  /** The command to give when {@link #ask} throws. */
  String mend();

  /** The command to give when {@link #ask} does not end. */
  default String mendSilence() {
    return mend();
  }

  /**
   * Looks. Called on a thread of its own, which is interrupted when the time is over.
   *
   * @throws TargetException as a problem of the environment, with its message
   * @throws IOException likewise
   * @throws DefinitionException as a problem of the configuration
   */
  Finding ask() throws TargetException, DefinitionException, IOException, InterruptedException;
}
