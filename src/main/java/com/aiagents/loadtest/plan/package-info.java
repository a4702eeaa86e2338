/**
 * Scenario in, JMeter plan out.
 *
 * <p>The only package of the suite's own JVM that knows JMeter's classes. A plan holds elements of
 * stock JMeter and of the casutg plugin only, so it opens in any JMeter that has that plugin; to
 * run it needs the functions too, which it calls by name. The same scenario always gives the same
 * bytes.
 */
package com.aiagents.loadtest.plan;
