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
import org.apache.jmeter.modifiers.JSR223PreProcessor;
import org.apache.jmeter.protocol.http.sampler.HTTPSamplerProxy;
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

  /** The parameter with which a script does nothing that a sample or a user would notice. */
  private static final String COMPILE_ONLY = "compile-only";

  private static final String CHECK_HISTORY = "check-history.groovy";
  private static final String UUID_PATTERN = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /** The plan of a scenario; the same scenario gives the same bytes. */
  public Plan build(Scenario scenario) {
    JMeterHome.prepare();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SaveService.saveTree(tree(scenario), out);
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

  private static HashTree tree(Scenario scenario) {
    ThreadGroups groups = ThreadGroups.of(scenario);
    HashTree root = new ListedHashTree();
    HashTree plan =
        root.add(
            Elements.testPlan(
                "AI Agents load test: " + scenario.name(),
                scenario.purpose()
                    + " Built by scripts/load-test plan; every number is a property:"
                    + " -Jname=value, see docs/scenarios.md. The signing secret comes from the"
                    + " environment variable LOAD_TEST_WEBHOOK_SECRET only.",
                Elements.variables("User Defined Variables", "", targetVariables(scenario))));
    plan.add(
        Elements.variables(
            "Results",
            "id columns for the JTL in any JMeter, and where the GUI writes it",
            Map.of(
                "id_columns",
                value(GROOVY_COLUMNS, "ticket_id and job_id become columns of the JTL"))));
    plan.add(
        Elements.variables(
            "Results of the GUI",
            "",
            Map.of("jtl", value(GROOVY_JTL, "samples of a run in the GUI; empty elsewhere"))));
    plan.add(
        Elements.httpDefaults("${__P(connect.timeout,5000)}", "${__P(response.timeout,60000)}"));
    Map<String, String> agent = new LinkedHashMap<>();
    agent.put("User-Agent", "ai-agents-load-test");
    agent.put("Accept", "application/json, text/plain;q=0.9, */*;q=0.8");
    plan.add(Elements.headers("Headers", "of every request", agent));
    plan.add(Elements.tickets("${__P(tickets,../data/tickets.csv)}"));

    HashTree setUp = plan.add(Elements.setUp("Checks", "refuses a run that cannot be a proof"));
    setUp.add(
        Elements.scriptedSampler(
            "Open the run",
            "secret there, settings as asked; writes run.json; leaves no sample unless it refuses",
            "open-run.groovy",
            scenario.name() + " " + groups.numbers() + " " + weights(scenario)));
    // a script is compiled when it is first needed: in the load that takes seconds, and the users
    // who want to submit would wait for it and then all send at the same moment
    HashTree compiled =
        setUp.add(
            Elements.noRequest(
                "Compile the scripts", "before the load, not in it: the same texts as below"));
    compiled.add(chooseTask(scenario));
    compiled.add(signTicket(COMPILE_ONLY));
    if (scenario.mix().weights().containsKey(Task.HISTORY)) {
      compiled.add(
          Elements.preProcessor("An array within the limit", "", CHECK_HISTORY, COMPILE_ONLY));
    }
    for (AbstractThreadGroup group : groups.groups()) {
      addUser(plan.add(group), scenario);
    }
    HashTree tearDown = plan.add(Elements.tearDown("End", "says that the run came to its end"));
    tearDown.add(Elements.scriptedSampler("Close the run", "", "close-run.groovy", ""));
    plan.add(
        Elements.resultWriter(
            "JTL of the GUI", "writes only in the GUI; elsewhere JMeter's -l does", "${jtl}"));
    plan.add(
        Elements.resultTree(
            "View Results Tree", "for looking into single requests: enable it with few users"));
    return root;
  }

  private static Map<String, String[]> targetVariables(Scenario scenario) {
    Map<String, String[]> v = new LinkedHashMap<>();
    v.put("scheme", value("${__P(scheme,http)}", "http or https"));
    v.put("host", value("${__P(host,localhost)}", "the target; load goes nowhere else"));
    v.put("port", value("${__P(port,8000)}", ""));
    v.put("tenant", value("${__P(tenant,load-test-tenant)}", "sends the tickets"));
    v.put(
        "path_webhook",
        value(
            "${__P(path.webhook,/webhooks/servicedesk/{tenant_id})}",
            "{tenant_id} stands for the tenant"));
    v.put("path_history", value("${__P(path.history,/enhancements/history)}", ""));
    v.put("path_ticket", value("${__P(path.ticket,/enhancements)}", "the ticket id follows"));
    v.put("path_metrics", value("${__P(path.metrics,/metrics)}", ""));
    v.put("path_health", value("${__P(path.health,/health)}", ""));
    v.put(
        "signature_form",
        value("${__P(signature,sha256={hex})}", "{hex} stands for the HMAC-SHA256"));
    v.put("history_limit", value("${__P(history.limit,50)}", "items asked for"));
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

  private static void addUser(HashTree group, Scenario scenario) {
    HashTree first =
        group.add(
            Elements.onceOnly(
                "First contact", "each user once: an unhealthy target stops the test"));
    HTTPSamplerProxy start = Elements.get(Task.FIRST_CONTACT_LABEL, "${path_health}", Map.of());
    HashTree startTree = first.add(start);
    startTree.add(Elements.answerCode("Healthy", "200", false, "200"));
    startTree.add(
        Elements.stopTestOnFailure("Stop when unhealthy", "no load on a target that is down"));

    HashTree pause = group.add(Elements.noRequest("Think time", "between tasks, before each"));
    pause.add(chooseTask(scenario));
    pause.add(Elements.uniformTimer("${think_min}", "${think_range}"));

    HashTree tasks =
        group.add(Elements.switchOn("Task", "runs the task that was chosen", "${task}"));
    for (Task task : scenario.mix().weights().keySet()) {
      addTask(tasks.add(Elements.simple(task.key(), "")), task);
    }
  }

  private static JSR223PreProcessor chooseTask(Scenario scenario) {
    return Elements.preProcessor(
        "Choose the next task",
        "by weight; clears what the last task left",
        "choose-task.groovy",
        weights(scenario));
  }

  private static JSR223PreProcessor signTicket(String args) {
    return Elements.preProcessor(
        "Write and sign the ticket",
        "compact JSON, HMAC-SHA256 over the exact bytes",
        "sign-ticket.groovy",
        args);
  }

  private static String weights(Scenario scenario) {
    return scenario.mix().weights().entrySet().stream()
        .map(
            e -> e.getKey().key() + "=${__P(weight." + e.getKey().key() + "," + e.getValue() + ")}")
        .collect(Collectors.joining(" "));
  }

  private static void addTask(HashTree tasks, Task task) {
    switch (task) {
      case SUBMIT -> submit(tasks);
      case HISTORY -> history(tasks);
      case TICKET -> ticket(tasks);
      case METRICS -> metrics(tasks);
      case HEALTH -> {
        HashTree tree = tasks.add(Elements.get(task.label(), "${path_health}", Map.of()));
        tree.add(Elements.answerCode("Healthy", "200", false, "200"));
      }
    }
  }

  private static void submit(HashTree tasks) {
    HashTree tree = tasks.add(Elements.post(Task.SUBMIT.label(), "${webhook}", "${body}"));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("X-ServiceDesk-Signature", "${signature}");
    tree.add(Elements.headers("Webhook headers", "", headers));
    tree.add(signTicket(""));
    tree.add(Elements.between("Job id", "out of the answer", "job_id", "\"job_id\":\"", "\""));
    tree.add(Elements.answerCode("Accepted", "202", false, "202"));
    tree.add(
        Elements.variableMatches(
            "Has a job id", "a 202 without one was not accepted", "job_id", UUID_PATTERN));
  }

  private static void history(HashTree tasks) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("tenant_id", "${tenant}");
    query.put("limit", "${history_limit}");
    query.put("offset", "0");
    HashTree tree = tasks.add(Elements.get(Task.HISTORY.label(), "${path_history}", query));
    tree.add(Elements.answerCode("Answered", "200", false, "200"));
    tree.add(
        Elements.scriptedAssertion(
            "An array within the limit", "", CHECK_HISTORY, "${history_limit}"));
  }

  private static void ticket(HashTree tasks) {
    HashTree tree =
        tasks.add(Elements.get(Task.TICKET.label(), "${path_ticket}/${last_ticket}", Map.of()));
    tree.add(
        Elements.answerCode("There, or not yet", "404 is an expected answer", true, "200", "404"));
  }

  private static void metrics(HashTree tasks) {
    HashTree tree = tasks.add(Elements.get(Task.METRICS.label(), "${path_metrics}", Map.of()));
    tree.add(Elements.answerCode("Answered", "200", false, "200"));
    tree.add(Elements.answerContains("Tells the queue depth", "", "queue_depth"));
  }

  private static String[] value(String text, String description) {
    return new String[] {text, description};
  }
}
