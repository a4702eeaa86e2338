package com.aiagents.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;

/** The same POST again and again by {@code users} users without think time. */
public final class FixedBody extends Simulation {
  {
    setUp(
        scenario("fixed body")
            .forever()
            .on(
                exec(
                    http("POST /webhooks/servicedesk/{tenant_id}")
                        .post("/webhooks/servicedesk/load-test-tenant")
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("X-ServiceDesk-Signature", System.getProperty("signature"))
                        .body(StringBody(System.getProperty("body")))))
            .injectOpen(atOnceUsers(Integer.getInteger("users")))
            .protocols(
                http.baseUrl(System.getProperty("url"))
                    .userAgentHeader("ai-agents-load-test")
                    .acceptHeader("application/json, text/plain;q=0.9, */*;q=0.8")));
  }
}
