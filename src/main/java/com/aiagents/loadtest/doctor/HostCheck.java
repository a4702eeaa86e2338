package com.aiagents.loadtest.doctor;

import com.aiagents.loadtest.target.Reach;
import com.aiagents.loadtest.target.Target;
import com.aiagents.loadtest.target.TargetException;
import java.util.List;

/** Whether the target's name has an address and its port takes connections. */
record HostCheck(Target target) implements Check {
  @Override
  public Subject subject() {
    return Subject.HOST;
  }

  @Override
  public List<Subject> needs() {
    return List.of(Subject.TARGET);
  }

  @Override
  public String asked() {
    return target.url().toString();
  }

  @Override
  public String mend() {
    String host = target.url().getHost();
    if (host.equals("localhost") || host.startsWith("127.")) {
      return "scripts/load-test target --port "
          + target.port()
          + "   # or: kubectl port-forward -n ai-agents svc/api "
          + target.port()
          + ":8000";
    }
    return "curl -sv --max-time 10 "
        + target.url()
        + "/health   # a wrong name, a firewall, no VPN?";
  }

  @Override
  public Finding ask() throws TargetException {
    Reach reach =
        Reach.of(target.url().toString(), target.url().getHost(), target.port(), Examination.EACH);
    return new Finding.Ok(reach.address() + " takes connections, " + reach.millis() + " ms");
  }
}
