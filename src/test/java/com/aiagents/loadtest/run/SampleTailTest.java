package com.aiagents.loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the progress shows of a JTL that is being written. */
class SampleTailTest {
  private static final long START = 1_700_000_000_000L;

  @TempDir private Path folder;
  private Path file;
  private SampleTail tail;

  @BeforeEach
  void empty() throws IOException {
    file =
        Files.writeString(
            folder.resolve("a.jtl"), "timeStamp,elapsed,label,threadName,success,allThreads\n");
    tail = new SampleTail(file, sample -> {});
  }

  @Test
  void usersOfOneMachineAreThoseOfTheLastSample() throws IOException {
    assertThat(tail.users()).isZero();
    row(0, "Users 1-1", 3);
    row(500, "Users 1-2", 5);
    assertThat(tail.users()).isEqualTo(5);
    // rows stand in the order in which they were written
    row(60_000, "Users 1-2", 9);
    row(20_000, "Users 1-3", 7);
    assertThat(tail.users()).isEqualTo(7);
    assertThat(tail.samples()).isEqualTo(4);
    assertThat(tail.firstMillis()).isEqualTo(START);
  }

  @Test
  void usersOfAgentsAreAddedUp() throws IOException {
    row(0, "h1:1099-Users 1-1", 34);
    row(500, "[::1]:1099-Users 1-1", 33);
    row(9_000, "h1:1099-Users 1-2", 30);
    assertThat(tail.users()).isEqualTo(63);
    // one that has told nothing for ten seconds is not counted
    row(10_500, "h1:1099-Users 1-2", 29);
    assertThat(tail.users()).isEqualTo(29);
  }

  private void row(long at, String thread, int users) throws IOException {
    Files.writeString(
        file, (START + at) + ",0,l," + thread + ",true," + users + "\n", StandardOpenOption.APPEND);
    tail.advance();
  }
}
