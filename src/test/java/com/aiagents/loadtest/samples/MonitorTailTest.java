package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTailTest {
  private static final String TEXT =
      "timeStamp,probe,reading,value\n1,redis,up,1\n1,redis,queue_depth,12\n2,health,up,0\n";

  @TempDir private Path folder;
  private final List<Reading> readings = new ArrayList<>();

  @Test
  void aFileThatIsNotThereYetHasNoReadings() throws IOException {
    MonitorTail tail = new MonitorTail(folder.resolve("monitor.csv"), readings::add);
    tail.advance();
    assertThat(readings).isEmpty();
  }

  @Test
  void everyReadingComesOnceHoweverTheFileIsWritten() throws IOException {
    for (int first = 0; first <= TEXT.length(); first++) {
      for (int second = first; second <= TEXT.length(); second += 7) {
        readings.clear();
        Path file = folder.resolve("monitor.csv");
        Files.writeString(file, TEXT.substring(0, first));
        MonitorTail tail = new MonitorTail(file, readings::add);
        tail.advance();
        Files.writeString(file, TEXT.substring(first, second), StandardOpenOption.APPEND);
        tail.advance();
        Files.writeString(file, TEXT.substring(second), StandardOpenOption.APPEND);
        tail.advance();
        tail.advance();
        assertThat(readings)
            .as("cut at %d and %d", first, second)
            .containsExactly(
                new Reading(1, "redis", "up", 1),
                new Reading(1, "redis", "queue_depth", 12),
                new Reading(2, "health", "up", 0));
      }
    }
  }
}
