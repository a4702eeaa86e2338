package com.aiagents.loadtest.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.monitor.PrometheusText.Sample;
import com.aiagents.loadtest.target.TargetException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
  /** The example of the format's own description. */
  private static final String EXAMPLE =
      """
      # HELP http_requests_total The total number of HTTP requests.
      # TYPE http_requests_total counter
      http_requests_total{method="post",code="200"} 1027 1395066363000
      http_requests_total{method="post",code="400"}    3 1395066363000

      # Escaping in label values:
      msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

      # Minimalistic line:
      metric_without_timestamp_and_labels 12.47

      # A weird metric from before the epoch:
      something_weird{problem="division by zero"} +Inf -3982045

      # TYPE rpc_duration_seconds summary
      rpc_duration_seconds{quantile="0.01"} 3102
      rpc_duration_seconds_sum 1.7560473e+07
      """;

  @Test
  void readsTheFormatsOwnExample() throws TargetException {
    assertThat(PrometheusText.parse(EXAMPLE))
        .containsExactly(
            new Sample("http_requests_total", Map.of("method", "post", "code", "200"), 1027),
            new Sample("http_requests_total", Map.of("method", "post", "code", "400"), 3),
            new Sample(
                "msdos_file_access_time_seconds",
                Map.of("path", "C:\\DIR\\FILE.TXT", "error", "Cannot find file:\n\"FILE.TXT\""),
                1.458255915e9),
            new Sample("metric_without_timestamp_and_labels", Map.of(), 12.47),
            new Sample(
                "something_weird", Map.of("problem", "division by zero"), Double.POSITIVE_INFINITY),
            new Sample("rpc_duration_seconds", Map.of("quantile", "0.01"), 3102),
            new Sample("rpc_duration_seconds_sum", Map.of(), 1.7560473e+07));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "m{a=\"}{,=\"} 1; 1",
        "m { a = \"b\" , } 1; 1",
        "m{} -0.5; -0.5",
        "a:b .5; 0.5",
        "m 1.; 1",
        "m NaN; NaN",
        "m -Inf; -Infinity"
      })
  void readsOddButLegalLines(String line, double value) throws TargetException {
    assertThat(PrometheusText.parse(line + "\r\n"))
        .extracting(Sample::value)
        .containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m x",
        "m 1d",
        "m 0x1p3",
        "m Infinity",
        "m 1,5",
        "m 1 2 3",
        "m 1 1.5",
        "1m 1",
        "{a=\"b\"} 1",
        "m{a=\"b\" 1",
        "m{a=b} 1",
        "m{a:b=\"c\"} 1",
        "m{a=\"b\",a=\"c\"} 1",
        "m{a=\"\\t\"} 1",
        "m{,} 1",
        "<html>"
      })
  void oneLineThatIsNoneSpoilsTheText(String line) {
    assertThatThrownBy(() -> PrometheusText.parse("good 1\n" + line))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("metrics: line 2: found ");
  }

  @Test
  void addsUpWhatDiffersInLabelsAndLeavesOutWhatIsNotTold() throws TargetException {
    assertThat(
            MetricsProbe.readings(
                PrometheusText.parse(
                    """
                    queue_depth{queue_name="a"} 3
                    queue_depth{queue_name="b"} 4
                    process_start_time_seconds{pid="1"} 100.5
                    process_start_time_seconds{pid="2"} 99
                    process_resident_memory_bytes NaN
                    enhancement_requests_total{tenant_id="a",status="completed"} 5
                    enhancement_requests_total{tenant_id="b",status="completed"} 6
                    enhancement_requests_total{tenant_id="b",status="timed out, twice"} 1
                    machine_cpu_cores 4
                    enhancement_success_rate{tenant_id="a"} 0.99
                    enhancement_success_rate{tenant_id="b"} 0.5
                    enhancement_duration_seconds_bucket{tenant_id="a",le="0.5"} 1
                    enhancement_duration_seconds_bucket{tenant_id="b",le="0.5"} 2
                    enhancement_duration_seconds_bucket{tenant_id="a",le="1e+06"} 3
                    enhancement_duration_seconds_bucket{tenant_id="a",le="+Inf"} 4
                    enhancement_duration_seconds_count 4
                    enhancement_duration_seconds_sum 2.5
                    something_else 1
                    """)))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("queue_depth", 7.0),
                Map.entry("process_start_time_seconds", 100.5),
                Map.entry("enhancement_requests_total.completed", 11.0),
                Map.entry("enhancement_requests_total.timed_out__twice", 1.0),
                Map.entry("machine_cpu_cores", 4.0),
                Map.entry("enhancement_success_rate", 0.5),
                Map.entry("enhancement_duration_seconds_bucket.0.5", 3.0),
                Map.entry("enhancement_duration_seconds_bucket.1e06", 3.0),
                Map.entry("enhancement_duration_seconds_bucket.Inf", 4.0),
                Map.entry("enhancement_duration_seconds_count", 4.0),
                Map.entry("enhancement_duration_seconds_sum", 2.5)));
  }
}
