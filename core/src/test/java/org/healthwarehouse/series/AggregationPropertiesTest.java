package org.healthwarehouse.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.junit.jupiter.api.Test;

class AggregationPropertiesTest {
    private static final Duration SPAN = Duration.ofDays(40);
    private static final Preference ORDER = Preference.devices("device 1", "device 0");
    private static final ZoneId[] ZONES = {
        ZoneId.of("Europe/Amsterdam"),
        ZoneId.of("America/New_York"),
        ZoneId.of("Australia/Lord_Howe"),
        ZoneId.of("Pacific/Kiritimati"),
        ZoneId.of("Pacific/Pago_Pago"),
        ZoneId.of("Asia/Kolkata")
    };

    /** March 2026 with its changes to summer time, and trips anywhere. */
    private static ZoneTimeline traveller(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ZoneTimeline zones = ZoneTimeline.of(ZONES[random.nextInt(ZONES.length)]);
        for (int trips = random.nextInt(5); trips > 0; trips--) {
            zones = zones.from(
                    Some.START.plusSeconds(random.nextLong(SPAN.toSeconds())), ZONES[random.nextInt(ZONES.length)]);
        }
        return zones;
    }

    private static TimeRange range(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        Instant start = Some.START.plusMillis(random.nextLong(SPAN.toMillis() / 2));
        return new TimeRange(start, start.plusMillis(1 + random.nextLong(SPAN.toMillis() / 2)));
    }

    private static AggregateSeries aggregate(
            SampleSeries samples, Statistic statistic, ZoneTimeline.LocalDays days, TimeRange range) {
        BucketAggregation into = BucketAggregation.ofDays(samples.type(), statistic, days, Optional.of(ORDER));
        into.add(samples, range);
        return into.result();
    }

    private static double whole(SampleSeries samples, Statistic statistic, TimeRange range) {
        BucketAggregation into = BucketAggregation.of(
                samples.type(), statistic, Buckets.every(range.duration(), range), Optional.of(ORDER));
        into.add(samples, range);
        return into.result().values()[0];
    }

    @Property
    void theSumOfDaysIsTheSumOfTheRangeAcrossDstAndTravel(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int devices) {
        SampleSeries steps = Some.random(DataTypes.STEPS, seed, devices, SPAN).series();
        TimeRange range = range(seed);
        double[] days = aggregate(steps, Statistic.SUM, traveller(seed).days(range), range)
                .values();
        double sum = Arrays.stream(days).filter(value -> !Double.isNaN(value)).sum();
        double expected = whole(steps, Statistic.SUM, range);
        assertThat(sum).isEqualTo(Double.isNaN(expected) ? 0 : expected, within(1e-6));
    }

    @Property
    void theCountsOfDaysAddUpToTheCountOfTheRange(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int devices) {
        SampleSeries pulse =
                Some.random(DataTypes.HEART_RATE, seed, devices, SPAN).series();
        TimeRange range = range(seed);
        double[] days = aggregate(pulse, Statistic.COUNT, traveller(seed).days(range), range)
                .values();
        assertThat(Arrays.stream(days).sum()).isEqualTo(whole(pulse, Statistic.COUNT, range));
    }

    @Property
    void daysFollowOneAnotherWithoutHolesAndTheirDatesAscend(@ForAll long seed) {
        TimeRange range = range(seed);
        ZoneTimeline.LocalDays days = traveller(seed).days(range);
        long[] starts = days.buckets().starts();
        long[] ends = days.buckets().ends();
        assertThat(starts[0]).isEqualTo(range.startMs());
        assertThat(ends[ends.length - 1]).isEqualTo(range.endMs());
        for (int i = 0; i < starts.length; i++) {
            assertThat(ends[i]).isGreaterThan(starts[i]);
            if (i > 0) {
                assertThat(starts[i]).isEqualTo(ends[i - 1]);
                assertThat(days.dates().get(i)).isAfter(days.dates().get(i - 1));
            }
        }
        assertThat(days.dates()).hasSize(starts.length);
    }

    @Property
    void aLowerDeviceNeverChangesWhatAHigherOneCovers(@ForAll long seed, @ForAll boolean amounts) {
        SampleType type = amounts ? DataTypes.STEPS : DataTypes.HEART_RATE;
        TimeRange range = range(seed);
        Some one = Some.random(type, seed, 1, SPAN);
        SampleSeries alone = ResolvedSamples.of(one.series(), Preference.devices("device 0"), range);
        SplittableRandom random = new SplittableRandom(seed + 1);
        for (int i = random.nextInt(60); i > 0; i--) {
            long from = random.nextLong(SPAN.toSeconds());
            one.add("lower", from, from + random.nextLong(5000), 17);
        }
        SampleSeries both = ResolvedSamples.of(one.series(), Preference.devices("device 0", "lower"), range);
        assertThat(ofFirstDevice(both)).isEqualTo(ofFirstDevice(alone));
    }

    private static String ofFirstDevice(SampleSeries series) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < series.size(); i++) {
            if (series.series().get(series.seriesIndex()[i]).device().key().equals("device 0")) {
                text.append(series.timestamps()[i])
                        .append(' ')
                        .append(series.ends()[i])
                        .append(' ')
                        .append(series.values()[i])
                        .append('\n');
            }
        }
        return text.toString();
    }

    @Property
    void portionsGiveWhatTheWholeGives(@ForAll long seed, @ForAll boolean amounts, @ForAll Statistic statistic) {
        SampleType type = amounts || statistic == Statistic.SUM ? DataTypes.STEPS : DataTypes.HEART_RATE;
        SampleSeries samples = Some.random(type, seed, 3, SPAN).series();
        TimeRange range = range(seed);
        ZoneTimeline.LocalDays days = traveller(seed).days(range);
        BucketAggregation inPortions = BucketAggregation.ofDays(type, statistic, days, Optional.of(ORDER));
        long portion = Duration.ofHours(5).toMillis() + Math.floorMod(seed, 1_000_000);
        for (long at = range.startMs(); at < range.endMs(); at += portion) {
            inPortions.add(samples, TimeRange.ofMillis(at, Math.min(range.endMs(), at + portion)));
        }
        double[] expected = aggregate(samples, statistic, days, range).values();
        assertThat(inPortions.result().values()).containsExactly(expected, within(1e-6));
    }

    @Test
    void theLastOfTwoSamplesThatGoOnBeyondADayIsTheSameInPortions() {
        portionsGiveWhatTheWholeGives(14_033, true, Statistic.LAST);
    }
}
