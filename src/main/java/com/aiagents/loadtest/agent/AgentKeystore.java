package com.aiagents.loadtest.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The key and certificate that agents and launchers share: who holds the file may use the agents.
 *
 * <p>PKCS12. Its password is the one that JMeter has by default and keeps nobody out; the file is
 * the secret.
 */
public final class AgentKeystore {
  /** The environment variable that names another file than {@link #DEFAULT_NAME}. */
  public static final String VARIABLE = "LOAD_TEST_AGENT_KEYSTORE";

  public static final String DEFAULT_NAME = "agent-keystore.p12";
  public static final String PASSWORD = "changeit";
  public static final String ALIAS = "rmi";
  public static final String TYPE = "PKCS12";

  private static final int NAME_BYTES = 8;

  private final Path file;
  private final byte[] bytes;
  private final SSLContext context;

  private AgentKeystore(Path file, byte[] bytes) throws IOException {
    this.file = file;
    this.bytes = bytes;
    this.context = load();
  }

  /**
   * Reads one.
   *
   * @throws IOException in one line if it is not there or is none
   */
  public static AgentKeystore read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("keystore " + file + ": not found");
    }
    if (!Files.isReadable(file)) {
      throw new IOException("keystore " + file + ": cannot be read");
    }
    return new AgentKeystore(file.toAbsolutePath(), Files.readAllBytes(file));
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /**
   * The name under which JMeter finds it in its working folder. JMeter tells the other side where
   * its own keystore is, and the other side then looks there: so the name has to be the same on all
   * machines, and belongs to what is in the file.
   */
  public String sharedName() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "agent-keystore-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES) + ".p12";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Makes it found in a folder under its shared name. */
  public void linkInto(Path folder) throws IOException {
    Path link = folder.resolve(sharedName());
    Path beside = Files.createTempDirectory(folder, ".keystore").resolve(sharedName());
    try {
      Files.createSymbolicLink(beside, file);
      // another run may be making the same one
      Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
      Files.deleteIfExists(beside.getParent());
    }
  }

  /** SSL with this key, towards those who have the same. */
  SSLContext context() {
    return context;
  }

  private SSLContext load() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(new ByteArrayInputStream(bytes), PASSWORD.toCharArray());
      if (!store.isKeyEntry(ALIAS)) {
        throw new IOException(
            "keystore "
                + file
                + ": found no key named "
                + ALIAS
                + ", load-test agent keystore makes one");
      }
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("keystore " + file + ": " + e.getMessage());
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("keystore ")
          ? e
          : new IOException(
              "keystore "
                  + file
                  + ": found no PKCS12 keystore with the password "
                  + PASSWORD
                  + " ("
                  + message
                  + ")");
    }
  }

  /** Ends a socket that is of no use. */
  static void abandon(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is given up in any case
    }
  }
}
