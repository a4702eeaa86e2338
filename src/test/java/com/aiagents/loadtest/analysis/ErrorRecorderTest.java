package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRecorderTest {
  private static final int TOP = 5;

  @ParameterizedTest
  @CsvSource({
    // codes, messages: few, too many messages, too many codes, and both limits exactly
    "3, 40",
    "1, 1000",
    "1, 1001",
    "7, 1500",
    "1000, 1",
    "1001, 1",
    "1200, 1",
    "40, 60"
  })
  void howTheErrorsAreSharedOutMakesNoDifference(int codes, int messages) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String[]> errors = different(codes, messages);
    // some of them often
    for (int i = errors.size() / 10; i > 0; i--) {
      errors.add(errors.get(random.nextInt(errors.size())));
    }
    List<ErrorCount> whole = recorder(errors).top(TOP);
    for (int shares : new int[] {2, 3, 8}) {
      Collections.shuffle(errors, random);
      ErrorRecorder merged = new ErrorRecorder();
      int from = 0;
      for (int share = 1; share <= shares; share++) {
        // of very different sizes: one of them may have given up messages that another still counts
        int to = share == shares ? errors.size() : from + random.nextInt(errors.size() - from + 1);
        merged.merge(recorder(errors.subList(from, to)));
        from = to;
      }
      assertThat(merged.top(TOP)).as("seed %d, %d shares", seed, shares).isEqualTo(whole);
    }
  }

  @Test
  void messagesAreGivenUpBeyondAThousandAndThenCodes() {
    assertThat(recorder(different(1, 1000)).top(1)).containsExactly(new ErrorCount("c0", "m0", 1));
    assertThat(recorder(different(1, 1001)).top(TOP))
        .containsExactly(new ErrorCount("c0", "(more than 1000 different messages)", 1001));
    assertThat(recorder(different(1000, 2)).top(1))
        .containsExactly(new ErrorCount("c0", "(more than 1000 different messages)", 2));
    assertThat(recorder(different(1001, 2)).top(TOP))
        .containsExactly(
            new ErrorCount(
                "(more than 1000 different codes)", "(more than 1000 different messages)", 2002));
  }

  @Test
  void aTextIsCutAfterTwoHundredCharactersAndNeverWithinOne() {
    String longest = "x".repeat(200);
    assertThat(topOf(longest)).containsExactly(new ErrorCount("c", longest, 1));
    assertThat(topOf(longest + "y")).containsExactly(new ErrorCount("c", longest, 1));
    String smile = "x".repeat(199) + "😀";
    assertThat(topOf(smile)).containsExactly(new ErrorCount("c", "x".repeat(199), 1));
  }

  private static List<ErrorCount> topOf(String message) {
    ErrorRecorder recorder = new ErrorRecorder();
    recorder.add("c", message);
    return recorder.top(1);
  }

  private static List<String[]> different(int codes, int messages) {
    List<String[]> errors = new ArrayList<>();
    for (int code = 0; code < codes; code++) {
      for (int message = 0; message < messages; message++) {
        errors.add(new String[] {"c" + code, "m" + message});
      }
    }
    return errors;
  }

  private static ErrorRecorder recorder(List<String[]> errors) {
    ErrorRecorder recorder = new ErrorRecorder();
    errors.forEach(error -> recorder.add(error[0], error[1]));
    return recorder;
  }
}
