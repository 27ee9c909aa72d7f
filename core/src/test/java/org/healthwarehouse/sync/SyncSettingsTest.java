package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncSettingsTest {
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @CsvSource({
        "PT0S, P30D, PT2H, PT2M, PT30S, chunk size",
        "P7D, PT0S, PT2H, PT2M, PT30S, longest chunk size",
        "P7D, P30D, PT-2H, PT2M, PT30S, longest duration",
        "P7D, P30D, PT2H, PT0S, PT30S, lease",
        "P7D, P30D, PT2H, PT2M, PT-30S, read duration"
    })
    void refusesDurationsThatAreNotPositiveByName(
            Duration chunk, Duration longestChunk, Duration longest, Duration lease, Duration read, String name) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new SyncSettings(chunk, longestChunk, Duration.ZERO, 3, longest, lease, 20, read, 5))
                .withMessageStartingWith(name + " '")
                .withMessageContainingAll("must be positive", "start from SyncSettings.DEFAULT");
    }

    @ParameterizedTest
    @CsvSource({"PT-0.001S, 3, 20, 5", "PT0S, 0, 20, 5", "PT0S, 3, -1, 5", "PT0S, 3, 20, 0"})
    void refusesNumbersThatLeaveNothingToDo(Duration pause, int lanes, int readCalls, int connectionErrors) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new SyncSettings(DAY, DAY, pause, lanes, DAY, DAY, readCalls, DAY, connectionErrors))
                .withMessageContainingAll(
                        "pause " + pause + ", lanes " + lanes + ", read calls " + readCalls,
                        "lanes and connection errors at least 1",
                        "start from SyncSettings.DEFAULT");
    }

    @Test
    void noPauseAndNoReadCallsAreFine() {
        assertThatNoException()
                .isThrownBy(() -> SyncSettings.DEFAULT.pause(Duration.ZERO).readBudget(0, DAY));
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(SyncSettings.DEFAULT)
                .isEqualTo(new SyncSettings(
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        Duration.ofMillis(500),
                        3,
                        Duration.ofHours(2),
                        Duration.ofMinutes(2),
                        20,
                        Duration.ofSeconds(30),
                        5));
    }

    @Test
    void eachChangeTouchesOneThingOnly() {
        SyncSettings changed = new SyncSettings(DAY, DAY, DAY, 1, DAY, DAY, 1, DAY, 1);
        Duration hour = Duration.ofHours(1);

        assertThat(changed.pause(hour)).isEqualTo(new SyncSettings(DAY, DAY, hour, 1, DAY, DAY, 1, DAY, 1));
        assertThat(changed.chunkSize(hour)).isEqualTo(new SyncSettings(hour, DAY, DAY, 1, DAY, DAY, 1, DAY, 1));
        assertThat(changed.lanes(9)).isEqualTo(new SyncSettings(DAY, DAY, DAY, 9, DAY, DAY, 1, DAY, 1));
        assertThat(changed.maxDuration(hour)).isEqualTo(new SyncSettings(DAY, DAY, DAY, 1, hour, DAY, 1, DAY, 1));
        assertThat(changed.readBudget(9, hour)).isEqualTo(new SyncSettings(DAY, DAY, DAY, 1, DAY, DAY, 9, hour, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void aChangeIsCheckedLikeANewValue(int lanes) {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> SyncSettings.DEFAULT.lanes(lanes));
    }
}
