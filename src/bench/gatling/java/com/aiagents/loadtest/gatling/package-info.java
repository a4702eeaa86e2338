/** The submit task in Gatling, to compare what a request costs. */
package com.aiagents.loadtest.gatling;
