package com.aiagents.loadtest.workflow;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts more values than fit into memory: an external merge sort.
 *
 * <p>Values are collected up to {@link #IN_MEMORY}, sorted and written to a file; {@link #sorted()}
 * merges the files. Fewer values never touch the disk. Equal values come in no particular order.
 * Used by one thread; {@link #close()} removes the files.
 */
final class SortedSpill<T> implements AutoCloseable {
  static final int IN_MEMORY = 100_000;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final String name;
  private final Comparator<T> order;
  private final Codec<T> codec;
  private final int inMemory;
  private final List<Path> files = new ArrayList<>();
  private List<T> recent = new ArrayList<>();
  private boolean recentSorted;
  private long size;

  /**
   * An empty sorter.
   *
   * @param folder gets the files; made when the first is needed
   * @param name begins their names
   */
  SortedSpill(Path folder, String name, Comparator<T> order, Codec<T> codec) {
    this(folder, name, order, codec, IN_MEMORY);
  }

  SortedSpill(Path folder, String name, Comparator<T> order, Codec<T> codec, int inMemory) {
    this.folder = folder;
    this.name = name;
    this.order = order;
    this.codec = codec;
    this.inMemory = inMemory;
  }

  /** Takes a value. */
  void add(T value) throws IOException {
    if (recent.size() == inMemory) {
      spill();
    }
    recent.add(value);
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
      for (T value : recent) {
        codec.write(value, out);
      }
    }
    recent = new ArrayList<>();
  }

  private void sortRecent() {
    if (!recentSorted) {
      recent.sort(order);
      recentSorted = true;
    }
  }

  /** All values in order; may be asked for again, but not while values are still taken. */
  Cursor<T> sorted() throws IOException {
    sortRecent();
    if (files.isEmpty()) {
      return new Memory<>(recent.iterator());
    }
    if (!recent.isEmpty()) {
      spill();
    }
    return new Merge<>(files, order, codec);
  }

  @Override
  public void close() throws IOException {
    recent = new ArrayList<>();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** How a value stands in a file. */
  interface Codec<T> {
    void write(T value, DataOutput out) throws IOException;

    T read(DataInput in) throws IOException;
  }

  /** Values one after another. */
  interface Cursor<T> extends AutoCloseable {
    /** The next value, or null after the last. */
    T next() throws IOException;

    @Override
    void close() throws IOException;
  }

  private record Memory<T>(Iterator<T> values) implements Cursor<T> {
    @Override
    public T next() {
      return values.hasNext() ? values.next() : null;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private static final class Merge<T> implements Cursor<T> {
    private final List<Source<T>> sources = new ArrayList<>();
    private final PriorityQueue<Source<T>> heads;

    Merge(List<Path> files, Comparator<T> order, Codec<T> codec) throws IOException {
      heads = new PriorityQueue<>(Comparator.comparing(s -> s.head, order));
      try {
        for (Path file : files) {
          Source<T> source = new Source<>(file, codec);
          sources.add(source);
          if (source.advance()) {
            heads.add(source);
          }
        }
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    @Override
    public T next() throws IOException {
      Source<T> source = heads.poll();
      if (source == null) {
        return null;
      }
      T value = source.head;
      if (source.advance()) {
        heads.add(source);
      }
      return value;
    }

    @Override
    public void close() throws IOException {
      for (Source<T> source : sources) {
        source.in.close();
      }
    }
  }

  private static final class Source<T> {
    private final DataInputStream in;
    private final Codec<T> codec;
    private int left;
    private T head;

    Source(Path file, Codec<T> codec) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      this.codec = codec;
      this.left = in.readInt();
    }

    boolean advance() throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      head = codec.read(in);
      return true;
    }
  }
}
