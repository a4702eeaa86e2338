/** Data for the benchmark scripts; no test. */
package com.aiagents.loadtest.bench;
