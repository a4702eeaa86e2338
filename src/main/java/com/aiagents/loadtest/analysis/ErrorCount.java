package com.aiagents.loadtest.analysis;

/**
 * How often an error came.
 *
 * @param code the answer's status, or JMeter's text where there was none
 * @param message why it was no success, its first 200 characters; may be empty
 * @param count at least 1
 */
public record ErrorCount(String code, String message, long count) {}
