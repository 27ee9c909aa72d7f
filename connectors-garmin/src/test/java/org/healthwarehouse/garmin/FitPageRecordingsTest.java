package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.Recordings;
import org.healthwarehouse.model.DataTypes;
import org.junit.jupiter.api.Test;

/** What becomes of files that devices wrote, where they are at hand. */
class FitPageRecordingsTest {
    @Test
    void aRunIsAWorkoutWithSamples() throws Exception {
        Gathered run = file("fit/activity/2013-02-06-12-11-14.fit");

        ParsedRecord workout = run.records.get(0);
        assertThat(workout.type()).isEqualTo(DataTypes.WORKOUT);
        assertThat(workout.start()).isEqualTo(Instant.ofEpochSecond(1_360_152_674));
        assertThat(workout.end()).isEqualTo(workout.start().plusMillis(2_625_140));
        assertThat(workout.attributes().asMap())
                .containsEntry("workout_type", "running")
                .containsEntry("distance", 4835.38)
                .containsEntry("heart_rate_mean", 147.0)
                .containsEntry("elevation_ascended", 168.0);
        assertThat(run.of(DataTypes.HEART_RATE)).hasSize(583).doesNotHaveDuplicates();
        assertThat(run.sum(DataTypes.DISTANCE_WALKING_RUNNING)).isCloseTo(4835.38, within(0.001));
        assertThat(run.locations).isNotEmpty();
        assertThat(run.problems).isEmpty();
    }

    @Test
    void beatsOfAnActivityFollowOneAnother() throws Exception {
        Gathered ride = file("fit/activity/hrv-activity.fit");
        List<Gathered.Sample> beats = ride.of(DataTypes.BEAT_INTERVAL).toList();
        assertThat(beats).hasSize(2705);
        assertThat(ride.sum(DataTypes.BEAT_INTERVAL)).isEqualTo(1_074_010);
        for (int i = 1; i < beats.size(); i++) {
            assertThat(beats.get(i).startMs())
                    .isGreaterThanOrEqualTo(beats.get(i - 1).endMs());
        }
        assertThat(beats.get(beats.size() - 1).endMs()).isCloseTo(1_644_253_548_000L, within(10_000L));
    }

    @Test
    void whatTheStrapKeptUnderWaterFitsTheSession() throws Exception {
        Gathered swim = file("fit/activity/event_timestamp.fit");
        ParsedRecord workout = swim.records.get(0);
        assertThat(workout.attributes().asMap()).containsEntry("workout_type", "swimming");
        List<Gathered.Sample> rates = swim.of(DataTypes.HEART_RATE)
                .filter(rate -> rate.startMs() >= workout.start().toEpochMilli()
                        && rate.startMs() <= workout.end().toEpochMilli())
                .toList();
        assertThat(rates).hasSizeGreaterThan(5_000);
        assertThat(rates.stream().mapToDouble(Gathered.Sample::value).average().orElseThrow())
                .isCloseTo(142, within(4.0));
        assertThat(rates.stream().mapToDouble(Gathered.Sample::value).max().orElseThrow())
                .isEqualTo(161);
        long fitting = IntStream.range(1, rates.size())
                .filter(i -> Math.abs(60_000.0 / rates.get(i).value() - since(rates, i)) < 60)
                .count();
        assertThat(fitting).isGreaterThan(rates.size() * 8L / 10);
    }

    private static long since(List<Gathered.Sample> rates, int i) {
        return rates.get(i).startMs() - rates.get(i - 1).startMs();
    }

    @Test
    void aDayOfAWatchIsRead() throws Exception {
        Gathered day = file("fit/constructed/20230701_WELLNESS.fit");
        assertThat(day.of(DataTypes.HEART_RATE)).hasSize(708);
        assertThat(day.sum(DataTypes.HEART_RATE)).isEqualTo(50_055);
        assertThat(day.of(GarminTypes.STRESS)).hasSize(353);
        assertThat(day.sum(GarminTypes.STRESS)).isEqualTo(12_364);
        assertThat(day.of(DataTypes.RESPIRATORY_RATE)).hasSize(576);
        assertThat(day.of(DataTypes.SPO2)).hasSize(9);
    }

    @Test
    void theStepsOfEveryDayAddUpToWhatItsLastMessageSays() throws Exception {
        Gathered days = file("fit/monitoring/MonitoringFile.fit");
        long firstMidnight = Instant.parse("2014-12-27T06:00:00Z").toEpochMilli();
        double firstDay = days.of(DataTypes.STEPS)
                .filter(steps -> steps.endMs() <= firstMidnight + 86_400_000)
                .mapToDouble(Gathered.Sample::value)
                .sum();
        assertThat(firstDay).isEqualTo(2 * (1571 + 15.5));
        List<Gathered.Sample> steps = days.of(DataTypes.STEPS).toList();
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).startMs())
                    .isGreaterThanOrEqualTo(steps.get(i - 1).endMs());
        }
    }

    @Test
    void aNightIsASleepWithStages() throws Exception {
        Gathered night = file("fit/constructed/20250707_SLEEP_DATA.fit");
        ParsedRecord sleep = night.records.get(0);
        assertThat(sleep.type()).isEqualTo(DataTypes.SLEEP);
        assertThat(sleep.start()).isEqualTo(Instant.ofEpochMilli(1_751_863_648_000L));
        assertThat(sleep.end()).isEqualTo(Instant.ofEpochMilli(1_751_888_248_000L));
        assertThat(sleep.attributes().asMap())
                .containsEntry("deep", 5280.0)
                .containsEntry("light", 13_440.0)
                .containsEntry("rem", 5460.0)
                .containsEntry("awake", 420.0)
                .containsEntry("asleep", 24_180.0)
                .containsEntry("score", 83.0);
        assertThat(night.of(DataTypes.SLEEP_STAGE)
                        .filter(stage -> stage.value() == 4)
                        .mapToLong(stage -> stage.endMs() - stage.startMs())
                        .sum())
                .isEqualTo(5_280_000);
    }

    @Test
    void theVariabilityOfANightIsRead() throws Exception {
        Gathered night = file("fit/constructed/20230701_HRV_STATUS.fit");
        assertThat(night.of(GarminTypes.HRV)).hasSize(57);
        assertThat(night.sum(GarminTypes.HRV)).isEqualTo(2377);
    }

    @Test
    void weightsAreTakenFromAScaleOfOnePersonOnly() throws Exception {
        assertThat(file("fit/weight/WeightScaleSingleUser.fit").of(DataTypes.BODY_MASS))
                .extracting(Gathered.Sample::value)
                .containsExactly(75.8, 76.09);
        Gathered family = file("fit/weight/WeightScaleMultiUser.fit");
        assertThat(family.samples).isEmpty();
        assertThat(family.problems).hasSize(1);
    }

    @Test
    void aDamagedFileKeepsWhatCameBeforeTheFault() throws Exception {
        Gathered cut = file("fit/corrupt/nick.fit");
        assertThat(cut.of(DataTypes.HEART_RATE)).hasSizeGreaterThan(14_000);
        assertThat(cut.problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.position()).startsWith("byte "));
    }

    private static Gathered file(String name) throws Exception {
        return Gathered.from(Recordings.bytes(name));
    }
}
