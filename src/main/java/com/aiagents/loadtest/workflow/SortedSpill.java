package com.aiagents.loadtest.workflow;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more values than fit into memory: an external merge sort.
 *
 * <p>Values are kept as bytes, collected up to {@link #IN_MEMORY_BYTES}, sorted and written to a
 * file; {@link #sorted()} merges the files. Fewer never touch the disk. The order is that of the
 * unsigned bytes, so a codec writes first what is sorted by. Used by one thread; {@link #close()}
 * removes the files.
 */
final class SortedSpill<T> implements AutoCloseable {
  private static final int IN_MEMORY_BYTES = 12 << 20;
  private static final int LONGEST = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final String name;
  private final Codec<T> codec;
  private final int inMemoryBytes;
  private final ByteBuffer scratch = ByteBuffer.allocate(LONGEST);
  private final List<Path> files = new ArrayList<>();
  private List<byte[]> recent = new ArrayList<>();
  private long recentBytes;
  private boolean recentSorted;
  private long size;

  /**
   * An empty sorter.
   *
   * @param folder gets the files; made when the first is needed
   * @param name begins their names
   */
  SortedSpill(Path folder, String name, Codec<T> codec) {
    this(folder, name, codec, IN_MEMORY_BYTES);
  }

  SortedSpill(Path folder, String name, Codec<T> codec, int inMemoryBytes) {
    this.folder = folder;
    this.name = name;
    this.codec = codec;
    this.inMemoryBytes = inMemoryBytes;
  }

  /** Takes a value. */
  void add(T value) throws IOException {
    scratch.clear();
    codec.write(value, scratch);
    byte[] bytes = Arrays.copyOf(scratch.array(), scratch.position());
    if (recentBytes + bytes.length > inMemoryBytes && !recent.isEmpty()) {
      spill();
    }
    recent.add(bytes);
    recentBytes += bytes.length;
    recentSorted = false;
    size++;
  }

  /** How many values were taken. */
  long size() {
    return size;
  }

  private void spill() throws IOException {
    sortRecent();
    Files.createDirectories(folder);
    Path file = folder.resolve(name + "-" + files.size());
    files.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      out.writeInt(recent.size());
      for (byte[] bytes : recent) {
        out.writeShort(bytes.length);
        out.write(bytes);
      }
    }
    recent = new ArrayList<>(recent.size());
    recentBytes = 0;
  }

  private void sortRecent() {
    if (!recentSorted) {
      recent.sort(Arrays::compareUnsigned);
      recentSorted = true;
    }
  }

  /** All values in order; may be asked for again, but not while values are still taken. */
  Cursor<T> sorted() throws IOException {
    if (!files.isEmpty() && !recent.isEmpty()) {
      spill();
    }
    sortRecent();
    return new Cursor<>(files, recent, codec);
  }

  @Override
  public void close() throws IOException {
    recent = new ArrayList<>();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** How a value stands in bytes; at most 64 KiB. */
  interface Codec<T> {
    void write(T value, ByteBuffer out);

    T read(ByteBuffer in);
  }

  /** Values one after another. */
  static final class Cursor<T> implements AutoCloseable {
    private final List<Source> sources = new ArrayList<>();
    private final PriorityQueue<Source> heads =
        new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.head, b.head));
    private final Codec<T> codec;

    private Cursor(List<Path> files, List<byte[]> memory, Codec<T> codec) throws IOException {
      this.codec = codec;
      try {
        for (Path file : files) {
          open(new FileSource(file));
        }
        if (!memory.isEmpty()) {
          open(new MemorySource(memory));
        }
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    private void open(Source source) throws IOException {
      sources.add(source);
      if (source.advance()) {
        heads.add(source);
      }
    }

    /** The next value, or null after the last. */
    T next() throws IOException {
      Source source = heads.poll();
      if (source == null) {
        return null;
      }
      T value = codec.read(ByteBuffer.wrap(source.head));
      if (source.advance()) {
        heads.add(source);
      }
      return value;
    }

    @Override
    public void close() throws IOException {
      for (Source source : sources) {
        source.close();
      }
    }
  }

  private abstract static class Source {
    byte[] head;

    /** Goes to the next record; false after the last. */
    abstract boolean advance() throws IOException;

    void close() throws IOException {
      // holds nothing
    }
  }

  private static final class MemorySource extends Source {
    private final List<byte[]> records;
    private int at;

    MemorySource(List<byte[]> records) {
      this.records = records;
    }

    @Override
    boolean advance() {
      if (at == records.size()) {
        return false;
      }
      head = records.get(at++);
      return true;
    }
  }

  private static final class FileSource extends Source {
    private final DataInputStream in;
    private int left;

    FileSource(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      left = in.readInt();
    }

    @Override
    boolean advance() throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      head = new byte[in.readUnsignedShort()];
      in.readFully(head);
      return true;
    }

    @Override
    void close() throws IOException {
      in.close();
    }
  }
}
