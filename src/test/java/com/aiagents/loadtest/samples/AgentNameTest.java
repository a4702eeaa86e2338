package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sent a sample of a distributed run, by the name of its thread. */
class AgentNameTest {
  private static final String HEADER = "timeStamp,elapsed,label,threadName,success,allThreads\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "load-agent-0.load-agent:1099-Users 1-1, load-agent-0.load-agent:1099",
        "h1:1099-Users 1-1, h1:1099",
        "a:1-U 1-1, a:1",
        "a:1-, a:1",
        "10.0.0.7:1099-bzm - Users 1-12, 10.0.0.7:1099",
        "[::1]:1099-Users 1-1, [::1]:1099",
        "[fe80::1%eth-0]:1099-Users 1-1, [fe80::1%eth-0]:1099",
        "under_score:7-Users 80:90-1, under_score:7",
        "Users 1-1, ''",
        "bzm - Concurrency Thread Group 1-1, ''",
        "ThreadGroup-1-1, ''",
        "Users, ''",
        "a b, ''",
        "h1:1099, ''",
        "a-name-of-more-than-sixteen-letters:1099-Users, a-name-of-more-than-sixteen-letters:1099",
        "a-name-of-more-than-sixteen-letters, ''",
        "1234567:9-x, 1234567:9",
        "12345678:9-x, 12345678:9",
        "h1:-Users, ''",
        "h1:10x-Users, ''",
        ":1099-Users, ''",
        "[::1-Users, ''",
        "[::1]1099-Users, ''",
        "Users of h1:1099-x 1-1, ''",
        "http://h1:1099-x, ''",
        "héros:1099-x, ''",
        "'', ''"
      })
  void isTheBeginningUpToThePort(String thread, String agent) throws IOException {
    for (String written : List.of(thread, '"' + thread + '"')) {
      assertThat(agents(HEADER + "1000,7,l," + written + ",true,3\n")).containsExactly(agent);
    }
    assertThat(
            agents(
                "<testResults><sample t='7' ts='1' s='true' lb='l' tn='"
                    + thread
                    + "'/>"
                    + "</testResults>"))
        .containsExactly(agent);
  }

  @Test
  void whatFollowsInTheRowIsNoPartOfIt() throws IOException {
    // shorter than the eight bytes that are looked at together
    assertThat(agents("timeStamp,elapsed,success,threadName,label\n1,7,true,a:1,l 2-3\n"))
        .containsExactly("");
    assertThat(agents("timeStamp,elapsed,success,threadName,label\n1,7,true,a,b:1-c\n"))
        .containsExactly("");
    assertThat(agents("timeStamp,elapsed,success,threadName,label\n1,7,true,a:1-b,l l\n"))
        .containsExactly("a:1");
  }

  @Test
  void aFileWithoutNamesOfThreadsHasNone() throws IOException {
    assertThat(agents("timeStamp,elapsed,label,success\n1000,7,l,true\n")).containsExactly("");
  }

  @Test
  void moreAgentsThanAreKeptAreReadAsWell() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(HEADER);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      String agent = "load-agent-" + random.nextInt(1_500) + ".example:" + random.nextInt(2);
      boolean none = random.nextInt(3) == 0;
      expected.add(none ? "" : agent);
      text.append("1000,7,l,").append(none ? "" : agent + "-").append("Users 1-1,true,3\n");
    }
    List<String> found = agents(text.toString());
    assertThat(found).as("seed %d", seed).isEqualTo(expected);
    // the same object, so that who asks for each row need not compare texts
    String first = expected.stream().filter(a -> !a.isEmpty()).findFirst().orElseThrow();
    assertThat(found.stream().filter(first::equals)).allMatch(a -> a == first.intern());
  }

  private List<String> agents(String text) throws IOException {
    List<String> agents = new ArrayList<>();
    JtlReader.read(
        Files.writeString(folder.resolve("a.jtl"), text), sample -> agents.add(sample.agent()));
    return agents;
  }
}
