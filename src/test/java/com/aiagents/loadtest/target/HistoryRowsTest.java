package com.aiagents.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.aiagents.loadtest.workflow.HistoryRow;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What came of a query that goes wrong in ways that a real database seldom shows. */
@Timeout(20)
class HistoryRowsTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch aborted = new CountDownLatch(1);

  @Test
  void aServerThatFallsSilentIsGivenUpWhenNobodyWaitsAnyMore() throws Exception {
    try (HistoryRows rows =
        rows(
            () -> {
              asked.countDown();
              untilAborted();
              throw new SQLException("aborted");
            })) {
      asked.await();
      assertThat(rows.forEach(row -> {}, () -> true)).isFalse();
    }
    assertThat(aborted.await(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDefectIsNeverAnEndOfTheRows() {
    assertThat(
            failureAfter(
                () -> {
                  throw new ArithmeticException("a defect");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a defect");
  }

  @Test
  void aFailureIsSaid() {
    assertThat(
            failureAfter(
                () -> {
                  throw new SQLException("gone");
                }))
        .isInstanceOf(TargetException.class)
        .hasMessage("gone");
  }

  private Throwable failureAfter(Answer answer) {
    try (HistoryRows rows = rows(answer)) {
      return catchThrowable(() -> rows.forEach(row -> {}, () -> false));
    }
  }

  private interface Answer {
    PreparedStatement get() throws SQLException;
  }

  private HistoryRows rows(Answer answer) {
    return new HistoryRows(
        new HistoryRows.Query() {
          @Override
          public Connection connect() {
            return (Connection)
                Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                      if (method.getName().equals("abort")) {
                        aborted.countDown();
                      }
                      return null;
                    });
          }

          @Override
          public PreparedStatement prepare(Connection connection) throws SQLException {
            return answer.get();
          }

          @Override
          public HistoryRow row(ResultSet row) {
            throw new IllegalStateException("there is no row");
          }

          @Override
          public TargetException failure(SQLException e) {
            return new TargetException(e.getMessage());
          }
        });
  }

  /** A socket does not feel an interrupt: only the abort of its connection ends the wait. */
  private void untilAborted() {
    while (aborted.getCount() > 0) {
      try {
        aborted.await();
      } catch (InterruptedException e) {
        // not felt
      }
    }
  }
}
