package com.aiagents.loadtest.cli;

import com.aiagents.loadtest.target.DefinitionException;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.Queue;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import com.aiagents.loadtest.target.TenantTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code clean}: the tenant's history rows and its queue entries, nothing else. */
@Command(
    name = "clean",
    description = "Deletes the tenant's rows of the history and its entries of the queue.",
    mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
  private static final String EVERY_TICKET = "";

  @Spec private CommandSpec spec;
  @ParentCommand private LoadTest launcher;
  @Mixin private NamedTarget named;

  @Option(names = "--force", description = "Also for a tenant that this suite did not make.")
  private boolean force;

  @Override
  public Integer call() throws DefinitionException, TargetException {
    Target target = named.in(launcher.environment());
    if (target.database().isEmpty() && target.redis().isEmpty()) {
      throw new DefinitionException(
          named.noDatabase(target) + ", and no Redis either: there is nothing to clean");
    }
    if (!force) {
      requireOurs(target);
    }
    if (target.database().isPresent()) {
      // before anything is removed it must be sure that the rest can be
      new History(target).requireAccess();
    }
    PrintWriter screen = spec.commandLine().getOut();
    String tenant = "tenant " + target.tenant() + ": ";
    // the jobs first: one that is taken meanwhile would leave its row behind
    if (target.redis().isPresent()) {
      long entries = new Queue(target).remove(EVERY_TICKET);
      screen.println(
          tenant
              + (entries == 1 ? "1 entry" : entries + " entries")
              + " removed from the queue "
              + target.queue());
    } else {
      screen.println(tenant + "queue not cleaned, " + named.noRedis(target));
    }
    screen.flush();
    if (target.database().isPresent()) {
      long rows = new History(target).delete(EVERY_TICKET);
      screen.println(
          tenant + counted(rows, "history row") + " deleted from " + target.database().get());
    } else {
      screen.println(tenant + "history not cleaned, " + named.noDatabase(target));
    }
    return ExitCode.OK;
  }

  private void requireOurs(Target target) throws DefinitionException, TargetException {
    if (target.database().isEmpty()) {
      throw new DefinitionException(
          named.noDatabase(target)
              + ", so nothing shows that this suite made the tenant "
              + target.tenant()
              + "; allowed with --force");
    }
    new TenantTable(target).requireOurs();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
