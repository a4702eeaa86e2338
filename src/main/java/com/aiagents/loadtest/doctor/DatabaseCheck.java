package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.doctor.Finding.Cause;
import com.aiagents.loadtest.target.ConnectionGauge;
import com.aiagents.loadtest.target.ConnectionGauge.Connections;
import com.aiagents.loadtest.target.DatabaseRole;
import com.aiagents.loadtest.target.DatabaseUrl;
import com.aiagents.loadtest.target.History;
import com.aiagents.loadtest.target.Reach;
import com.aiagents.loadtest.target.Source;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.util.List;

/** Whether the database can be asked for what became of the tickets, and by whom. */
record DatabaseCheck(Asked asking, Target target) implements Check {
  private static final String EXAMPLE = "postgresql://USER:PASSWORD@";

  /** The share of the connections in use above which a run tells an alarm. */
  private static final double MOST = 0.9;

  @Override
  public Subject subject() {
    return Subject.DATABASE;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.TARGET);
  }

  @Override
  public String asked() {
    return "database " + target.database().map(DatabaseUrl::toString).orElse("");
  }

  @Override
  public String mend() {
    return naming(target.database().map(DatabaseUrl::toString).orElse("localhost:5433/ai_agents"));
  }

  @Override
  public String mendSilence() {
    return target.database().map(DatabaseCheck::looking).orElse("");
  }

  @Override
  public Finding ask() throws TargetException {
    if (target.databaseSource() == Source.DECLARED_NONE) {
      return new Finding.Aside("declared none: the workflow criteria will be NOT_APPLICABLE");
    }
    if (target.database().isEmpty()) {
      return new Finding.Warning("not named: the workflow criteria will be INVALID", mend());
    }
    DatabaseUrl url = target.database().get();
    try {
      Reach.of(
          "postgresql://" + url.host() + ":" + url.port(),
          url.host(),
          url.port(),
          Examination.EACH);
    } catch (TargetException e) {
      return new Finding.Problem(Cause.ENVIRONMENT, e.getMessage(), starting(url));
    }
    new History(target).requireAccess();
    DatabaseRole role = DatabaseRole.of(target);
    try (ConnectionGauge gauge = new ConnectionGauge(target, Examination.EACH)) {
      return judge(role, gauge.connections());
    }
  }

  private Finding judge(DatabaseRole role, Connections connections) {
    String text =
        target.database().get()
            + ", "
            + connections.open()
            + " of "
            + connections.most()
            + " connections in use, role "
            + role.name();
    if (connections.open() > MOST * connections.most()) {
      return new Finding.Warning(
          text + ": alarm.connections will warn",
          "psql -c 'SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2'");
    }
    if (!role.secured()) {
      return new Finding.Ok(text + "; the tables have no row-level security");
    }
    if (!role.restrained()) {
      return new Finding.Warning(
          text
              + " is "
              + kind(role)
              + ": it sees the rows of every tenant, and hides what the platform's role would miss",
          naming(target.database().get().toString()) + "   # a plain role");
    }
    return new Finding.Ok(text + "; row-level security holds");
  }

  private static String kind(DatabaseRole role) {
    if (role.superuser()) {
      return "a superuser";
    }
    return role.bypass() ? "BYPASSRLS" : "the table's owner";
  }

  private String naming(String place) {
    return asking.naming("AI_AGENTS_DATABASE_URL", EXAMPLE + place, "database.url");
  }

  private static String starting(DatabaseUrl url) {
    return url.host().equals("localhost") || url.host().startsWith("127.")
        ? "kubectl port-forward -n ai-agents svc/postgres "
            + url.port()
            + ":5432   # or: docker compose up -d"
        : looking(url);
  }

  private static String looking(DatabaseUrl url) {
    return "pg_isready -h "
        + url.host()
        + " -p "
        + url.port()
        + "   # a wrong name, a firewall, no VPN?";
  }
}
