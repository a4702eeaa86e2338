package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.samples.Records.Found;
import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the rows of {@code monitor.csv}: {@code timeStamp,probe,reading,value}.
 *
 * <p>A row that cannot be read is counted and located, never skipped in silence; an empty file has
 * no rows. Memory does not grow with the file. One instance reads one file and is used by one
 * thread.
 */
public final class MonitorReader {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
  private static final String[] HEADER = {"timeStamp", "probe", "reading", "value"};

  private final Consumer<Reading> consumer;
  private final Words words = new Words();
  private long rows;
  private long damaged;
  private Damage firstDamaged;

  MonitorReader(Consumer<Reading> consumer) {
    this.consumer = consumer;
  }

  /**
   * Reads a whole file.
   *
   * @throws SampleException if it is no monitor.csv
   */
  public static ReadSummary read(Path file, Consumer<Reading> consumer) throws IOException {
    MonitorReader reader = new MonitorReader(consumer);
    try (Records records = new Records(new FileBytes(file, 0, Files.size(file)), (byte) ',', 0)) {
      return reader.read(file, records);
    }
  }

  private ReadSummary read(Path file, Records records) throws IOException {
    Found found = records.cut();
    if (found != Found.END && (found != Found.RECORD || !isHeader(records.record()))) {
      throw new SampleException(file + ": line 1: found no header " + String.join(",", HEADER));
    }
    while (found == Found.RECORD) {
      records.accept();
      found = records.cut();
      if (found == Found.RECORD && !records.record().isBlank()) {
        row(records);
      }
    }
    if (found != Found.END) {
      damage("cut off", records);
    }
    return new ReadSummary(rows, damaged, Optional.ofNullable(firstDamaged), found != Found.END);
  }

  /**
   * Reads the rows that are complete between two places, and leaves one that is still being
   * written; a header is passed over.
   *
   * @return the place after the last of them
   */
  long readComplete(Path file, long from, long to) throws IOException {
    try (Records records = new Records(new FileBytes(file, from, to), (byte) ',', from)) {
      Found found = records.cut();
      while (found == Found.RECORD) {
        if (!records.record().isBlank() && !(from == 0 && isHeader(records.record()))) {
          row(records);
        }
        records.accept();
        found = records.cut();
      }
      return records.offset();
    }
  }

  private static boolean isHeader(Record record) {
    if (record.fields() != HEADER.length) {
      return false;
    }
    for (int i = 0; i < HEADER.length; i++) {
      if (!record.is(i, HEADER[i])) {
        return false;
      }
    }
    return true;
  }

  private void row(Records records) {
    Record record = records.record();
    if (record.fields() != HEADER.length) {
      damage("found " + record.fields() + " columns, allowed is " + HEADER.length, records);
      return;
    }
    long millis = record.number(0);
    if (millis < 0) {
      damage("timeStamp: found no epoch milliseconds", records);
      return;
    }
    // most are whole numbers, and need no text
    long whole = record.number(3);
    double value = whole == Record.NO_NUMBER ? number(record.text(3)) : whole;
    if (!Double.isFinite(value)) {
      damage("value: found no number", records);
      return;
    }
    rows++;
    consumer.accept(new Reading(millis, words.of(record, 1), words.of(record, 2), value));
  }

  private static double number(String text) {
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  private void damage(String reason, Records records) {
    damaged++;
    if (firstDamaged == null) {
      firstDamaged = new Damage(records.line(), records.offset(), reason);
    }
  }
}
