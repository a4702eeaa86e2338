package com.aiagents.loadtest.plan;

import com.aiagents.loadtest.scenario.Scenario;
import com.aiagents.loadtest.scenario.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jmeter.save.SaveService;
import org.apache.jmeter.threads.AbstractThreadGroup;
import org.apache.jmeter.util.JMeterUtils;
import org.apache.jorphan.collections.HashTree;
import org.apache.jorphan.collections.ListedHashTree;

/**
 * Builds the JMeter plan of a scenario.
 *
 * <p>Every number of the plan is a JMeter property with a default, read by {@code ${__P(name,…)}};
 * the defaults are the scenario's. docs/scenarios.md lists them. Instances hold nothing; calls from
 * several threads are safe but JMeter's classes are prepared only once in a JVM.
 */
public final class PlanBuilder {
  /** Name of the element that writes a JTL in the GUI. */
  static final String GUI_WRITER = "JTL of the GUI";

  private static final String GROOVY_RUN =
      "${__groovy((props.getProperty('run') ?: (System.getProperty('results.dir') &&"
          + " org.apache.jmeter.gui.GuiPackage.getInstance() == null ? new"
          + " File(System.getProperty('results.dir')).getName() :"
          + " 'SCENARIO')).toUpperCase(Locale.ROOT).replaceAll('[^A-Z0-9-]'\\,"
          + " '-').replaceFirst(/^(?!\\d{8}-\\d{6})/\\, new"
          + " Date().format('yyyyMMdd-HHmmss-'\\, TimeZone.getTimeZone('UTC'))))}";
  private static final String GROOVY_JTL =
      "${__groovy(org.apache.jmeter.gui.GuiPackage.getInstance() == null ? '' : new"
          + " File(org.apache.jmeter.services.FileServer.getFileServer().getBaseDir()\\,"
          + " '../results/' + vars.get('run').toLowerCase(Locale.ROOT) +"
          + " '/samples.jtl').getCanonicalPath())}";
  private static final String GROOVY_COLUMNS =
      "${__groovy(props.put('sample_variables'\\, 'ticket_id\\,job_id');"
          + " org.apache.jmeter.samplers.SampleEvent.initSampleVariables();"
          + " 'ticket_id job_id')}";
  private static final String GROOVY_WEBHOOK =
      "${__groovy(vars.get('path_webhook').replace('{tenant_id}'\\, vars.get('tenant')))}";

  /** The plan of a scenario; the same scenario gives the same bytes. */
  public Plan build(Scenario scenario) {
    JMeterHome.prepare();
    // the first comment tells the properties, and they stand in the rest of the plan
    Plan silent = written(scenario, "");
    return written(scenario, PlanComment.of(scenario, silent.properties()));
  }

  private static Plan written(Scenario scenario, String comment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SaveService.saveTree(tree(scenario, comment), out);
    } catch (IOException e) {
      throw new UncheckedIOException("a plan cannot be written to memory", e);
    }
    String xml = out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    return new Plan(scenario.name(), (xml.strip() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The version of JMeter that plans are written for and run with. */
  public static String jmeterVersion() {
    return JMeterUtils.getJMeterVersion();
  }

  private static HashTree tree(Scenario scenario, String comment) {
    ThreadGroups groups = ThreadGroups.of(scenario);
    HashTree root = new ListedHashTree();
    HashTree plan =
        root.add(
            Elements.testPlan(
                "AI Agents load test: " + scenario.name(),
                comment,
                Elements.variables("User Defined Variables", "", variables(scenario))));
    plan.add(
        Elements.variables(
            "Derived variables", "made of those of the plan, once at its start", derived()));
    plan.add(
        Elements.httpDefaults("${__P(connect.timeout,5000)}", "${__P(response.timeout,60000)}"));
    plan.add(
        Elements.variables(
            "Tickets",
            "ticket n has the texts of row n of the file, and after the last row the first",
            Map.of("tickets", value("${__P(tickets,../data/tickets.csv)}", "the ticket file"))));

    HashTree setUp =
        plan.add(
            Elements.setUp("Checks", "before the first user: refuses a run that can be no proof"));
    setUp.add(
        Elements.scriptedSampler(
            "Open the run",
            "secret there, settings as asked; writes run.json; leaves no sample unless it refuses",
            "open-run.groovy",
            scenario.name() + " " + groups.numbers() + " " + weights(scenario)));
    for (AbstractThreadGroup group : groups.groups()) {
      addUser(plan.add(group), scenario);
    }
    HashTree tearDown =
        plan.add(Elements.tearDown("End", "after the last user: the run came to its end"));
    tearDown.add(
        Elements.scriptedSampler(
            "Close the run",
            "says so in the run.json that this plan wrote; leaves no sample",
            "close-run.groovy",
            ""));
    plan.add(
        Elements.resultWriter(
            GUI_WRITER, "writes only in the GUI; elsewhere JMeter's -l does", "${jtl}"));
    plan.add(
        Elements.resultTree(
            "View Results Tree", "for looking into single requests: enable it with few users"));
    return root;
  }

  private static Map<String, String[]> variables(Scenario scenario) {
    Map<String, String[]> v = new LinkedHashMap<>();
    v.put("scheme", value("${__P(scheme,http)}", "http or https"));
    v.put("host", value("${__P(host,localhost)}", "the target; load goes nowhere else"));
    v.put("port", value("${__P(port,8000)}", "of the target"));
    v.put("tenant", value("${__P(tenant,load-test-tenant)}", "sends the tickets"));
    v.put(
        "path_webhook",
        value(
            "${__P(path.webhook,/webhooks/servicedesk/{tenant_id})}",
            "{tenant_id} stands for the tenant"));
    v.put(
        "path_history",
        value("${__P(path.history,/enhancements/history)}", "tenant, limit and offset follow"));
    v.put("path_ticket", value("${__P(path.ticket,/enhancements)}", "the ticket id follows"));
    v.put("path_metrics", value("${__P(path.metrics,/metrics)}", "in the text form of Prometheus"));
    v.put("path_health", value("${__P(path.health,/health)}", "200 when the target is well"));
    v.put(
        "signature_form",
        value("${__P(signature,sha256={hex})}", "{hex} stands for the HMAC-SHA256"));
    v.put("history_limit", value("${__P(history.limit,50)}", "items asked for"));
    v.put("user_agent", value("ai-agents-load-test", "who every request says it is from"));
    v.put(
        "think_min",
        value(
            "${__P(think.min," + scenario.thinkTime().shortest().toMillis() + ")}",
            "shortest think time, ms"));
    v.put(
        "think_range",
        value(
            "${__P(think.range,"
                + scenario.thinkTime().longest().minus(scenario.thinkTime().shortest()).toMillis()
                + ")}",
            "how much longer it may be, ms"));
    v.put(
        "run",
        value(
            GROOVY_RUN.replace("SCENARIO", scenario.name().toUpperCase(Locale.ROOT)),
            "the run's id: every ticket id begins with it"));
    v.put("ticket_id", value("", "of the ticket a sample carries; a column of the JTL"));
    v.put("job_id", value("", "of the job that was answered; a column of the JTL"));
    v.put("last_ticket", value("NONE", "the ticket a user sent last"));
    return v;
  }

  private static Map<String, String[]> derived() {
    Map<String, String[]> v = new LinkedHashMap<>();
    v.put("webhook", value(GROOVY_WEBHOOK, "where tickets go: path_webhook for the tenant"));
    v.put("id_columns", value(GROOVY_COLUMNS, "ticket_id and job_id become columns of the JTL"));
    v.put("jtl", value(GROOVY_JTL, "samples of a run in the GUI; empty elsewhere"));
    return v;
  }

  private static void addUser(HashTree group, Scenario scenario) {
    HashTree first =
        group.add(
            Elements.onceOnly(
                "First contact", "each user once: an unhealthy target stops the test"));
    TaskRequests.health(first, Task.FIRST_CONTACT_LABEL, "outside the task mix")
        .add(Elements.stopTestOnFailure("Stop when unhealthy", "no load on a target that is down"));

    HashTree pause = group.add(Elements.noRequest("Think time", "between tasks, before each"));
    pause.add(Elements.uniformTimer("${think_min}", "${think_range}"));

    HashTree tasks =
        group.add(
            Elements.switchOn(
                "Task",
                "runs the one that is drawn, by weight",
                "${__nextTask(" + weights(scenario) + ")}"));
    for (Task task : scenario.mix().weights().keySet()) {
      TaskRequests.add(
          tasks.add(
              Elements.simple(task.key(), "as often as weight." + task.key() + " of all weights")),
          task);
    }
  }

  private static String weights(Scenario scenario) {
    return scenario.mix().weights().entrySet().stream()
        .map(
            e -> e.getKey().key() + "=${__P(weight." + e.getKey().key() + "," + e.getValue() + ")}")
        .collect(Collectors.joining(" "));
  }

  private static String[] value(String text, String description) {
    return new String[] {text, description};
  }
}
