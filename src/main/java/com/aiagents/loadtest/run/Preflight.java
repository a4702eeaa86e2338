package com.aiagents.loadtest.run;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Secret;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetClient;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.unit.ClockOffset;
import com.aiagents.loadtest.unit.RunId;
import java.util.Optional;

/** Everything that can be known before the load is known before the load. */
final class Preflight {
  private Preflight() {}

  /**
   * Checks that the target is healthy, its queue and history can be asked if they are named, and it
   * takes our signature.
   *
   * @return the database's clock before the load, if a database is named
   */
  static Optional<ClockOffset> check(Target target, Secret secret, RunId run)
      throws TargetException, DefinitionException, InterruptedException {
    TargetClient client = new TargetClient(target);
    client.requireHealth();
    if (target.redis().isPresent()) {
      new Queue(target).depth();
    }
    Optional<ClockOffset> clock = Optional.empty();
    if (target.database().isPresent()) {
      History history = new History(target);
      history.requireAccess();
      clock = Optional.of(history.clock());
    }
    client.probeSignature(run, secret);
    return clock;
  }
}
