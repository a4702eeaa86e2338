package com.aiagents.loadtest.samples;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array at once. */
final class EightBytes {
  /**
   * Not a {@code ByteBuffer}: Java 17 compiles its {@code getLong} to several calls if one of its
   * internal classes happens not to be loaded yet.
   */
  private static final VarHandle VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  /** The eight bytes from a place on, the first in the lowest byte. */
  static long at(byte[] bytes, int at) {
    return (long) VIEW.get(bytes, at);
  }
}
