package org.healthwarehouse.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleSeries;
import org.junit.jupiter.api.Test;

class PreferenceTest {
    private static final Preference WATCH_FIRST = Preference.devices("watch", "phone");

    @Test
    void aWalkThatBothDevicesSawCountsOnce() {
        SampleSeries walk = new Some(DataTypes.STEPS)
                .add("phone", 0, 60, 110)
                .add("watch", 0, 60, 100)
                .series();
        SampleSeries chosen = ResolvedSamples.of(walk, WATCH_FIRST, Some.seconds(0, 600));
        assertThat(chosen.values()).containsExactly(100);
    }

    @Test
    void ofALowerDeviceOnlyThePartCountsThatNoHigherOneCovers() {
        SampleSeries walk = new Some(DataTypes.STEPS)
                .add("watch", 0, 60, 100)
                .add("phone", 30, 90, 120)
                .series();
        SampleSeries chosen = ResolvedSamples.of(walk, WATCH_FIRST, Some.seconds(0, 600));
        assertThat(chosen.values()).containsExactly(100, 60);
        assertThat(chosen.timestamps()[1]).isEqualTo(Some.seconds(60, 90).startMs());
    }

    @Test
    void readingsKeepTheirWholeValueWhereTheyAreCut() {
        SampleSeries masses = new Some(DataTypes.BODY_TEMPERATURE)
                .add("watch", 0, 60, 36.5)
                .add("phone", 30, 90, 37)
                .series();
        assertThat(ResolvedSamples.of(masses, WATCH_FIRST, Some.seconds(0, 600)).values())
                .containsExactly(36.5, 37);
    }

    @Test
    void aLowerDeviceFillsOnlyPausesThatAreLongerThanTheBridge() {
        SampleSeries pulse = new Some(DataTypes.HEART_RATE)
                .add("strap", 0, 0, 60)
                .add("strap", 200, 200, 61)
                .add("strap", 900, 900, 62)
                .add("watch", 100, 100, 70)
                .add("watch", 500, 500, 71)
                .series();
        Preference strapFirst = Preference.devices("strap").bridging(Duration.ofMinutes(5));
        assertThat(ResolvedSamples.of(pulse, strapFirst, Some.seconds(0, 1000)).values())
                .containsExactly(60, 61, 71, 62);
    }

    @Test
    void sourcesGoBeforeDevices() {
        SampleSeries steps = new Some(DataTypes.STEPS)
                .add(Some.key("fulcra", "watch"), 0, 60, 100)
                .add(Some.key("garmin", "phone"), 0, 60, 90)
                .series();
        Preference garminFirst = Preference.sources("garmin").thenDevices("watch");
        assertThat(ResolvedSamples.of(steps, garminFirst, Some.seconds(0, 60)).values())
                .containsExactly(90);
    }

    @Test
    void samplesOfOneDeviceNeverStandInEachOthersWay() {
        SampleSeries steps = new Some(DataTypes.STEPS)
                .add("watch", 0, 60, 100)
                .add("watch", 30, 90, 50)
                .series();
        assertThat(ResolvedSamples.of(steps, WATCH_FIRST, Some.seconds(0, 600)).values())
                .containsExactly(100, 50);
    }

    @Test
    void whoNamesNoDeviceStillCountsNoTimeTwice() {
        SampleSeries steps = new Some(DataTypes.STEPS)
                .add("b", 0, 60, 110)
                .add("a", 0, 60, 100)
                .series();
        assertThat(ResolvedSamples.of(steps, Preference.BY_NAME, Some.seconds(0, 60))
                        .values())
                .containsExactly(100);
    }

    @Test
    void nothingIsNamedTwice() {
        assertThatThrownBy(() -> new Preference(List.of("whoop", "whoop"), List.of(), Duration.ZERO))
                .isInstanceOf(InvalidParameterException.class);
    }
}
