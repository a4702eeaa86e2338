package com.aiagents.loadtest.workflow;

import java.util.Comparator;

/**
 * The order of ticket ids on both sides of a reconciliation: by code point, which is PostgreSQL's
 * {@code COLLATE "C"} for UTF-8.
 */
enum TicketOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int plain = a.compareTo(b);
    if (plain == 0) {
      return 0;
    }
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Java compares UTF-16, which puts characters beyond U+FFFF before U+E000
        boolean differs = Character.isSurrogate(x) != Character.isSurrogate(y);
        return differs && x >= Character.MIN_SURROGATE && y >= Character.MIN_SURROGATE
            ? -plain
            : plain;
      }
    }
    return plain;
  }
}
