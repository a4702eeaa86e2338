package com.aiagents.loadtest.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aiagents.loadtest.unit.Damage;
import com.aiagents.loadtest.unit.ReadSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which JMeter and its users write result files. */
class JtlFormsTest {
  private static final String HEADER = "timeStamp,elapsed,label,responseCode,success\n";
  @TempDir private Path folder;
  private final List<Sample> samples = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theDelimiterIsFoundInTheHeader(String delimiter) throws IOException {
    String text = HEADER + "1000,7,\"a,b;c\td\",200,true\n";
    read(
        text.replace("\"a,b;c\td\"", "QUOTED")
            .replace(",", delimiter)
            .replace("QUOTED", "\"a,b;c\td\""));
    assertThat(samples).containsExactly(new SampleOf(1000, 7, "a,b;c\td", "200", true, 0, "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theDelimiterIsFoundInARowWithoutAHeader(String delimiter) throws IOException {
    read("1700000000000,12,l,200,OK,t,text,true,,1,2,3,4,u,5,0,1\n".replace(",", delimiter));
    assertThat(samples)
        .containsExactly(new SampleOf(1_700_000_000_000L, 12, "l", "200", "OK", true, 4, "", ""));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    ReadSummary read = read("\ufeff" + HEADER + "1000,7,l,200,true\nx,7,l,200,true\n");
    assertThat(samples).hasSize(1);
    assertThat(read.firstDamaged().orElseThrow().offset())
        .isEqualTo(3 + (HEADER + "1000,7,l,200,true\n").length());
    assertThat(read.firstDamaged().orElseThrow().line()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2023/11/14 22:13:20.123, 1700000000123",
    "2023-11-14 22:13:20.123, 1700000000123",
    "2023-11-14T22:13:20.123, 1700000000123",
    "2023-11-14T22:13:20.123Z, 1700000000123",
    "2023-11-14T23:13:20.123+01:00, 1700000000123",
    "2023-11-14T15:13:20.123-0700, 1700000000123",
    "2023-11-14T22:13:20.123456789Z, 1700000000123",
    "2023/11/14 22:13:20.1, 1700000000100",
    "2023/11/14 22:13:20, 1700000000000",
    "1700000000123, 1700000000123"
  })
  void timeStampsAreReadTheSameEverywhere(String stamp, long millis) throws IOException {
    TimeZone own = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "Asia/Kathmandu", "America/St_Johns")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        samples.clear();
        read(HEADER + stamp + ",7,l,200,true\n");
        assertThat(samples).as(zone).extracting(Sample::startMillis).containsExactly(millis);
      }
    } finally {
      TimeZone.setDefault(own);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11/14/23 22:13:20",
        "14.11.2023 22:13:20",
        "2023/13/14 22:13:20",
        "22:13:20",
        "-5"
      })
  void aTimeStampThatCanBeReadInTwoWaysIsDamage(String stamp) throws IOException {
    ReadSummary read = read(HEADER + stamp + ",7,l,200,true\n1000,1,l,200,true\n");
    assertThat(samples).hasSize(1);
    assertThat(read.firstDamaged())
        .contains(
            new Damage(
                2,
                HEADER.length(),
                "timeStamp: found no epoch milliseconds and no yyyy/MM/dd HH:mm:ss.SSS"));
  }

  @Test
  void timeStampsOfThirteenBytesAreWhatTheySay() throws IOException {
    String nul = "\0".repeat(8) + "12345";
    ReadSummary read =
        read(
            HEADER
                + nul
                + ",1,l,200,true\n\"12345678901\",2,l,200,true\n\"12345678902\",3,l,200,true\n"
                + "0000000012345,4,l,200,true\n1700000000001,5,l,200,true\n"
                + "1700000000002,6,l,200,true\n17000000000x3,7,l,200,true\n");
    assertThat(samples)
        .extracting(Sample::startMillis)
        .containsExactly(
            12_345_678_901L, 12_345_678_902L, 12_345L, 1_700_000_000_001L, 1_700_000_000_002L);
    assertThat(read.damaged()).isEqualTo(2);
  }

  @Test
  void aCompressedFileIsKnownByItsFirstBytes() throws IOException {
    String text = HEADER + "1000,7,l,200,true\n".repeat(50_000) + "x\n";
    Files.write(folder.resolve("f"), gzip(text));
    ReadSummary read = JtlReader.read(folder.resolve("f"), row -> samples.add(SampleOf.copy(row)));
    assertThat(samples).hasSize(50_000);
    assertThat(read.firstDamaged().orElseThrow().offset()).isEqualTo(text.length() - 2);
  }

  @Test
  void aCompressedFileThatIsCutOffIsAFinding() throws IOException {
    byte[] whole = gzip(HEADER + "1000,7,l,200,true\n".repeat(50_000));
    Files.write(folder.resolve("f"), Arrays.copyOf(whole, whole.length - 9));
    ReadSummary read = JtlReader.read(folder.resolve("f"), row -> {});
    assertThat(read.cutOff()).isTrue();
    assertThat(read.damaged()).isEqualTo(1);
    Files.write(folder.resolve("f"), Arrays.copyOf(whole, 5));
    assertThatThrownBy(() -> JtlReader.read(folder.resolve("f"), row -> {}))
        .isInstanceOf(SampleException.class)
        .hasMessage(folder.resolve("f") + ": byte 0: found no whole gzip header");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void xmlIsReadWithoutItsSubResults() throws IOException {
    ReadSummary read =
        read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testResults version="1.2">
            <httpSample t="12" it="0" lt="5" ts="1700000000000" s="true" lb="a &lt; b" rc="200" rm="OK" tn="t" na="7" ticket_id="T-1" job_id="null">
              <httpSample t="4" ts="1700000000000" s="false" lb="a-0" rc="302" rm="Moved"/>
              <assertionResult><name>n</name><failure>false</failure></assertionResult>
            </httpSample>
            <sample t="9" ts="1700000000001" s="false" lb="c" rc="500" rm="Error" na="7">
              <assertionResult><name>n</name><failure>true</failure><failureMessage>expected 202</failureMessage></assertionResult>
            </sample>
            <sample t="-1" ts="1700000000002" s="true" lb="d" rc="" rm=""/>
            <sample t="3" ts="1700000000003" s="true" lb="e" rc="200" rm="Number of samples in transaction : 2, number of failing samples : 0"/>
            </testResults>
            """);
    assertThat(samples)
        .containsExactly(
            new SampleOf(1_700_000_000_000L, 12, "a < b", "200", "OK", true, 7, "T-1", ""),
            new SampleOf(1_700_000_000_001L, 9, "c", "500", "expected 202", false, 7, "", ""),
            new SampleOf(
                1_700_000_000_003L,
                3,
                "e",
                "200",
                "Number of samples in transaction : 2, number of failing samples : 0",
                true,
                0,
                "",
                ""));
    assertThat(read.damaged()).isEqualTo(1);
    assertThat(read.firstDamaged().orElseThrow().line()).isEqualTo(10);
    assertThat(read.firstDamaged().orElseThrow().reason())
        .isEqualTo("elapsed: found no milliseconds between 0 and a day");
    assertThat(read.cutOff()).isFalse();
  }

  @Test
  void xmlThatIsCutOffIsAFinding() throws IOException {
    ReadSummary read =
        read(
            "<testResults version=\"1.2\">\n<sample t=\"1\" ts=\"5\" s=\"true\" lb=\"l\"/>\n"
                + "<sample t=\"1\" ts=\"5\" s=\"true\" lb=\"l\"><respon");
    assertThat(samples).hasSize(1);
    assertThat(read.cutOff()).isTrue();
    assertThat(read.firstDamaged().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void anotherXmlIsRefusedAndLoadsNothing() throws IOException {
    assertThatThrownBy(() -> read("<html><body/></html>"))
        .isInstanceOf(SampleException.class)
        .hasMessageContaining("found element html, allowed are testResults, sample and httpSample");
    ReadSummary read =
        read(
            "<!DOCTYPE testResults [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<testResults><sample t=\"1\" ts=\"5\" s=\"true\" lb=\"&x;\"/></testResults>");
    assertThat(samples).isEmpty();
    assertThat(read.cutOff()).isTrue();
  }

  @Test
  void aHeaderInTheMiddleIsThatOfAnotherFile() throws IOException {
    ReadSummary read = read(HEADER + "1000,7,l,200,true\n" + HEADER + "1001,7,l,200,true\n");
    assertThat(samples).hasSize(2);
    assertThat(read.damaged()).isZero();
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneRow() throws IOException {
    String first = HEADER + "1000,7,l,200,true\n";
    ReadSummary read = read(first + "1001,7,\"l,200,true\n" + "1002,7,l,200,true\n".repeat(5_000));
    assertThat(samples).hasSize(5_001);
    assertThat(read.damaged()).isEqualTo(1);
    assertThat(read.firstDamaged()).contains(new Damage(3, first.length(), "cut off"));
    assertThat(read.cutOff()).isFalse();
  }

  @Test
  void aRowOfTenMebibytesIsDamage() throws IOException {
    String first = HEADER + "1000,7,l,200,true\n";
    ReadSummary read =
        read(
            first
                + "1001,7,"
                + "x".repeat(10 << 20)
                + ",200,true\n"
                + "1002,7,l,200,true\n".repeat(3)
                + "1003,7,\""
                + "y\n".repeat(5 << 20)
                + "\",200,true\n"
                + "1004,7,l,200,true\n");
    assertThat(samples).hasSize(5);
    assertThat(read.damaged()).isEqualTo(2);
    assertThat(read.firstDamaged())
        .contains(new Damage(3, first.length(), "more than 1048576 bytes"));
    assertThat(read.cutOff()).isFalse();
  }

  @Test
  void binaryJunkIsNoJtl() throws IOException {
    byte[] junk = new byte[3 << 20];
    new java.util.Random(1).nextBytes(junk);
    Files.write(folder.resolve("f"), junk);
    assertThatThrownBy(() -> JtlReader.read(folder.resolve("f"), row -> {}))
        .isInstanceOf(SampleException.class)
        .hasMessage(
            folder.resolve("f") + ": line 1, byte 0: found no JTL header and no time stamp");
  }

  @Test
  void junkAfterAHeaderIsDamageAndNoEnd() throws IOException {
    byte[] junk = new byte[3 << 20];
    new java.util.Random(2).nextBytes(junk);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(HEADER.getBytes(StandardCharsets.UTF_8));
    bytes.write(junk);
    bytes.write("\n1000,7,l,200,true\n".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("f"), bytes.toByteArray());
    ReadSummary read = JtlReader.read(folder.resolve("f"), row -> samples.add(SampleOf.copy(row)));
    assertThat(samples).hasSize(1);
    assertThat(read.damaged()).isPositive();
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), HEADER + "1000,7,l,200,true\n");
    assertThatThrownBy(
            () ->
                JtlReader.read(
                    file,
                    row ->
                        Files.writeString(
                            file, "1001,7,l,200,true\n", java.nio.file.StandardOpenOption.APPEND)))
        .isInstanceOf(SampleException.class)
        .hasMessage(
            file
                + ": byte 63: the file changed from 63 to 81 bytes while it was read; judge it when"
                + " nothing writes to it any more");
  }

  private ReadSummary read(String text) throws IOException {
    return JtlReader.read(
        Files.writeString(folder.resolve("f"), text), row -> samples.add(SampleOf.copy(row)));
  }
}
