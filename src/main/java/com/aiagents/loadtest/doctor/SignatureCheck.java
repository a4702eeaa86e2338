package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetClient;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.unit.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the target takes a webhook that is signed with the secret; tried only when allowed. */
record SignatureCheck(Asked asking, Target target, Optional<Secret> secret, boolean probe)
    implements Check {
  @Override
  public Subject subject() {
    return Subject.SIGNATURE;
  }

  @Override
  public List<Subject> needs() {
    return probe ? List.of(Subject.SECRET, Subject.HEALTH) : List.of();
  }

  @Override
  public String asked() {
    return "POST " + target.resolve(target.webhook().pathFor(target.tenant()));
  }

  @Override
  public String mend() {
    return target.database().isPresent()
        ? asking.command("tenant create") + "   # with ENCRYPTION_KEY exported too"
        : SecretCheck.MEND;
  }

  @Override
  public Finding ask() throws TargetException, DefinitionException, InterruptedException {
    if (!probe) {
      return new Finding.Aside(
          "not tried: it puts a ticket into the target's queue; "
              + asking.command("doctor --probe")
              + " does");
    }
    RunId id = RunId.of(Instant.now(), "doctor");
    new TargetClient(target).probeSignature(id, secret.orElseThrow());
    return new Finding.Ok("a signed webhook was accepted, its ticket is " + id.probeTicket());
  }
}
