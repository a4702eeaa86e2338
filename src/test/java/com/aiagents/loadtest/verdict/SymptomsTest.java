package com.aiagents.loadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a diagnosis file may say, and what is refused. */
class SymptomsTest {
  @Test
  void tellsAllProblemsAtOnceInTheOrderOfTheText() {
    assertThat(
            problems(
                """
                symptoms:
                  "slow":
                    when: { workflow.p96: [FAIL], workflow.p95: [BAD, INVALID], logs.errors: FAIL }
                    needs: [pool-fall]
                    cause: {}
                    causes:
                      "pool":
                        needs: [pool-full, silent]
                        unless: [pool-full]
                        try: [ "curl {uri}/health", { a: b } ]
                      "llm": { try: [] }
                      "text": FAIL
                  "empty": {}
                extra: 1
                """))
        .containsExactly(
            "line 3: symptoms.slow.when: found 'workflow.p96', allowed are "
                + String.join(", ", Setting.allCriteria()),
            "line 3: symptoms.slow.when.workflow.p95: found 'BAD', allowed are WARNING, FAIL",
            "line 3: symptoms.slow.when.workflow.p95: found 'INVALID', allowed are WARNING, FAIL",
            "line 3: symptoms.slow.when.logs.errors: found 'FAIL', allowed is a list of WARNING,"
                + " FAIL",
            "line 4: symptoms.slow.needs: found 'pool-fall', allowed are "
                + String.join(", ", Arrays.stream(Fact.values()).map(Fact::key).toList()),
            "line 5: symptoms.slow: found 'cause', allowed are when, needs, unless, causes",
            "line 9: symptoms.slow.causes.pool.unless: found 'pool-full', which it needs; allowed is"
                + " one of both",
            "line 10: symptoms.slow.causes.pool.try: found a map, allowed is a list of commands",
            "line 10: symptoms.slow.causes.pool.try: found '{uri}', allowed are {host}, {port},"
                + " {tenant}, {url}",
            "line 11: symptoms.slow.causes.llm: found no needs, allowed is a list of facts",
            "line 11: symptoms.slow.causes.llm.try: found an empty list, allowed is a list of"
                + " commands",
            "line 12: symptoms.slow.causes.text: found 'FAIL', allowed is a map of needs, unless,"
                + " try",
            "line 13: symptoms.empty: found no causes, allowed is a map of causes",
            "line 13: symptoms.empty: found no when, allowed is a map of criteria",
            "line 14: found 'extra', allowed are symptoms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "''|''",
        "symptoms:|line 1: found no symptoms, allowed is a map of symptoms",
        "symptoms: []|line 1: symptoms: found a list, allowed is a map of symptoms",
        "symptoms: &a {}|line 1: symptoms: found an anchor, allowed is a map of symptoms",
        "symptoms: { A: {}, A: {} }|line 1: symptoms.A: found a second time, allowed is once",
        "symptoms: { '': {} }|line 1: symptoms: found no name on one line, allowed is a name",
        "{|line 1: found no YAML (",
      })
  void refusesWhatIsNoTable(String text, String problem) {
    List<String> problems = problems(text.equals("''") ? "" : text);
    if (problem.equals("''")) {
      assertThat(problems)
          .containsExactly("line 1: found no symptoms, allowed is a map of symptoms");
    } else {
      assertThat(problems).anyMatch(p -> p.startsWith(problem));
    }
  }

  @Test
  void whatIsNoMapIsToldOnce() {
    assertThat(problems("- a"))
        .containsExactly("line 1: found a list, allowed is a map of symptoms");
  }

  @Test
  void refusesACommandOfTwoLines() {
    assertThat(
            problems(
                "symptoms: { S: { when: { logs.errors: [FAIL] },"
                    + " causes: { C: { needs: [silent], try: [\"ls\\nrm\", \" \"] } } } }"))
        .containsExactly(
            "line 1: symptoms.S.causes.C.try: found no command on one line, allowed is a command");
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    Symptoms.read(text, problems::add);
    return problems;
  }
}
