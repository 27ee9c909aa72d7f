package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.series.AggregateSeries;
import org.healthwarehouse.series.Preference;
import org.healthwarehouse.series.ZoneTimeline;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone and a watch both count steps; the person made each only once. */
class StepsCountedOnceTest {
    private static final Instant START = Instant.parse("2025-12-31T23:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(180));
    private static final SyntheticPerson PERSON = SyntheticPerson.seeded(11);

    @TempDir
    static Path folder;

    private static HealthWarehouse warehouse;
    private static FulcraSimulator vendor;

    @BeforeAll
    static void fetchHalfAYear() {
        ManualClock clock = new ManualClock(END.plus(Duration.ofDays(60)));
        vendor = FulcraSimulator.serving(PERSON).clock(clock).build();
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .connector(FulcraConnector.builder()
                        .token(vendor.token())
                        .userId(vendor.userId())
                        .baseUri(URI.create("http://127.0.0.1"))
                        .build())
                .transport(vendor.inMemory())
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SplittableRandom(2))
                .build();
        assertThat(warehouse
                        .sync(SyncRequest.of(STEPS).between(START, END))
                        .await()
                        .isComplete())
                .isTrue();
    }

    @AfterAll
    static void close() {
        warehouse.close();
        vendor.close();
    }

    private static Preference watchFirst() {
        SampleSeries all = warehouse
                .samples(STEPS)
                .between(START, END)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        assertThat(all.series()).hasSizeGreaterThan(1);
        return Preference.devices(all.series().stream()
                .map(series -> series.device().key())
                .filter(key -> key.contains("Watch"))
                .toArray(String[]::new));
    }

    private static ZoneTimeline journeys() {
        ZoneId zone = PERSON.zoneAt(START);
        ZoneTimeline zones = ZoneTimeline.of(zone);
        for (Instant at = START; at.isBefore(END); at = at.plus(Duration.ofMinutes(1))) {
            if (!PERSON.zoneAt(at).equals(zone)) {
                zone = PERSON.zoneAt(at);
                zones = zones.from(at, zone);
            }
        }
        return zones;
    }

    @Test
    void theDaysOfATravellerAddUpToTheStepsThatWereRecorded() {
        AggregateSeries days = warehouse
                .samples(STEPS)
                .between(START, END)
                .prefer(watchFirst())
                .everyDay(journeys())
                .sum()
                .data();
        assertThat(days.size()).isBetween(178, 182);
        double sum = Arrays.stream(days.values())
                .filter(value -> !Double.isNaN(value))
                .sum();
        long truth = PERSON.recordedSteps(START, END);
        assertThat(sum).isCloseTo((double) truth, within(truth * 0.005));
        int far = 0;
        for (int i = 0; i < days.size(); i++) {
            long ofDay =
                    PERSON.recordedSteps(Instant.ofEpochMilli(days.starts()[i]), Instant.ofEpochMilli(days.ends()[i]));
            double value = Double.isNaN(days.values()[i]) ? 0 : days.values()[i];
            far += Math.abs(value - ofDay) > Math.max(20, ofDay * 0.005) ? 1 : 0;
        }
        assertThat(far).as("days that are off by more than 0.5 %%").isZero();
    }

    @Test
    void whereTheSamplesOfBothShareTheirEdgesTheCountIsExact() {
        AggregateSeries hours = warehouse
                .samples(STEPS)
                .between(START, END)
                .prefer(watchFirst())
                .every(Duration.ofHours(1))
                .sum()
                .data();
        int exact = 0;
        for (int i = 0; i < hours.size(); i++) {
            long truth = PERSON.recordedSteps(
                    Instant.ofEpochMilli(hours.starts()[i]), Instant.ofEpochMilli(hours.ends()[i]));
            double value = Double.isNaN(hours.values()[i]) ? 0 : hours.values()[i];
            exact += Math.abs(value - truth) < 1e-6 ? 1 : 0;
        }
        assertThat(exact).as("hours that are exact").isGreaterThan(hours.size() * 9 / 10);
    }

    @Test
    void withoutAChoiceTheTwoDevicesTogetherCountMoreThanThePersonWalked() {
        SampleSeries all = warehouse.samples(STEPS).between(START, END).read().data();
        assertThat(Arrays.stream(all.values()).sum()).isGreaterThan(PERSON.recordedSteps(START, END) * 1.1);
    }
}
