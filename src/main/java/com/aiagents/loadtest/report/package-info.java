/**
 * The verdict for people and machines: one class a format, from the verdict and the analysis only.
 *
 * <p>Rounds for display; judges nothing. Numbers and dates look the same in every locale.
 */
package com.aiagents.loadtest.report;
