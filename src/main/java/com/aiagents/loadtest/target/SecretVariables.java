package com.aiagents.loadtest.target;

import java.util.List;
import java.util.Map;

/** The environment variables that hold secrets, or URLs with a password. */
public final class SecretVariables {
  public static final List<String> NAMES =
      List.of(
          Secret.VARIABLE,
          EncryptionKey.VARIABLE,
          TenantSettings.API_KEY_VARIABLE,
          "AI_AGENTS_DATABASE_URL",
          "AI_AGENTS_REDIS_URL");

  private SecretVariables() {}

  /** Takes them out of an environment that another program is to get. */
  public static void removeFrom(Map<String, String> environment) {
    environment.keySet().removeAll(NAMES);
  }
}
