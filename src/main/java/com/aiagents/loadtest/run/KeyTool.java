package com.aiagents.loadtest.run;

import com.aiagents.loadtest.agent.AgentKeystore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes keystores, by the program that every Java has for it. */
public final class KeyTool {
  private static final String YEARS_DAYS = "3650";
  private static final long PATIENCE_SECONDS = 60;

  private KeyTool() {}

  /**
   * Makes the keystore of agents, for its owner only.
   *
   * @param file must not be there
   * @throws EnvironmentException if it cannot be made
   */
  public static void make(Path file)
      throws EnvironmentException, IOException, InterruptedException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new EnvironmentException("keystore " + file + ": found no folder " + folder);
    }
    // nobody else may look into it, not even before it has its name
    Path work = Files.createTempDirectory(folder, ".agent-keystore");
    Path made = work.resolve("made.p12");
    try {
      run(made);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(made, file);
    } finally {
      Files.deleteIfExists(made);
      Files.delete(work);
    }
  }

  private static void run(Path made)
      throws EnvironmentException, IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            // its password is known to all, and JMeter opens the file for every connection
            "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.macIterationCount=1",
            "-genkeypair",
            "-alias",
            AgentKeystore.ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            YEARS_DAYS,
            "-dname",
            "CN=load-test agents",
            "-storetype",
            AgentKeystore.TYPE,
            "-storepass",
            AgentKeystore.PASSWORD,
            "-keystore",
            made.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new EnvironmentException("keytool: " + said.strip());
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
