package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql+asyncpg://me:p%40s%2Fs+w%25@db:5433/ai",
        "postgresql+psycopg2://me:p%40s%2Fs+w%25@db:5433/ai",
        "postgresql://me:p%40s%2Fs+w%25@db:5433/ai",
        "postgres://me:p%40s%2Fs+w%25@db:5433/ai",
        "postgresql://db:5433/ai?user=me&password=p%40s%2Fs+w%25",
        "jdbc:postgresql://db:5433/ai?user=me&password=p%40s%2Fs%2Bw%25"
      })
  void theThreeWaysToWriteItMeanTheSame(String text) {
    DatabaseUrl url = DatabaseUrl.parse(text);
    assertThat(url).hasToString("db:5433/ai");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/ai");
    assertThat(url.properties()).containsEntry("user", "me").containsEntry("password", "p@s/s+w%");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@[::1]:5433/d, jdbc:postgresql://[::1]:5433/d",
    "postgresql+asyncpg://[fe80::1]/d, jdbc:postgresql://[fe80::1]:5432/d",
    "jdbc:postgresql://[2001:db8::7]:1/d, jdbc:postgresql://[2001:db8::7]:1/d",
    "postgresql://ai_agents_db_1/d, jdbc:postgresql://ai_agents_db_1:5432/d",
    "postgresql://u@h/d%20e+f, jdbc:postgresql://h:5432/d%20e%2Bf",
    "postgresql://u:@h/d, jdbc:postgresql://h:5432/d"
  })
  void readsEveryHostAndDatabase(String text, String jdbc) {
    assertThat(DatabaseUrl.parse(text).jdbcUrl()).isEqualTo(jdbc);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql+asyncpg, ssl=require, require",
    "postgresql+asyncpg, ssl=disable, disable",
    "postgresql+asyncpg, ssl=prefer, prefer",
    "postgresql+asyncpg, ssl=allow, allow",
    "postgresql+asyncpg, ssl=verify-ca, verify-ca",
    "postgresql+asyncpg, ssl=verify-full, verify-full",
    "postgresql+asyncpg, ssl=true, verify-full",
    "postgresql+asyncpg, ssl=True, verify-full",
    "postgresql+asyncpg, ssl=false, disable",
    "postgresql+asyncpg, ssl=require&sslmode=require, require",
    "postgresql+psycopg2, sslmode=verify-full, verify-full",
    "postgresql, sslmode=require, require",
    "postgresql, sslmode=require&sslrootcert=/ca.pem, verify-ca",
    "postgresql+asyncpg, sslrootcert=/ca.pem&ssl=require, verify-ca",
    "postgresql, sslmode=verify-full&sslrootcert=/ca.pem, verify-full",
    "jdbc:postgresql, sslmode=require&sslrootcert=/ca.pem, require",
    "postgresql, x=y, "
  })
  void keepsTheProtectionOfTheConnection(String scheme, String query, String mode) {
    Properties properties = DatabaseUrl.parse(scheme + "://u:p@h/d?" + query).properties();
    assertThat(properties.getProperty("sslmode")).isEqualTo(mode);
    assertThat(properties).doesNotContainKey("ssl");
  }

  @Test
  void leavesTheWordsOfJdbcAlone() {
    assertThat(
            DatabaseUrl.parse("jdbc:postgresql://h/d?ssl=true&socketTimeout=5&host=x").properties())
        .containsEntry("ssl", "true")
        .containsEntry("socketTimeout", "5")
        .doesNotContainKey("sslmode");
  }

  @Test
  void translatesTheWordsOfLibpq() {
    assertThat(
            DatabaseUrl.parse(
                    "postgresql://h/d?application_name=me&connect_timeout=3&channel_binding=require"
                        + "&options=-c%20row_security%3Doff&prepared_statement_cache_size=0")
                .properties())
        .containsEntry("ApplicationName", "me")
        .containsEntry("connectTimeout", "3")
        .containsEntry("channelBinding", "require")
        .containsEntry("options", "-c row_security=off")
        .doesNotContainKeys("application_name", "prepared_statement_cache_size");
  }

  @Test
  void theServerNeverShowsARowInAMessage() {
    assertThat(DatabaseUrl.parse("jdbc:postgresql://h/d?logServerErrorDetail=true").properties())
        .containsEntry("logServerErrorDetail", "false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssl=geheim | parameter ssl: allowed are disable, allow, prefer, require, verify-ca and verify-full",
        "sslmode=geheim | parameter sslmode: allowed are disable, allow, prefer,",
        "ssl=disable&sslmode=require | parameters ssl and sslmode contradict each other",
        "host=geheim | parameter host is not supported here",
        "sslcrl=geheim | parameter sslcrl is not supported here",
        "require_auth=geheim | parameter require_auth is not supported here"
      })
  void refusesWhatItCannotKeep(String query, String message) {
    assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://u:p@h/d?" + query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:geheim@",
        "postgresql://u:geheim@/d",
        "postgresql://u:geh@eim@h/d",
        "postgresql://u:geheim@h/d#x",
        "postgresql://u:geheim#@h/d",
        "postgresql://u:geheim@h:0/d",
        "postgresql://u:geheim@h1,h2/d",
        "postgresql://u:geheim%zz@h/d",
        "jdbc:postgresql:d?password=geheim"
      })
  void refusesOtherUrlsWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a PostgreSQL URL")
        .hasMessageNotContaining("geheim")
        .hasMessageNotContaining("eim@");
  }
}
