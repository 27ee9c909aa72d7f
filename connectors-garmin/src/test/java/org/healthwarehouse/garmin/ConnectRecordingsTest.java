package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.Recordings;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.junit.jupiter.api.Test;

/** Every recorded body, beside what another program counted in the same bytes. */
class ConnectRecordingsTest {
    /** Beginnings of the names of recordings, and the endpoints that they are of; the longest one counts. */
    private static final Map<String, String> ENDPOINTS = Map.ofEntries(
            Map.entry("activities-search", "activities"),
            Map.entry("bodyBattery-reports", "body-battery"),
            Map.entry("dailyHeartRate", "heart-rate"),
            Map.entry("dailyStress", "stress"),
            Map.entry("dailySummaryChart", "steps-chart"),
            Map.entry("endurancescore", "endurance"),
            Map.entry("floorsChartData", "floors"),
            Map.entry("hillscore", "hill"),
            Map.entry("fitnessstats", "activity-statistics"),
            Map.entry("hrv", "hrv-night"),
            Map.entry("hrv-daily", "hrv"),
            Map.entry("hydration", "hydration"),
            Map.entry("im-daily", "intensity"),
            Map.entry("im-weekly", "intensity-weeks"),
            Map.entry("respiration", "respiration"),
            Map.entry("sleep-score", "sleep-score"),
            Map.entry("sleep-service", "sleep"),
            Map.entry("spo2", "spo2"),
            Map.entry("stats-steps-daily", "steps"),
            Map.entry("steps-daily", "steps"),
            Map.entry("steps-weekly", "steps-weeks"),
            Map.entry("stress-daily", "stress-days"),
            Map.entry("stress-weekly", "stress-weeks"),
            Map.entry("trainingreadiness", "readiness"),
            Map.entry("trainingstatus-latest", "training-status-day"),
            Map.entry("trainingstatus", "training-status"),
            Map.entry("usersummary", "summary"),
            Map.entry("weight-dayview", "weight-day"),
            Map.entry("weight", "weight"),
            Map.entry("wellness-dailySleepData", "sleep"));

    private record Both(Gathered read, DayOutline outline, Expectations expected) {}

    private static String endpoint(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return ENDPOINTS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .orElseThrow(() -> new AssertionError("no endpoint for " + name))
                .getValue();
    }

    private static Both both(String file, Expectations expected) throws Exception {
        Gathered read = new Gathered();
        DayOutline outline = Gathered.connect(endpoint(file), Recordings.bytes(file), read);
        assertThat(read.problems).as(file).isEmpty();
        return new Both(read, outline, expected);
    }

    @Test
    void everyValueThatWasCountedInARecordingIsReadFromIt() throws Exception {
        Attributes all = Attributes.parse(new String(Recordings.bytes("connect-json/expected.json"), UTF_8));
        int files = 0;
        for (Map.Entry<String, Object> entry : all.asMap().entrySet()) {
            String file = entry.getKey();
            // The half of a pair that has a test of its own.
            if (file.startsWith("activity-pairs")) {
                continue;
            }
            Expectations expected = new Expectations(file, entry.getValue());
            check(endpoint(file), both(file, expected));
            expected.everyOneWasLookedAt();
            files++;
        }
        assertThat(files).isEqualTo(43);
    }

    private static void check(String endpoint, Both both) {
        Gathered read = both.read;
        Expectations expected = both.expected;
        switch (endpoint) {
            case "heart-rate" -> heartRate(both);
            case "stress" -> stress(both);
            case "body-battery" -> {
                expected.number("rows", read.days.size());
                assertThat(read.of(GarminTypes.BODY_BATTERY)).hasSize(6);
            }
            case "steps-chart" ->
                expected.number("rows", read.of(DataTypes.STEPS).count());
            case "floors" -> {
                expected.number("intervals", read.of(DataTypes.FLIGHTS_CLIMBED).count());
                expected.number("up", read.sum(DataTypes.FLIGHTS_CLIMBED));
                expected.number("down", read.sum(GarminTypes.FLOORS_DESCENDED));
            }
            case "respiration" -> {
                expected.passed("samples");
                expected.number("valid", read.of(DataTypes.RESPIRATORY_RATE).count());
                expected.number("sumValid", read.sum(DataTypes.RESPIRATORY_RATE));
            }
            case "spo2" -> {
                expected.number("hourly", read.of(DataTypes.SPO2).count());
                expected.number("sum", read.sum(DataTypes.SPO2));
            }
            case "hrv-night" -> {
                expected.passed("nulls");
                expected.samples(read, GarminTypes.HRV);
                expected.value("lastNightAvg", read.records.get(0), "night_mean");
                expected.value("status", read.records.get(0), "status");
                expected.text("first", clock(read.samples.get(0).startMs()));
                expected.text("last", clock(both.outline.lastMs().orElseThrow()));
            }
            case "hrv" -> {
                expected.number("days", read.records.size());
                expected.dates(read.records);
                expected.inside("lastNightAvg").values(read.records, "night_mean");
                expected.passed("missingDates");
            }
            case "summary" -> summary(both);
            case "sleep" -> sleep(both);
            case "readiness" -> {
                expected.number("rows", read.records.size());
                if (!read.records.isEmpty()) {
                    expected.list("scores", read.records, "score");
                    expected.list("contexts", read.records, "context");
                    expected.texts(
                            "timestamps",
                            read.records.stream()
                                    .map(record -> clock(record.start().toEpochMilli()))
                                    .toList());
                }
            }
            case "training-status", "training-status-day" -> training(both);
            case "weight", "weight-day" -> {
                expected.passed("days");
                expected.number("samples", read.of(DataTypes.BODY_MASS).count());
                expected.number("sumGrams", read.sum(DataTypes.BODY_MASS) * 1000);
            }
            case "activities" -> {
                expected.number("activities", read.records.size());
                expected.sum("distance", read.records, "distance");
                expected.sum("duration", read.records, "duration");
                expected.texts(
                        "ids",
                        read.records.stream().map(ConnectRecordingsTest::id).toList());
                expected.texts(
                        "startGMT",
                        read.records.stream()
                                .map(record -> record.start()
                                        .toString()
                                        .replace('T', ' ')
                                        .replace("Z", ""))
                                .toList());
            }
            case "activity-statistics" -> {
                expected.number("activities", read.records.size());
                expected.sum("distance", read.records, "distance");
                expected.sum("duration", read.records, "duration");
                expected.texts(
                        "ids",
                        read.records.stream().map(ConnectRecordingsTest::id).toList());
                expected.list("startGMT", read.records, "start_gmt");
                assertThat(read.records)
                        .extracting(record -> record.attributes().asMap().get("local_start"))
                        .startsWith("2026-01-06T07:14:18", "2026-01-08T08:10:21");
            }
            case "endurance", "hill" -> expected.value("overallScore", read.records.get(0), "score");
            default -> {
                expected.number("rows", read.records.size());
                expected.dates(read.records);
            }
        }
        boolean empty = read.samples.isEmpty() && read.records.isEmpty();
        assertThat(both.outline.empty()).as(endpoint).isEqualTo(empty);
        assertThat(both.outline.offloaded()).isFalse();
        assertThat(both.outline.notAuthorised()).isFalse();
    }

    private static String clock(long ms) {
        return Instant.ofEpochMilli(ms).toString().replace("Z", ".0");
    }

    private static String id(ParsedRecord record) {
        return record.keys().stream()
                .filter(key -> key.scheme().equals("id"))
                .map(RecordKey::value)
                .findFirst()
                .orElseThrow();
    }

    private static void heartRate(Both both) {
        Expectations expected = both.expected;
        Gathered read = both.read;
        double nulls = expected.take("nulls");
        assertThat(read.of(DataTypes.HEART_RATE).count() + nulls).isEqualTo(expected.take("count"));
        expected.samples(read, DataTypes.HEART_RATE);
        expected.number(
                "firstMs",
                read.of(DataTypes.HEART_RATE).findFirst().orElseThrow().startMs());
        expected.number("lastMs", both.outline.lastMs().orElseThrow());
        expected.number("resting", read.sum(DataTypes.RESTING_HEART_RATE));
        expected.text("dayStartGMT", clock(both.outline.startMs().orElseThrow()));
        expected.text("dayEndGMT", clock(both.outline.endMs().orElseThrow()));
        expected.holes(
                read.of(DataTypes.HEART_RATE).map(Gathered.Sample::startMs).toList());
    }

    private static void stress(Both both) {
        Expectations expected = both.expected;
        Gathered read = both.read;
        SampleType battery = GarminTypes.BODY_BATTERY;
        expected.number("valid", read.of(GarminTypes.STRESS).count());
        expected.number("sumValid", read.sum(GarminTypes.STRESS));
        assertThat(expected.take("stressSamples"))
                .isEqualTo(read.of(GarminTypes.STRESS).count() + expected.take("minusOne") + expected.take("minusTwo"));
        expected.number("firstMs", both.outline.startMs().orElseThrow());
        expected.number("lastMs", both.outline.lastMs().orElseThrow());
        expected.text("dayEndGMT", clock(both.outline.endMs().orElseThrow()));
        expected.passed("bodyBatterySamples");
        expected.number("bodyBatteryNonNull", read.of(battery).count());
        expected.number("bodyBatterySum", read.sum(battery));
        Expectations statuses = expected.inside("bodyBatteryStatuses");
        statuses.number("MEASURED", read.of(battery).count() - read.notes.size());
        statuses.number("MODELED", read.notes.size());
        assertThat(read.notes.values()).allMatch(note -> note.text("status").equals(Optional.of("modeled")));
    }

    private static void summary(Both both) {
        ParsedRecord day = both.read.records.get(0);
        Expectations expected = both.expected;
        expected.value("calendarDate", day, "local_date");
        expected.value("totalSteps", day, "steps");
        expected.value("totalDistanceMeters", day, "distance");
        expected.value("restingHeartRate", day, "resting_heart_rate");
        expected.value("averageStressLevel", day, "stress_mean");
        expected.value("bodyBatteryHighestValue", day, "body_battery_high");
        expected.value("bodyBatteryLowestValue", day, "body_battery_low");
        expected.passed("includesWellnessData");
        assertThat(both.read.days).hasSize(1);
        assertThat(day.start().toEpochMilli()).isEqualTo(both.outline.startMs().orElseThrow());
    }

    private static void sleep(Both both) {
        Expectations expected = both.expected;
        assertThat(both.outline.date().map(LocalDate::toString).orElseThrow()).isEqualTo(expected.said("calendarDate"));
        if (Boolean.FALSE.equals(expected.said("hasData"))) {
            assertThat(both.read.records).isEmpty();
            expected.allElseIsNull();
            return;
        }
        ParsedRecord night = both.read.records.get(0);
        expected.number("sleepStartTimestampGMT", night.start().toEpochMilli());
        expected.number("sleepEndTimestampGMT", night.end().toEpochMilli());
        expected.value("sleepTimeSeconds", night, "asleep");
        expected.value("deepSleepSeconds", night, "deep");
        expected.value("lightSleepSeconds", night, "light");
        expected.value("remSleepSeconds", night, "rem");
        expected.value("awakeSleepSeconds", night, "awake");
        expected.value("overallScore", night, "score");
        long offset = (long) expected.take("offsetSeconds");
        assertThat(night.attributes().text("time_zone").orElseThrow())
                .isEqualTo(java.time.ZoneOffset.ofTotalSeconds((int) offset).getId());
    }

    private static void training(Both both) {
        List<ParsedRecord> loads = both.read.records.stream()
                .filter(record -> record.type().equals(DataTypes.TRAINING_LOAD))
                .toList();
        Expectations expected = both.expected;
        expected.number("rows", loads.size());
        expected.number("rows", both.read.records.size() - loads.size());
        expected.number(
                "devices",
                loads.stream()
                        .map(record -> record.attributes().text("device"))
                        .distinct()
                        .count());
        expected.sum("acuteSum", loads, "acute");
        expected.number("chronicNull", missing(loads, "chronic"));
        expected.number("ratioNull", missing(loads, "ratio"));
    }

    private static long missing(List<ParsedRecord> records, String attribute) {
        return records.stream()
                .filter(record -> !record.attributes().asMap().containsKey(attribute))
                .count();
    }

    @Test
    void theHalfDayReachesHalfOfItAndTheWholeDayAllOfIt() throws Exception {
        String folder = "connect-json/scenario-late-sync/";
        Gathered half = new Gathered();
        DayOutline before = Gathered.connect("heart-rate", Recordings.bytes(folder + "1-before-sync.json"), half);
        Gathered whole = new Gathered();
        DayOutline after = Gathered.connect("heart-rate", Recordings.bytes(folder + "2-after-sync.json"), whole);
        long start = before.startMs().orElseThrow();
        assertThat(before.lastMs().orElseThrow()).isBetween(start + 8 * 3_600_000L, start + 9 * 3_600_000L);
        assertThat(after.lastMs().orElseThrow()).isGreaterThan(after.endMs().orElseThrow() - 600_000);
        assertThat(whole.samples).containsAll(half.of(DataTypes.HEART_RATE).toList());
    }

    @Test
    void anActivityIsTheOneOfTheFileAndItsLapsAreAPartOfIt() throws Exception {
        String folder = "activity-pairs/10000000011/";
        Gathered read = new Gathered();
        for (String body : List.of("activity", "splits", "weather")) {
            var unused = Gathered.connect(body, Recordings.bytes(folder + body + ".json"), read);
        }
        Gathered file = Gathered.from(Recordings.bytes(folder + "activity.fit"));
        ParsedRecord activity = read.records.get(0);
        ParsedRecord watch = file.records.get(0);
        assertThat(activity.keys()).contains(new RecordKey("id", "10000000011"));
        assertThat(watch.keys()).containsAnyElementsOf(activity.keys());
        for (String same : List.of("duration", "distance", "heart_rate_mean", "heart_rate_max", "elevation_ascended")) {
            assertThat(number(activity, same)).as(same).isCloseTo(number(watch, same), within(0.01));
        }
        assertThat(activity.start()).isEqualTo(Instant.parse("2016-03-13T12:46:19Z"));
        assertThat(activity.attributes().text("time_zone")).contains("Europe/Paris");
        assertThat(activity.updatedAt()).contains(Instant.parse("2016-03-13T09:23:15Z"));
        ParsedRecord laps = read.records.get(1);
        assertThat(laps.keys()).isEqualTo(activity.keys());
        assertThat((List<?>) laps.attributes().asMap().get("laps")).hasSize(5);
        ParsedRecord weather = read.records.get(2);
        assertThat(number(weather, "temperature")).isCloseTo(12.2, within(0.03));
        assertThat(weather.attributes().text("weather")).contains("Mostly Clear");
    }

    private static double number(ParsedRecord record, String attribute) {
        return ((Number) Objects.requireNonNull(record.attributes().asMap().get(attribute))).doubleValue();
    }

    @Test
    void theCourseOfAnActivityIsReadByTheNamesOfItsColumns() throws Exception {
        Gathered read = new Gathered();
        var unused =
                Gathered.connect("activity-details", Recordings.bytes("activity-pairs/10000000011/details.json"), read);
        assertThat(read.problems).isEmpty();
        assertThat(read.of(DataTypes.HEART_RATE)).hasSizeBetween(600, 646);
        assertThat(read.of(DataTypes.HEART_RATE)
                        .mapToDouble(Gathered.Sample::value)
                        .max())
                .hasValue(176);
        assertThat(read.locations).hasSize(646);
        assertThat(read.locations.get(0).latitude()).isEqualTo(46.001986);
        assertThat(read.locations.get(0).attributes().asMap()).containsEntry("altitude", 1521.0);
    }

    @Test
    void whatIsKnownOfThePersonIsReadWithoutBirthdayAndAddress() throws Exception {
        Gathered read = new Gathered();
        var unused = Gathered.connect("profile", Recordings.bytes("connect-json/profile/user-settings.json"), read);
        var zones = Gathered.connect("zones", Recordings.bytes("connect-json/profile/heartRateZones.json"), read);
        var self =
                Gathered.connect("social-profile", Recordings.bytes("connect-json/profile/socialProfile.json"), read);
        assertThat(zones.empty() || self.empty()).isFalse();
        assertThat(number(read.records.get(0), "height")).isEqualTo(1.8);
        assertThat(number(read.records.get(0), "mass")).isEqualTo(80);
        assertThat(read.records.get(1).attributes().asMap())
                .containsEntry("zone_floors", List.of(130L, 140L, 150L, 160L, 170L))
                .containsEntry("heart_rate_max", 185L);
        assertThat(read.records.get(2).attributes().text("vendor_user_id")).contains("redacted");
        assertThat(read.records.toString()).doesNotContain("birthDate").doesNotContain("Image");
    }

    @Test
    void anAnswerAboutAnErrorIsNoBody() throws Exception {
        byte[] body = Recordings.bytes("connect-json/errors/activity-404.json");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Gathered.connect("activity", body, new Gathered()));
    }
}
