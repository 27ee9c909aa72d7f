package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRangeTest {
    @ParameterizedTest
    @CsvSource({"2, 1", "NaN, 1", "1, NaN", "-Infinity, 1", "1, Infinity"})
    void refusesBoundsThatAreReversedOrNotFinite(double low, double high) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new ValueRange(low, high))
                .withMessageContainingAll(low + " to " + high, "must be finite and not reversed", "give low <= high");
    }

    @Test
    void containsItsBounds() {
        ValueRange range = new ValueRange(30, 220);

        assertThat(range.contains(30)).isTrue();
        assertThat(range.contains(220)).isTrue();
        assertThat(range.contains(Math.nextDown(30.0))).isFalse();
        assertThat(range.contains(Math.nextUp(220.0))).isFalse();
    }

    @Test
    void aRangeOfOneValueHoldsThatValue() {
        assertThat(new ValueRange(1, 1).contains(1)).isTrue();
    }

    @Test
    void anyHoldsEveryFiniteValueAndNoOther() {
        assertThat(ValueRange.ANY.contains(-Double.MAX_VALUE)).isTrue();
        assertThat(ValueRange.ANY.contains(Double.MAX_VALUE)).isTrue();
        assertThat(ValueRange.ANY.contains(Double.NaN)).isFalse();
        assertThat(ValueRange.ANY.contains(Double.POSITIVE_INFINITY)).isFalse();
    }
}
