package com.aiagents.loadtest.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands after a header is read to its end, row by row as the oracle reads it. */
class JtlFuzzTest {
  private static final String HEADER = "timeStamp,elapsed,label,responseCode,success\n";

  @Property(tries = 400)
  void piecesOfRows(@ForAll("pieces") List<String> pieces) throws IOException {
    check((HEADER + String.join("", pieces)).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 200)
  void anyBytes(@ForAll byte[] bytes) throws IOException {
    byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[header.length + bytes.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(bytes, 0, all, header.length, bytes.length);
    check(all);
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "1000,1,l,200,true\n",
            "1001,2,\"two\nlines, \"\"quoted\"\"\",200,false\r\n",
            "1002,3,\"\n1000,1,fake,200,true\n\",200,true\n",
            "1003,4,GET /ü,,true\n",
            "1004,-5,l,200,true\n",
            "1006,7,say \"so\",200,true\n",
            "1007,8,a label that is longer than what is looked at together,200,true\n",
            "5\u00a2",
            "1005,6,l,200\n",
            HEADER,
            "\"",
            "\"\"",
            "\n",
            "\r",
            ",",
            "1000",
            "\"1000\"",
            "true",
            "x")
        .list()
        .ofMaxSize(40);
  }

  private static void check(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".jtl");
    try {
      AgainstOracle.check(Files.write(file, bytes), "fuzz");
    } finally {
      Files.delete(file);
    }
  }
}
