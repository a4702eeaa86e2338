package com.aiagents.loadtest.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadBoundsTest {
  @Test
  void twoLoadsBeginWithTheFirstAndEndWithTheLast() {
    LoadBounds early = new LoadBounds(10, 20);
    LoadBounds late = new LoadBounds(15, 40);
    assertThat(early.and(late)).isEqualTo(new LoadBounds(10, 40)).isEqualTo(late.and(early));
    assertThat(early.and(LoadBounds.NONE)).isEqualTo(early);
  }

  @Test
  void onlyNoSampleAtAllIsEmpty() {
    assertThat(LoadBounds.NONE.isEmpty()).isTrue();
    assertThat(new LoadBounds(10, 10).isEmpty()).isFalse();
    assertThat(LoadBounds.NONE.and(new LoadBounds(10, 10)).isEmpty()).isFalse();
  }

  @Test
  void equalsWhatHasTheSameBeginAndEnd() {
    LoadBounds bounds = new LoadBounds(10, 20);
    assertThat(bounds)
        .isEqualTo(new LoadBounds(10, 20))
        .hasSameHashCodeAs(new LoadBounds(10, 20))
        .isNotEqualTo(new LoadBounds(10, 21))
        .isNotEqualTo(new LoadBounds(11, 20));
  }
}
