package com.aiagents.loadtest.doctor;

/** How programs are installed on this system. */
final class Packages {
  private Packages() {}

  static String install(String debian, String homebrew) {
    return System.getProperty("os.name").startsWith("Mac")
        ? "brew install " + homebrew
        : "sudo apt-get install " + debian;
  }
}
