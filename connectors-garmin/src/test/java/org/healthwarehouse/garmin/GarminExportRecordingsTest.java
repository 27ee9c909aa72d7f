package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.Recordings;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.junit.jupiter.api.Test;

/** Every file of an export at hand, value by value beside another reading of the same bytes. */
class GarminExportRecordingsTest {
    private static final String FOLDER = "di-connect-constructed/DI_CONNECT/";

    private record Both(Gathered read, List<Map<String, Object>> plain) {}

    @SuppressWarnings("unchecked")
    private static Both both(String name) throws Exception {
        byte[] bytes = Recordings.bytes(FOLDER + name);
        Object all = Attributes.parse("{\"all\":" + new String(bytes, UTF_8) + "}")
                .asMap()
                .get("all");
        Gathered read = Gathered.from(name, bytes);
        assertThat(read.problems).isEmpty();
        return new Both(read, (List<Map<String, Object>>) (all instanceof List ? all : List.of(all)));
    }

    /** What the plain reading has under names separated by dots; numbers of names are places in lists. */
    private static Object at(Object from, String path) {
        Object value = from;
        for (String name : path.split("[.]", -1)) {
            Object next =
                    value instanceof List<?> list ? list.get(Integer.parseInt(name)) : ((Map<?, ?>) value).get(name);
            value = Objects.requireNonNull(next, path);
        }
        return value;
    }

    /** Pairs of an attribute and a path, perhaps times a factor behind a star. */
    private static void same(ParsedRecord record, Object plain, String... pairs) {
        for (String pair : pairs) {
            String[] parts = pair.split("[=*]", -1);
            Object expected = at(plain, parts[1]);
            Object actual = at(record.attributes().asMap(), parts[0]);
            if (expected instanceof Number number) {
                double times = parts.length > 2 ? Double.parseDouble(parts[2]) : 1;
                assertThat(((Number) actual).doubleValue())
                        .as(pair)
                        .isCloseTo(number.doubleValue() * times, within(1e-9 * Math.abs(number.doubleValue())));
            } else {
                assertThat(String.valueOf(actual)).as(pair).isEqualToIgnoringCase(String.valueOf(expected));
            }
        }
    }

    private static Instant utc(Object from, String path) {
        Object written = at(from, path);
        return written instanceof Number ms ? Instant.ofEpochMilli(ms.longValue()) : Instant.parse(written + "Z");
    }

    private static double number(Object from, String path) {
        return ((Number) at(from, path)).doubleValue();
    }

    @Test
    void days() throws Exception {
        for (String name : List.of("UDSFile_2023-06-01_2023-09-09.json", "UDSFile_2025-06-01_2025-09-09.json")) {
            Both file = both("DI-Connect-Aggregator/" + name);
            assertThat(file.read.records).hasSameSizeAs(file.plain);
            for (int i = 0; i < file.plain.size(); i++) {
                Map<String, Object> plain = file.plain.get(i);
                ParsedRecord day = file.read.records.get(i);
                same(
                        day,
                        plain,
                        "local_date=calendarDate",
                        "steps=totalSteps",
                        "step_goal=dailyStepGoal",
                        "distance=totalDistanceMeters",
                        "total_energy=totalKilocalories",
                        "active_energy=activeKilocalories",
                        "basal_energy=bmrKilocalories",
                        "elevation_ascended=floorsAscendedInMeters",
                        "elevation_descended=floorsDescendedInMeters",
                        "active=activeSeconds",
                        "highly_active=highlyActiveSeconds",
                        "moderate_activity=moderateIntensityMinutes*60",
                        "vigorous_activity=vigorousIntensityMinutes*60",
                        "heart_rate_min=minHeartRate",
                        "heart_rate_max=maxHeartRate",
                        "resting_heart_rate=currentDayRestingHeartRate",
                        "stress_mean=allDayStress.aggregatorList.0.averageStressLevel",
                        "stress_max=allDayStress.aggregatorList.0.maxStressLevel",
                        "stress_duration=allDayStress.aggregatorList.0.stressDuration",
                        "rest_duration=allDayStress.aggregatorList.0.restDuration",
                        "body_battery_charged=bodyBattery.chargedValue",
                        "body_battery_drained=bodyBattery.drainedValue",
                        "body_battery_high=bodyBattery.bodyBatteryStatList.0.statsValue",
                        "body_battery_low=bodyBattery.bodyBatteryStatList.1.statsValue",
                        "respiratory_rate_awake=respiration.avgWakingRespirationValue",
                        "respiratory_rate_min=respiration.lowestRespirationValue",
                        "respiratory_rate_max=respiration.highestRespirationValue");
                if (plain.containsKey("averageSpo2Value")) {
                    same(day, plain, "spo2_mean=averageSpo2Value", "spo2_min=lowestSpo2Value");
                }
                assertThat(day.start()).isEqualTo(utc(plain, "wellnessStartTimeGmt"));
                assertThat(day.end()).isEqualTo(utc(plain, "wellnessEndTimeGmt"));
                assertThat(file.read.days.get(i).interval().start()).isEqualTo(day.start());
            }
        }
    }

    @Test
    void nights() throws Exception {
        for (String name : List.of(
                "2021-06-01_2021-09-09_1000001_sleepData.json", "2025-06-01_2025-09-09_1000001_sleepData.json")) {
            Both file = both("DI-Connect-Wellness/" + name);
            assertThat(file.read.records).hasSameSizeAs(file.plain);
            for (int i = 0; i < file.plain.size(); i++) {
                Map<String, Object> plain = file.plain.get(i);
                ParsedRecord night = file.read.records.get(i);
                assertThat(night.start()).isEqualTo(utc(plain, "sleepStartTimestampGMT"));
                assertThat(night.end()).isEqualTo(utc(plain, "sleepEndTimestampGMT"));
                same(
                        night,
                        plain,
                        "local_date=calendarDate",
                        "deep=deepSleepSeconds",
                        "light=lightSleepSeconds",
                        "rem=remSleepSeconds",
                        "awake=awakeSleepSeconds",
                        "unknown_stage=unmeasurableSeconds",
                        "respiratory_rate=averageRespiration",
                        "spo2_mean=spo2SleepSummary.averageSPO2",
                        "spo2_min=spo2SleepSummary.lowestSPO2",
                        "heart_rate_mean=spo2SleepSummary.averageHR");
                if (plain.containsKey("sleepScores")) {
                    same(
                            night,
                            plain,
                            "score=sleepScores.overallScore",
                            "awakenings=awakeCount",
                            "stress_mean=avgSleepStress");
                    assertThat(night.attributes().asMap().get("scores")).isEqualTo(plain.get("sleepScores"));
                }
            }
        }
    }

    @Test
    void activities() throws Exception {
        Both file = both("DI-Connect-Fitness/user@example.com_0_summarizedActivities.json");
        List<?> plain = (List<?>) at(file.plain.get(0), "summarizedActivitiesExport");
        assertThat(file.read.records).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            Map<?, ?> activity = (Map<?, ?>) plain.get(i);
            ParsedRecord workout = file.read.records.get(i);
            assertThat(workout.start()).isEqualTo(utc(activity, "startTimeGmt"));
            assertThat((double) workout.end().toEpochMilli() - workout.start().toEpochMilli())
                    .isCloseTo(number(activity, "elapsedDuration"), within(1.0));
            same(workout, activity, "name=name", "duration=duration*0.001", "distance=distance*0.01");
            same(workout, activity, "speed_mean=avgSpeed*10", "speed_max=maxSpeed*10", "heart_rate_mean=avgHr");
            same(
                    workout,
                    activity,
                    "heart_rate_max=maxHr",
                    "basal_energy=bmrCalories",
                    "training_load=activityTrainingLoad");
            same(workout, activity, "training_effect_aerobic=aerobicTrainingEffect");
            same(workout, activity, "training_effect_anaerobic=anaerobicTrainingEffect");
            for (String pair : List.of(
                    "elevation_ascended=elevationGain*0.01",
                    "elevation_descended=elevationLoss*0.01",
                    "elevation_min=minElevation*0.01",
                    "elevation_max=maxElevation*0.01",
                    "power_mean=avgPower",
                    "power_normalized=normPower",
                    "cadence_mean=avgRunCadence*2",
                    "vo2_max=vO2MaxValue",
                    "steps=steps")) {
                if (activity.containsKey(pair.split("[=*]", -1)[1])) {
                    same(workout, activity, pair);
                }
            }
            List<?> zones = (List<?>) at(workout.attributes().asMap(), "zone_durations");
            for (int zone = 1; zone <= 5; zone++) {
                assertThat(((Number) zones.get(zone - 1)).doubleValue())
                        .isCloseTo(number(activity, "hrTimeInZone_" + zone) / 1000, within(1e-6));
            }
        }
        assertThat(file.read.records)
                .extracting(each -> each.attributes().text("workout_type").orElseThrow())
                .containsExactly("trail_running", "hiking", "stand_up_paddleboarding");
        assertThat(file.read.records.get(0).attributes().text("time_zone")).contains("-06:00");
        assertThat(file.read.records.get(0).attributes().text("local_date")).contains("2026-01-08");
    }

    @Test
    void training() throws Exception {
        Both history = both("DI-Connect-Metrics/TrainingHistory_20250521_20250829_1000001.json");
        Both load = both("DI-Connect-Metrics/MetricsAcuteTrainingLoad_20250521_20250829_1000001.json");
        Both readiness = both("DI-Connect-Metrics/TrainingReadinessDTO_20250601_20250909_1000001.json");
        for (int i = 0; i < history.plain.size(); i++) {
            Map<String, Object> plain = history.plain.get(i);
            ParsedRecord status = history.read.records.get(i);
            assertThat(status.start()).isEqualTo(utc(plain, "timestamp"));
            same(status, plain, "status=trainingStatus", "sport=sport", "local_date=calendarDate");
        }
        for (int i = 0; i < load.plain.size(); i++) {
            Map<String, Object> plain = load.plain.get(i);
            ParsedRecord each = load.read.records.get(i);
            assertThat(each.start()).isEqualTo(utc(plain, "timestamp"));
            assertThat(each.attributes().text("local_date").orElseThrow())
                    .isEqualTo(utc(plain, "calendarDate").toString().substring(0, 10));
            same(
                    each,
                    plain,
                    "acute=dailyTrainingLoadAcute",
                    "chronic=dailyTrainingLoadChronic",
                    "ratio=dailyAcuteChronicWorkloadRatio",
                    "ratio_percent=acwrPercent",
                    "status=acwrStatus");
        }
        for (int i = 0; i < readiness.plain.size(); i++) {
            Map<String, Object> plain = readiness.plain.get(i);
            ParsedRecord each = readiness.read.records.get(i);
            assertThat(each.start()).isEqualTo(utc(plain, "timestamp"));
            assertThat(each.attributes().text("time_zone")).contains("-06:00");
            same(each, plain, "score=score", "level=level", "context=inputContext", "recovery_time=recoveryTime*60");
            same(each, plain, "acute_load=acuteLoad", "hrv_week_mean=hrvWeeklyAverage", "feedback=feedbackShort");
        }
        assertThat(history.read.records).hasSameSizeAs(history.plain);
        assertThat(load.read.records).hasSameSizeAs(load.plain);
        assertThat(readiness.read.records).hasSameSizeAs(readiness.plain);
        assertThat(history.read.claims).hasSize(1);
    }

    @Test
    void bodyWaterHealthOxygenAndProfile() throws Exception {
        Both body = both("DI-Connect-Wellness/1000001_userBioMetrics.json");
        List<Gathered.Sample> weights = body.read.of(DataTypes.BODY_MASS).toList();
        assertThat(weights).hasSameSizeAs(body.plain);
        for (int i = 0; i < weights.size(); i++) {
            Object plain = body.plain.get(i);
            assertThat(weights.get(i).value()).isEqualTo(number(plain, "weight.weight") / 1000);
            assertThat(weights.get(i).startMs())
                    .isEqualTo(utc(plain, "weight.timestampGMT").toEpochMilli());
        }
        Both water = both("DI-Connect-Aggregator/HydrationLogFile_2024-06-01_2024-09-09.json");
        assertThat(water.read.sum(DataTypes.DIETARY_WATER)).isEqualTo(1750);
        assertThat(water.read.samples.get(0).startMs())
                .isEqualTo(utc(water.plain.get(0), "persistedTimestampGMT").toEpochMilli());
        Both vo2 = both("DI-Connect-Metrics/MetricsMaxMetData_20250601_20250909_1000001.json");
        assertThat(vo2.read.sum(DataTypes.VO2_MAX)).isEqualTo(number(vo2.plain.get(0), "vo2MaxValue"));
        Both health = both("DI-Connect-Wellness/2023-06-01_2023-09-09_1000001_healthStatusData.json");
        ParsedRecord status = health.read.records.stream()
                .filter(each -> each.type().equals(DataTypes.HEALTH_STATUS))
                .findFirst()
                .orElseThrow();
        same(
                status,
                health.plain.get(0),
                "local_date=calendarDate",
                "hrv=metrics.0.value",
                "heart_rate=metrics.1.value",
                "spo2=metrics.2.value",
                "respiratory_rate=metrics.4.value");
        assertThat(status.attributes().asMap()).doesNotContainKey("skin_temperature_deviation");
        Both profile = both("DI-Connect-User/user_profile.json");
        same(profile.read.records.get(0), profile.plain.get(0), "email=userName", "vendor_user_id=displayName");
    }

    @Test
    void theInnerArchiveHoldsFitFilesAndOneOther() throws Exception {
        FitImporter importer = new FitImporter();
        List<String> others = new ArrayList<>();
        int files = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(
                Recordings.bytes(FOLDER + "DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                if (importer.accepts(Entries.of(entry.getName(), bytes))) {
                    files++;
                    assertThat(Gathered.from(bytes).problems)
                            .as(entry.getName())
                            .hasSizeLessThan(2);
                } else {
                    others.add(entry.getName());
                }
            }
        }
        assertThat(files).isEqualTo(7);
        assertThat(others).containsExactly("user@example.com_100000000008.txt");
    }
}
