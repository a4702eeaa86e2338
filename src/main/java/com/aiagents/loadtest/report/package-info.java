/**
 * The verdict for people and machines: one class a format, from the verdict and the analysis only.
 *
 * <p>In comes what was judged ({@link com.aiagents.loadtest.report.JudgedRun}), out comes a text;
 * only the launcher's commands call it, and write the text. Pages are templates, a style and a
 * script among the resources; their charts are {@link com.aiagents.loadtest.report.Chart} until
 * they are data. Rounds for display; judges nothing. Numbers and dates look the same in every
 * locale.
 */
package com.aiagents.loadtest.report;
