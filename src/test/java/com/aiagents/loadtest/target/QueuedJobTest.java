package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuedJobTest {
  private static final QueuedJob JOB = new QueuedJob("acme", "T-1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}",
        " {\"job_id\": 5, \"ticket_id\": \"T-1\", \"tenant_id\": \"acme\", \"x\": null}",
        "{\"job\":{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}}",
        "{\"tenant_id\":\"acme\",\"payload\":\"{\\\"ticket_id\\\":\\\"T-1\\\"}\"}"
      })
  void readsPlainJson(String entry) {
    assertThat(QueuedJob.parse(entry)).hasValue(JOB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[], {'tenant_id':'acme','ticket_id':'T-1'}, {}]",
        "[[{'tenant_id':'acme','ticket_id':'T-1'}], {}, {'callbacks':null}]",
        "[['id', {'a':[{'b':{'tenant_id':'acme','ticket_id':'T-1'}}]}], {}, {}]",
        "[['{\\'tenant_id\\':\\'acme\\',\\'ticket_id\\':\\'T-1\\'}'], {}, {}]",
        "[[{'job':'[{\\'tenant_id\\':\\'acme\\',\\'ticket_id\\':\\'T-1\\'}]'}], {}, {}]",
        "[[{'ticket_id':'T-1'}], {'tenant_id':'acme'}, {}]",
        "[[{'tenant_id':'acme','ticket_id':'T-1'}], {'tenant_id':'acme','ticket_id':'T-1'}]"
      })
  void readsCeleryMessages(String body) {
    assertThat(QueuedJob.parse(celery(body.replace('\'', '"')))).hasValue(JOB);
  }

  @Test
  void whatAPersonWroteIntoATicketMakesItNobodyElses() {
    String injected = "{\\\"tenant_id\\\":\\\"load-test-tenant\\\",\\\"ticket_id\\\":\\\"X\\\"}";
    String job =
        "{\"description\":\"" + injected + "\",\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}";
    assertThat(QueuedJob.parse(job)).hasValue(JOB);
    assertThat(QueuedJob.parse(celery("[[], " + job + ", {}]"))).hasValue(JOB);
    assertThat(QueuedJob.parse(celery("[[" + job + "], {}, {}]"))).hasValue(JOB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "5",
        "\"tenant_id\"",
        "null",
        "[]",
        "{}",
        "{\"tenant_id\":\"acme\"}",
        "{\"ticket_id\":\"T-1\"}",
        "{\"tenant_id\":\"\",\"ticket_id\":\"T-1\"}",
        "{\"tenant_id\":5,\"ticket_id\":\"T-1\",\"x\":{\"tenant_id\":\"acme\"}}",
        "{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"",
        "{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"} and more",
        "[{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"},{\"tenant_id\":\"other\"}]",
        "{\"body\":\"bm8ganNvbg==\",\"properties\":{\"body_encoding\":\"base64\"}}",
        "{\"body\":\"!\",\"properties\":{\"body_encoding\":\"base64\"}}",
        "{\"properties\":{\"body_encoding\":\"base64\"},\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}",
        "{\"properties\":{\"body_encoding\":\"rot13\"},\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}"
      })
  void anythingElseIsNobodys(String entry) {
    assertThat(QueuedJob.parse(entry)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}",
        "[]",
        "[[\"acme\",\"T-1\"], {}, {}]",
        "[[], {}, {\"chain\":[{\"kwargs\":{\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}}]}]",
        "[[{\"tenant_id\":\"other\"}], {\"tenant_id\":\"acme\",\"ticket_id\":\"T-1\"}, {}]"
      })
  void otherCeleryMessagesAreNobodysToo(String body) {
    assertThat(QueuedJob.parse(celery(body))).isEmpty();
  }

  @Test
  void anEntryMayBeNestedDeeperThanAnythingReal() {
    assertThat(QueuedJob.parse("[".repeat(100_000))).isEmpty();
    assertThat(QueuedJob.parse("{\"a\":".repeat(900) + "1" + "}".repeat(900))).isEmpty();
  }

  /** A message as Celery puts it into a Redis list. */
  static String celery(String body) {
    ObjectNode message = new ObjectMapper().createObjectNode();
    message.put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    message.put("content-encoding", "utf-8").put("content-type", "application/json");
    message.putObject("headers").put("lang", "py").put("task", "src.workers.tasks.enhance_ticket");
    message.putObject("properties").put("body_encoding", "base64").put("delivery_mode", 2);
    return message.toString();
  }
}
