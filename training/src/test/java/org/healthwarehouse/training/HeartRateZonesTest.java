package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class HeartRateZonesTest {
    private static List<Double> starts(HeartRateZones zones) {
        return zones.zones().stream().map(HeartRateZone::from).toList();
    }

    @Test
    void percentOfMaximum() {
        assertThat(starts(HeartRateZones.ofMaximum(200))).containsExactly(100.0, 120.0, 140.0, 160.0, 180.0);
    }

    /** Resting 60, maximum 180: the reserve is 120. At 60, 70, 80 and 90 % print 132, 144, 156 and 168. */
    @Test
    void karvonenAsPrinted() {
        List<Double> starts = starts(HeartRateZones.ofReserve(HeartRateProfile.of(60, 180)));
        double[] printed = {120, 132, 144, 156, 168};
        for (int i = 0; i < printed.length; i++) {
            assertThat(starts.get(i)).isEqualTo(printed[i], within(1e-9));
        }
    }

    /** Threshold 200, so that a percent is two beats. */
    @Test
    void frielForRunningAndCycling() {
        HeartRateZones running = HeartRateZones.ofRunningThreshold(200);
        assertThat(running.zones().stream().map(HeartRateZone::name))
                .containsExactly("1", "2", "3", "4", "5a", "5b", "5c");
        assertThat(starts(running)).containsExactly(0.0, 170.0, 180.0, 190.0, 200.0, 206.0, 214.0);
        assertThat(starts(HeartRateZones.ofCyclingThreshold(200)))
                .containsExactly(0.0, 162.0, 180.0, 188.0, 200.0, 206.0, 214.0);
    }

    @Test
    void aRateBelowTheFirstZoneIsInNone() {
        HeartRateZones zones = HeartRateZones.ofMaximum(200);
        assertThat(zones.indexOf(99.9)).isEmpty();
        assertThat(zones.indexOf(100)).hasValue(1);
        assertThat(zones.indexOf(500)).hasValue(5);
    }

    @Property
    void everyRateIsInAtMostOneZoneAndNoneIsLostBetweenThem(
            @ForAll @DoubleRange(min = 30, max = 250) double rate,
            @ForAll @DoubleRange(min = 100, max = 230) double maximum) {
        for (HeartRateZones zones : List.of(
                HeartRateZones.ofMaximum(maximum),
                HeartRateZones.ofReserve(HeartRateProfile.of(50, maximum)),
                HeartRateZones.ofRunningThreshold(maximum))) {
            long holding =
                    zones.zones().stream().filter(zone -> zone.contains(rate)).count();
            assertThat(holding).isEqualTo(rate >= zones.zones().get(0).from() ? 1 : 0);
        }
    }

    @Test
    void timeIsCountedInItsZone() {
        Duration minute = Duration.ofMinutes(1);
        List<Duration> times = HeartRateZones.ofMaximum(200)
                .timeIn(List.of(
                        new TimeAtHeartRate(minute, 90),
                        new TimeAtHeartRate(minute, 130),
                        new TimeAtHeartRate(minute, 139),
                        new TimeAtHeartRate(minute, 199)));
        assertThat(times).containsExactly(Duration.ZERO, Duration.ofMinutes(2), Duration.ZERO, Duration.ZERO, minute);
    }

    @Test
    void zonesWithAHoleAreRefused() {
        assertThatThrownBy(() ->
                        new HeartRateZones(List.of(new HeartRateZone("1", 100, 120), new HeartRateZone("2", 121, 140))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new HeartRateZone("1", 120, 120)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new HeartRateZones(List.of())).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> HeartRateZones.ofRunningThreshold(0)).isInstanceOf(InvalidParameterException.class);
    }
}
