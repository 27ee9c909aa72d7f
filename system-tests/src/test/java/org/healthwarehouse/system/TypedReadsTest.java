package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.model.DailySummary;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.HrvSummary;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.Weighing;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days, nights' variability and weights in forms of their own, of an export that holds each of them. */
class TypedReadsTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Instant FIRST = Instant.parse("2026-01-10T06:30:00Z");

    @TempDir
    Path folder;

    private HealthWarehouse warehouse;

    @BeforeEach
    void importTheExport() throws IOException {
        file("UDSFile_1.json", """
                [{'calendarDate':'2026-01-10','wellnessStartTimeGmt':'2026-01-09T23:00:00.0',\
                'wellnessStartTimeLocal':'2026-01-10T00:00:00.0','wellnessEndTimeGmt':'2026-01-10T23:00:00.0',\
                'totalSteps':12413,'totalDistanceMeters':10368,'restingHeartRate':51,'minHeartRate':48,\
                'maxHeartRate':107,'moderateIntensityMinutes':12,'totalKilocalories':2500.0,\
                'bodyBattery':{'chargedValue':40,'drainedValue':44,'bodyBatteryStatList':[\
                {'bodyBatteryStatType':'HIGHEST','statsValue':48},{'bodyBatteryStatType':'LOWEST','statsValue':5}]}}]""");
        file("1_2_3_healthStatusData.json", """
                [{'calendarDate':'2026-01-10','createTimestampUTC':'2026-01-10T05:00:00.0',\
                'metrics':[{'type':'HRV','value':43.0,'baselineLowerLimit':38.0,'baselineUpperLimit':52.0,\
                'status':'IN_RANGE'}]}]""");
        file("1_userBioMetrics.json", """
                [{'weight':{'weight':70500.0,'boneMass':3500,'bodyFat':20.5,'sourceType':'INDEX_SCALE',\
                'timestampGMT':%d}},{'weight':{'weight':70.4,'sourceType':'MANUAL','timestampGMT':%d}}]""".formatted(
                        FIRST.toEpochMilli(), FIRST.plusSeconds(86_400).toEpochMilli()));
        ManualClock clock = new ManualClock(Instant.parse("2026-01-20T12:00:00Z"));
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                .clock(clock)
                .build();
        assertThat(warehouse.importFrom(folder.resolve("export")).added()).isPositive();
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void file(String name, String json) throws IOException {
        Path parent = Files.createDirectories(folder.resolve("export"));
        Files.writeString(parent.resolve(name), json.replace('\'', '"'));
    }

    @Test
    void aDayIsReadWithItsNumbersAndWhatWasNotSaidIsEmpty() {
        List<DailySummary> days = warehouse
                .dailySummaries()
                .last(MONTH)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        assertThat(days).singleElement().satisfies(day -> {
            assertThat(day.start()).isEqualTo("2026-01-09T23:00:00Z");
            assertThat(day.end()).isEqualTo("2026-01-10T23:00:00Z");
            assertThat(day.localDate()).contains(LocalDate.of(2026, 1, 10));
            assertThat(day.steps()).hasValue(12_413);
            assertThat(day.distanceMetres()).hasValue(10_368);
            assertThat(day.energy().total()).hasValue(2500);
            assertThat(day.energy().active()).isEmpty();
            assertThat(day.heartRate())
                    .isEqualTo(new DailySummary.HeartRates(
                            OptionalDouble.empty(),
                            OptionalDouble.of(48),
                            OptionalDouble.of(107),
                            OptionalDouble.of(51)));
            assertThat(day.moderateActivity()).contains(Duration.ofMinutes(12));
            assertThat(day.vigorousActivity()).isEmpty();
            assertThat(day.stress()).isEqualTo(new DailySummary.Stress(OptionalDouble.empty(), OptionalDouble.empty()));
            assertThat(day.bodyBattery())
                    .isEqualTo(new DailySummary.BodyBattery(
                            OptionalDouble.of(48), OptionalDouble.of(5), OptionalDouble.of(40), OptionalDouble.of(44)));
            assertThat(day.record().attributes().number("steps")).contains(12_413.0);
        });
    }

    @Test
    void theVariabilityOfANightIsReadBesideWhatIsUsual() {
        List<HrvSummary> nights = warehouse
                .hrvSummaries()
                .last(MONTH)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        assertThat(nights).singleElement().satisfies(night -> {
            assertThat(night.localDate()).contains(LocalDate.of(2026, 1, 10));
            assertThat(night.context()).contains("sleep");
            assertThat(night.nightMeanMillis()).hasValue(43);
            assertThat(night.balancedFromMillis()).hasValue(38);
            assertThat(night.balancedToMillis()).hasValue(52);
            assertThat(night.status()).contains("in_range");
            assertThat(night.rmssdMillis()).isEmpty();
        });
    }

    @Test
    void aWeightIsReadWithWhatElseTheScaleMeasuredAtThatMoment() {
        Reading<List<Weighing>> reading =
                warehouse.weighings().last(MONTH).mode(ReadMode.LOCAL_ONLY).read();
        assertThat(reading.freshness().recordCount()).isEqualTo(2);
        assertThat(reading.freshness().closingRequest())
                .as("the file's source has no connector here")
                .isEmpty();
        assertThat(reading.freshness().warning()).get().asString().contains("no connector");
        assertThat(reading.data())
                .extracting(Weighing::at, Weighing::kilograms, Weighing::bodyFat, Weighing::boneKilograms)
                .containsExactly(
                        tuple(FIRST, 70.5, OptionalDouble.of(20.5), OptionalDouble.of(3.5)),
                        tuple(FIRST.plusSeconds(86_400), 70.4, OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(reading.data()).allSatisfy(weighing -> {
            assertThat(weighing.source()).isEqualTo(new SourceId("garmin"));
            assertThat(weighing.muscleKilograms()).isEmpty();
        });
        assertThat(warehouse
                        .weighings()
                        .between(FIRST.plusSeconds(1), FIRST.plusSeconds(90_000))
                        .mode(ReadMode.LOCAL_ONLY)
                        .read()
                        .data())
                .hasSize(1);
    }

    @Test
    void aRecordOfAnotherTypeHasNoSuchForm() {
        HealthRecord night = warehouse
                .hrvSummaries()
                .last(MONTH)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data()
                .get(0)
                .record();
        assertThat(Optional.of(night)).map(HrvSummary::of).isPresent();
        assertThatThrownBy(() -> DailySummary.of(night))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("daily_summary");
    }
}
