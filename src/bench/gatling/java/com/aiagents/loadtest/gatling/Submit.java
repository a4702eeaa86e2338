package com.aiagents.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;

/** The submit task by {@code users} users without think time: JSON, signature, status and job id. */
public final class Submit extends Simulation {
  {
    String run = System.getProperty("run");
    String description = System.getProperty("description");
    setUp(
        scenario("submit")
            .forever()
            .on(
                exec(session -> session.set("body", Ticket.next(run, description)))
                    .exec(
                        http("POST /webhooks/servicedesk/{tenant_id}")
                            .post("/webhooks/servicedesk/load-test-tenant")
                            .header("Content-Type", "application/json; charset=utf-8")
                            .header(
                                "X-ServiceDesk-Signature",
                                session -> Ticket.signature(session.getString("body")))
                            .body(StringBody(session -> session.getString("body")))
                            .check(status().is(202))
                            .check(jsonPath("$.job_id").exists().saveAs("job_id"))))
            .injectOpen(atOnceUsers(Integer.getInteger("users")))
            .protocols(
                http.baseUrl(System.getProperty("url"))
                    .userAgentHeader("ai-agents-load-test")
                    .acceptHeader("application/json, text/plain;q=0.9, */*;q=0.8")));
  }
}
