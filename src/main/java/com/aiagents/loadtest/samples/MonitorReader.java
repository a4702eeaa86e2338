package com.aiagents.loadtest.samples;

import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the rows of {@code monitor.csv}: {@code timeStamp,probe,reading,value}.
 *
 * <p>A row that cannot be read is counted and located, never skipped in silence; an empty file has
 * no rows. Memory does not grow with the file. One instance reads one file and is used by one
 * thread.
 */
public final class MonitorReader {
  private static final String HEADER = "timeStamp,probe,reading,value";
  private static final int COLUMNS = 4;

  private final Path file;
  private final Consumer<Reading> consumer;
  private final CsvSplitter splitter = new CsvSplitter(this::record);
  private boolean header;
  private long rows;
  private long damaged;
  private Damage firstDamaged;

  private MonitorReader(Path file, Consumer<Reading> consumer) {
    this.file = file;
    this.consumer = consumer;
  }

  /**
   * Reads a whole file.
   *
   * @throws SampleException if it is no monitor.csv
   */
  public static ReadSummary read(Path file, Consumer<Reading> consumer) throws IOException {
    MonitorReader reader = new MonitorReader(file, consumer);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        reader.splitter.feed(buffer, count);
      }
    }
    return reader.end();
  }

  private ReadSummary end() {
    boolean cutOff = splitter.isInsideRecord();
    if (cutOff) {
      damage("cut off", splitter);
    }
    return new ReadSummary(rows, damaged, Optional.ofNullable(firstDamaged), cutOff);
  }

  private void record(CsvSplitter record) throws SampleException {
    if (!header) {
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < record.fields(); i++) {
        names.append(i == 0 ? "" : ",").append(record.text(i));
      }
      if (!names.toString().equals(HEADER)) {
        throw new SampleException(file + ": line 1: found no header " + HEADER);
      }
      header = true;
      return;
    }
    if (record.fields() != COLUMNS) {
      damage("found " + record.fields() + " columns, allowed is " + COLUMNS, record);
      return;
    }
    String time = record.text(0);
    if (!time.matches("\\d{1,15}")) {
      damage("timeStamp: found no epoch milliseconds", record);
      return;
    }
    double value = number(record.text(3));
    if (!Double.isFinite(value)) {
      damage("value: found no number", record);
      return;
    }
    rows++;
    consumer.accept(new Reading(Long.parseLong(time), record.text(1), record.text(2), value));
  }

  private static double number(String text) {
    return text.matches("-?\\d+(\\.\\d+)?(E-?\\d+)?") ? Double.parseDouble(text) : Double.NaN;
  }

  private void damage(String reason, CsvSplitter record) {
    damaged++;
    if (firstDamaged == null) {
      firstDamaged = new Damage(record.recordLine(), record.recordOffset(), reason);
    }
  }
}
