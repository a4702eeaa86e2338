package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorReaderTest {
  private static final String HEADER = "timeStamp,probe,reading,value\n";
  @TempDir private Path folder;
  private final List<Reading> readings = new ArrayList<>();

  @Test
  void readsWhatTheMonitorWrites() throws IOException {
    ReadSummary read = read(HEADER + "1700000000123,redis,queue_depth,7\n5,m,x,-1.5E-7\n");
    assertThat(readings)
        .containsExactly(
            new Reading(1_700_000_000_123L, "redis", "queue_depth", 7),
            new Reading(5, "m", "x", -1.5e-7));
    assertThat(read).isEqualTo(new ReadSummary(2, 0, Optional.empty(), false));
  }

  @Test
  void aMonitorThatNeverWroteLeavesNoReadings() throws IOException {
    assertThat(read("").rows()).isZero();
    assertThat(read(HEADER).rows()).isZero();
  }

  @Test
  void aCutTailIsAFinding() throws IOException {
    ReadSummary read = read(HEADER + "1,redis,up,1\n2,redis,u");
    assertThat(readings).hasSize(1);
    assertThat(read)
        .isEqualTo(new ReadSummary(1, 1, Optional.of(new Damage(3, 43, "cut off")), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,redis,up",
        "1,redis,up,1,1",
        "x,redis,up,1",
        "-1,redis,up,1",
        "1,redis,up,",
        "1,redis,up,NaN",
        "1,redis,up,1d",
        "1,redis,up,Infinity"
      })
  void damageIsCountedAndLocated(String row) throws IOException {
    ReadSummary read = read(HEADER + row + "\n1,redis,up,1\n");
    assertThat(read.rows()).isEqualTo(1);
    assertThat(read.damaged()).isEqualTo(1);
    assertThat(read.firstDamaged().orElseThrow().line()).isEqualTo(2);
  }

  @Test
  void anotherFileIsRefused() {
    assertThatThrownBy(() -> read("timeStamp,elapsed,label,success\n1,2,x,true\n"))
        .isInstanceOf(SampleException.class)
        .hasMessage(
            folder.resolve("monitor.csv")
                + ": line 1: found no header timeStamp,probe,reading,value");
  }

  private ReadSummary read(String text) throws IOException {
    return MonitorReader.read(
        Files.writeString(folder.resolve("monitor.csv"), text), readings::add);
  }
}
