package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyncScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final SyncSchedule EMPTY = SyncSchedule.in(BERLIN);
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        assertThat(EMPTY.name()).isEqualTo("schedule");
        assertThat(EMPTY.lookBack()).isEqualTo(Duration.ofDays(30));
        assertThat(EMPTY.jitter()).isZero();
        assertThat(EMPTY.users()).isEmpty();
        assertThat(EMPTY.sources()).isEmpty();
        assertThat(EMPTY.atOnce()).isEqualTo(8);
        assertThat(EMPTY.slots()).isEmpty();
    }

    @Test
    void slotsAreNamedAfterTheirTimeAndFocus() {
        SyncSchedule schedule = EMPTY.at(EIGHT, STEPS, HEART_RATE)
                .at(LocalTime.of(23, 0))
                .at(DayOfWeek.SUNDAY, EIGHT)
                .every(Duration.ofHours(2), STEPS)
                .task("plan", EIGHT, (user, due) -> {})
                .maintenance(LocalTime.of(4, 0));
        assertThat(schedule.slots().stream().map(ScheduleSlot::name))
                .containsExactly(
                        "08:00 heart_rate,steps",
                        "23:00 everything",
                        "sunday 08:00 everything",
                        "every PT2H steps",
                        "plan",
                        "maintenance 04:00");
        assertThat(schedule)
                .hasToString("schedule in Europe/Berlin: [08:00 heart_rate,steps, 23:00 everything,"
                        + " sunday 08:00 everything, every PT2H steps, plan, maintenance 04:00]");
    }

    @Test
    void everyChangeIsACopyThatKeepsTheRest() {
        UserId ann = UserId.of("ann");
        SyncSchedule full = EMPTY.at(EIGHT)
                .named("night")
                .lookBack(Duration.ofDays(7))
                .jitter(Duration.ofMinutes(5))
                .users(ann)
                .zone(ann, ZoneId.of("Asia/Tokyo"))
                .from("whoop")
                .atOnce(2);
        assertThat(EMPTY.slots()).isEmpty();
        assertThat(full.slots()).hasSize(1);
        assertThat(full.name()).isEqualTo("night");
        assertThat(full.lookBack()).isEqualTo(Duration.ofDays(7));
        assertThat(full.jitter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(full.users()).containsExactly(ann);
        assertThat(full.zoneOf(ann)).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(full.zoneOf(UserId.LOCAL)).isEqualTo(BERLIN);
        assertThat(full.sources()).containsExactly(SourceId.of("whoop"));
        assertThat(full.atOnce()).isEqualTo(2);
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                refused(s -> s.named(" "), "name of a schedule"),
                refused(s -> s.lookBack(Duration.ZERO), "look-back 'PT0S' must be positive"),
                refused(s -> s.atOnce(0), "users at once '0' must be at least 1"),
                refused(s -> s.jitter(Duration.ofMillis(-1)), "from 0 to 12 hours"),
                refused(s -> s.jitter(Duration.ofHours(12).plusMillis(1)), "from 0 to 12 hours"),
                refused(s -> s.every(Duration.ofHours(1)).jitter(Duration.ofHours(1)), "'every PT1H everything'"),
                refused(s -> s.at(EIGHT).at(EIGHT), "slot '08:00 everything' is there twice"),
                refused(s -> s.task("", EIGHT, (user, due) -> {}), "name of a slot"),
                refused(s -> s.every(Duration.ZERO), "period of a slot"));
    }

    private static Arguments refused(UnaryOperator<SyncSchedule> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefusedAtOnce(UnaryOperator<SyncSchedule> change, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> change.apply(EMPTY))
                .withMessageContaining(message);
    }

    @Test
    void aJitterJustShorterThanThePeriodIsFine() {
        assertThat(EMPTY.every(Duration.ofHours(1))
                        .jitter(Duration.ofHours(1).minusMillis(1))
                        .jitter())
                .isPositive();
    }
}
