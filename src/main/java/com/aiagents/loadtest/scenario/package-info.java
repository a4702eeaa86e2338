/**
 * The load asked for: users over time, task mix, think time, warm-up.
 *
 * <p>In: nothing. Out: {@link com.aiagents.loadtest.scenario.Scenario}, an immutable description
 * that knows neither JMeter nor a target. One class a scenario; {@link
 * com.aiagents.loadtest.scenario.Scenarios} lists them.
 */
package com.aiagents.loadtest.scenario;
