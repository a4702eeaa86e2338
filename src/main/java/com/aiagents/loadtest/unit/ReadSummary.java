package com.aiagents.loadtest.unit;

import java.util.Optional;

/**
 * What a reader found in a file.
 *
 * @param rows rows that could be read
 * @param damaged rows that could not
 * @param firstDamaged the first of those
 * @param cutOff whether the file ends in the middle of a row
 */
public record ReadSummary(long rows, long damaged, Optional<Damage> firstDamaged, boolean cutOff) {
  /** Of nothing. */
  public static final ReadSummary NOTHING = new ReadSummary(0, 0, Optional.empty(), false);

  /** What was found in two files, or in two parts of one, this one being the first. */
  public ReadSummary and(ReadSummary later) {
    return new ReadSummary(
        rows + later.rows,
        damaged + later.damaged,
        firstDamaged.or(later::firstDamaged),
        cutOff || later.cutOff);
  }

  /** The same, its lines counted from so many lines earlier. */
  public ReadSummary movedDown(long lines) {
    return new ReadSummary(
        rows,
        damaged,
        firstDamaged.map(d -> new Damage(d.line() + lines, d.offset(), d.reason())),
        cutOff);
  }
}
