package com.aiagents.loadtest.samples;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What a result file is, told by its first bytes and never by its name.
 *
 * @param path where it is
 * @param size in bytes when it was opened; what is appended later is not read
 * @param gzip whether it is compressed
 * @param xml whether it is an XML JTL
 * @param delimiter between the columns
 * @param columns null for XML and for a file without a row
 * @param dataOffset byte of the first row, in the uncompressed text
 * @param dataLine line of the first row
 */
record JtlFile(
    Path path,
    long size,
    boolean gzip,
    boolean xml,
    byte delimiter,
    Columns columns,
    long dataOffset,
    long dataLine) {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] DELIMITERS = {',', ';', '\t'};
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
  private static final byte[] XML_TAG = {'<'};

  /**
   * Looks at a file.
   *
   * @throws SampleException if it is no JTL
   */
  static JtlFile of(Path path) throws IOException {
    long size = Files.size(path);
    boolean gzip = startsWith(new FileBytes(path, 0, GZIP_MAGIC.length), GZIP_MAGIC);
    JtlFile raw = new JtlFile(path, size, gzip, false, DELIMITERS[0], null, 0, 1);
    try (Records records = new Records(raw.bytes(), DELIMITERS[0], 0)) {
      records.skip(BYTE_ORDER_MARK);
      if (records.skip(XML_TAG)) {
        return new JtlFile(path, size, gzip, true, DELIMITERS[0], null, 0, 1);
      }
    }
    for (byte delimiter : DELIMITERS) {
      JtlFile found = raw.with(delimiter);
      if (found != null) {
        return found;
      }
    }
    throw new SampleException(path + ": line 1, byte 0: found no JTL header and no time stamp");
  }

  /** This file if its first record makes sense with a delimiter, or null. */
  private JtlFile with(byte delimiter) throws IOException {
    try (Records records = new Records(bytes(), delimiter, 0)) {
      records.skip(BYTE_ORDER_MARK);
      Records.Found found = records.cut();
      while (found == Records.Found.RECORD && records.record().isBlank()) {
        records.accept();
        found = records.cut();
      }
      if (found == Records.Found.END) {
        return this;
      }
      if (found != Records.Found.RECORD) {
        return null;
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < records.record().fields(); i++) {
        names.add(records.record().text(i));
      }
      if (Columns.isHeader(names)) {
        Columns header = new Columns(names, path.toString());
        records.accept();
        return new JtlFile(
            path, size, gzip, false, delimiter, header, records.offset(), records.line());
      }
      boolean row =
          names.size() > 1
              && (names.get(0).matches("\\d{10,15}")
                  || TimeStamps.millis(names.get(0)) != Record.NO_NUMBER);
      return row
          ? new JtlFile(
              path,
              size,
              gzip,
              false,
              delimiter,
              new Columns(Columns.DEFAULT, path.toString()),
              records.offset(),
              records.line())
          : null;
    }
  }

  private static boolean startsWith(ByteSource source, byte[] magic) throws IOException {
    try (Records records = new Records(source, DELIMITERS[0], 0)) {
      return records.skip(magic);
    }
  }

  /**
   * A reader of the rows from a place on.
   *
   * @param offset byte in the uncompressed text; of a compressed file only that of the first row
   */
  RowReader rows(long offset, boolean workflow, RowHandler<Row> handler) throws IOException {
    Records records;
    if (gzip) {
      records = new Records(new StreamBytes(stream()), delimiter, 0);
      records.skip(offset);
    } else {
      records = new Records(new FileBytes(path, offset, size), delimiter, offset);
    }
    return new RowReader(records, new Row(columns, workflow), handler);
  }

  /** The same file when it has become longer. */
  JtlFile grownTo(Path path, long size) {
    return new JtlFile(path, size, gzip, xml, delimiter, columns, dataOffset, dataLine);
  }

  /** The uncompressed text from its beginning. */
  private ByteSource bytes() throws IOException {
    return gzip ? new StreamBytes(stream()) : new FileBytes(path, 0, size);
  }

  /** The uncompressed text from its beginning. */
  InputStream stream() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    try {
      return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (EOFException | ZipException e) {
      in.close();
      throw new SampleException(path + ": byte 0: found no whole gzip header");
    }
  }

  /** Whether it has no row that a reader could slice. */
  boolean isEmpty() {
    return columns == null && !xml;
  }
}
