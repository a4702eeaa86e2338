/**
 * A load generator on another machine, and the way to talk to it.
 *
 * <p>Two JVMs meet here. The agent's own ({@link com.aiagents.loadtest.agent.Agent}) is JMeter's
 * server with an object of ours in the same registry, through which it is checked, prepared,
 * watched and steered; that of the launcher knows {@link
 * com.aiagents.loadtest.agent.AgentConnection}, which needs no class of JMeter. In between go plain
 * types only, over SSL, and both sides must hold the same keystore. {@link
 * com.aiagents.loadtest.agent.WholeSampleSender} works in the JVMs of JMeter on both sides.
 *
 * <p>An island: it uses no other package of the suite, so that a bundle of it and JMeter is
 * complete.
 */
package com.aiagents.loadtest.agent;
