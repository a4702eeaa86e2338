/**
 * What a plan calls by {@code ${__name(…)}}: text in, text out, inside JMeter.
 *
 * <p>Texts in a plan open and edit in any JMeter, and cost a fraction of a script's call. The build
 * puts this package alone into {@code load-test-functions.jar}, so it needs nothing but JMeter and
 * nothing else of the suite may call it; JMeter finds the classes by {@code META-INF/services}.
 */
package com.aiagents.loadtest.functions;
