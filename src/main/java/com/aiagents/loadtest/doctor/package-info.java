/**
 * What a run needs, looked at one by one before anybody starts one: this machine, and the target.
 *
 * <p>In: the project's folder, the environment, and a target. Out: a {@link
 * com.aiagents.loadtest.doctor.Finding} for every {@link com.aiagents.loadtest.doctor.Subject}.
 * Changes nothing but a file that it makes and removes again, and, when asked to, one ticket. Only
 * {@code cli} may call; what talks to the target lives in {@code target} and {@code monitor}.
 */
package com.aiagents.loadtest.doctor;
