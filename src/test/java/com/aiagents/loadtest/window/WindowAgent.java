package com.aiagents.loadtest.window;

import java.awt.Frame;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Goes into JMeter's JVM as its agent, and gives {@link WindowUser} JMeter's own classes as soon as
 * the window is there. JMeter itself starts as it does for a person.
 */
public final class WindowAgent {
  /** The JVM ends so when the agent fails: JMeter never does. */
  private static final int FAILED = 70;

  private WindowAgent() {}

  /**
   * Called by the JVM before JMeter's {@code main}.
   *
   * @param classes the folder of the tests' classes
   */
  public static void premain(String classes) {
    start("window user", () -> use(Path.of(classes)));
    start("window end", WindowAgent::endWithTheTest);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The test holds the other end of our input: if it is killed, no window stays behind. */
  private static void endWithTheTest() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes
      }
    } catch (IOException e) {
      // the same end
    }
    Runtime.getRuntime().halt(FAILED);
  }

  private static void use(Path classes) {
    try {
      ClassLoader ofJMeter = awaitWindow().getClass().getClassLoader();
      ClassLoader ours = new URLClassLoader(new URL[] {classes.toUri().toURL()}, ofJMeter);
      Class.forName("com.aiagents.loadtest.window.WindowUser", true, ours)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException e) {
      fail(e.getCause());
    } catch (Exception e) {
      fail(e);
    }
  }

  private static Frame awaitWindow() throws InterruptedException {
    while (true) {
      // no window before its thread: asking earlier would start it before JMeter has set it up
      if (Thread.getAllStackTraces().keySet().stream()
          .anyMatch(thread -> thread.getName().startsWith("AWT-EventQueue"))) {
        for (Frame frame : Frame.getFrames()) {
          if (frame.getClass().getName().equals("org.apache.jmeter.gui.MainFrame")
              && frame.isShowing()) {
            return frame;
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void fail(Throwable problem) {
    problem.printStackTrace();
    Runtime.getRuntime().halt(FAILED);
  }
}
