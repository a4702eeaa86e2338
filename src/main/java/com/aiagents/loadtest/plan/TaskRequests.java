package com.aiagents.loadtest.plan;

import com.aiagents.loadtest.scenario.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.jorphan.collections.HashTree;

/** What a user sends for each task, and what the answer must be. */
final class TaskRequests {
  /**
   * Compact JSON: the target takes no other. What is signed is what this gives, whatever is changed
   * in it.
   */
  private static final String WEBHOOK_BODY =
      "{\"event\":\"ticket_created\",\"ticket_id\":\"${__ticketId(${run})}\","
          + "\"tenant_id\":\"${tenant}\","
          + "\"description\":${__ticketText(${tickets},ticket_description)},"
          + "\"priority\":${__ticketText(${tickets},ticket_priority)},"
          + "\"created_at\":\"${__time(yyyy-MM-dd'T'HH:mm:ss.SSSXXX)}\","
          + "\"correlation_id\":\"${__randomUuid()}\"}";

  private static final String WITHIN_LIMIT = "an array of at most ${history_limit} items";

  private TaskRequests() {}

  /** Puts a task's request and its checks under a controller. */
  static void add(HashTree controller, Task task) {
    switch (task) {
      case SUBMIT -> submit(controller);
      case HISTORY -> history(controller);
      case TICKET -> ticket(controller);
      case METRICS -> metrics(controller);
      case HEALTH -> health(controller, task.label(), "is the target well?");
    }
  }

  /** The request of a user who looks whether the target is well, and its check. */
  static HashTree health(HashTree controller, String label, String comment) {
    HashTree request = get(controller, label, comment, "${path_health}", Map.of());
    request.add(Elements.answerCode("Healthy", "a target that is not well says 503", false, "200"));
    return request;
  }

  private static HashTree get(
      HashTree controller, String label, String comment, String path, Map<String, String> query) {
    HashTree request = controller.add(Elements.get(label, comment, path, query));
    request.add(Elements.headers("Headers", "who asks, and for what", sender()));
    return request;
  }

  /**
   * Each request has one list of headers with all of its own: of two JMeter makes a third each time
   * it sends.
   */
  private static Map<String, String> sender() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "${user_agent}");
    headers.put("Accept", "application/json, text/plain;q=0.9, */*;q=0.8");
    return headers;
  }

  private static void submit(HashTree controller) {
    HashTree request =
        controller.add(
            Elements.post(
                Task.SUBMIT.label(),
                "a new ticket; its body is signed as it is sent, so change it as you like",
                "${webhook}",
                WEBHOOK_BODY));
    Map<String, String> headers = sender();
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put("X-ServiceDesk-Signature", "${__webhookSignature(${signature_form})}");
    request.add(
        Elements.headers(
            "Headers",
            "the signature is the HMAC-SHA256 over the exact bytes of the body",
            headers));
    request.add(
        Elements.between(
            "Job id", "out of the answer; a column of the JTL", "job_id", "\"job_id\":\"", "\""));
    request.add(Elements.answerCode("Accepted", "any other code is an error", false, "202"));
    request.add(
        Elements.variableEquals(
            "Has a job id",
            "a 202 without one was not accepted; the id equals itself if it is a UUID",
            "job_id",
            "${__asUuid(${job_id})}"));
  }

  private static void history(HashTree controller) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("tenant_id", "${tenant}");
    query.put("limit", "${history_limit}");
    query.put("offset", "0");
    HashTree request =
        get(
            controller,
            Task.HISTORY.label(),
            "the tenant's latest tickets",
            "${path_history}",
            query);
    request.add(Elements.answerCode("Answered", "any other code is an error", false, "200"));
    request.add(
        Elements.jsonIs(
            "An array within the limit",
            "no more items than were asked for",
            "type(@) == 'array' && length(@) <= `${history_limit}` && '"
                + WITHIN_LIMIT
                + "' || 'another answer'",
            WITHIN_LIMIT));
  }

  private static void ticket(HashTree controller) {
    HashTree request =
        get(
            controller,
            Task.TICKET.label(),
            "the ticket that this user sent last",
            "${path_ticket}/${last_ticket}",
            Map.of());
    request.add(
        Elements.answerCode("There, or not yet", "404 is an expected answer", true, "200", "404"));
  }

  private static void metrics(HashTree controller) {
    HashTree request =
        get(
            controller,
            Task.METRICS.label(),
            "what the target's own monitoring asks for",
            "${path_metrics}",
            Map.of());
    request.add(Elements.answerCode("Answered", "any other code is an error", false, "200"));
    request.add(
        Elements.answerContains("Tells the queue depth", "of the platform's queue", "queue_depth"));
  }
}
