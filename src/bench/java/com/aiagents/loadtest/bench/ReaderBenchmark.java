package com.aiagents.loadtest.bench;

import com.aiagents.loadtest.samples.JtlReader;
import com.aiagents.loadtest.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a JTL that lies in the page cache, without judging it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ReaderBenchmark {
  /** Rows of the file. */
  @Param("100000")
  private long rows;

  private Path file;

  /** Makes the file. */
  @Setup
  public void makeFile() throws IOException {
    file = Files.createTempFile("reader-benchmark", ".jtl");
    JtlData.write(file, rows);
  }

  /** Removes the file. */
  @TearDown
  public void removeFile() throws IOException {
    Files.delete(file);
  }

  /** Every row of the file; its answer depends on each of them, so that none can be left out. */
  @Benchmark
  public long read() throws IOException {
    Sum sum = new Sum();
    long read = readInto(sum);
    if (read != rows) {
      throw new IllegalStateException("found " + read + " rows, made were " + rows);
    }
    return sum.value;
  }

  /** The one place that knows the reader. */
  private long readInto(Sum sum) throws IOException {
    return JtlReader.read(file, sum::add).rows();
  }

  private static final class Sum {
    private long value;

    void add(Sample sample) {
      value +=
          sample.startMillis()
              + sample.elapsedMillis()
              + sample.label().length()
              + sample.responseCode().length()
              + sample.ticketId().length()
              + sample.jobId().length()
              + sample.allThreads()
              + (sample.success() ? 1 : 0);
    }
  }
}
