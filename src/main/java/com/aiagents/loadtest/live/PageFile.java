package com.aiagents.loadtest.live;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of the page.
 *
 * @param resource where it lies among the classes
 * @param type its media type
 */
record PageFile(String resource, String type) {
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** A file of the chart library. */
  static PageFile ofLibrary(String name, String type) {
    return new PageFile(LIBRARY + name, type);
  }

  byte[] bytes() throws IOException {
    try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("found no " + resource + " among the classes");
      }
      return in.readAllBytes();
    }
  }
}
