package org.healthwarehouse.testkit.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonSampleTest {
    private static final Instant TEN = Instant.parse("2024-03-12T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2024-03-12T11:00:00Z");
    private static final Instant NOON = Instant.parse("2024-03-12T12:00:00Z");

    @Test
    void anIntervalTouchesRangesItSharesTimeWith() {
        PersonSample interval = sample(TEN, NOON);

        assertThat(interval.intersects(ELEVEN, ELEVEN.plusMillis(1))).isTrue();
        assertThat(interval.intersects(NOON.minusMillis(1), NOON)).isTrue();
        assertThat(interval.intersects(TEN.minusSeconds(1), TEN.plusMillis(1))).isTrue();
    }

    @Test
    void anIntervalDoesNotTouchRangesItOnlyMeets() {
        PersonSample interval = sample(TEN, ELEVEN);

        assertThat(interval.intersects(ELEVEN, NOON)).isFalse();
        assertThat(interval.intersects(TEN.minusSeconds(1), TEN)).isFalse();
    }

    @Test
    void anInstantLiesInTheRangeThatStartsWithIt() {
        PersonSample instant = sample(TEN, TEN);

        assertThat(instant.isInstantaneous()).isTrue();
        assertThat(instant.intersects(TEN, ELEVEN)).isTrue();
        assertThat(instant.intersects(TEN.minusSeconds(1), TEN)).isFalse();
        assertThat(instant.intersects(TEN.plusMillis(1), ELEVEN)).isFalse();
    }

    @Test
    void nothingTouchesAnEmptyRange() {
        assertThat(sample(TEN, NOON).intersects(ELEVEN, ELEVEN)).isFalse();
    }

    @Test
    void rejectsASampleThatEndsBeforeItStarts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample(ELEVEN, TEN))
                .withMessageContaining(ELEVEN.toString());
    }

    private static PersonSample sample(Instant start, Instant end) {
        PersonDevice device = new PersonDevice(DeviceKind.PHONE, "p", "m", "f", "h", "b", "1.0");
        return new PersonSample(new UUID(0, 0), PersonMetric.MOOD, device, start, end, 0);
    }
}
