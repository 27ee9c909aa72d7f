package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.junit.jupiter.api.Test;

/** What the bodies of the web interface mean, one thing at a time, on bodies made up here. */
class ConnectPageTest {
    private static final long START = Instant.parse("2026-03-01T05:00:00Z").toEpochMilli();
    private static final String DAY = """
            'calendarDate':'2026-03-01','startTimestampGMT':'2026-03-01T05:00:00.0',
            'endTimestampGMT':'2026-03-02T05:00:00','startTimestampLocal':'2026-03-01T00:00:00.00'""";

    private final Gathered read = new Gathered();

    private DayOutline body(String endpoint, String json) throws MalformedResponseException {
        return Gathered.connect(endpoint, json.replace('\'', '"').getBytes(UTF_8), read);
    }

    private Map<String, Object> only() {
        assertThat(read.records).hasSize(1);
        Map<String, Object> values = new java.util.TreeMap<>();
        read.records.get(0).attributes().asMap().forEach((name, value) -> {
            values.put(name, Objects.requireNonNull(value));
        });
        return values;
    }

    @Test
    void aSeriesIsReadByTheNamesOfItsColumnsInWhateverOrder() throws Exception {
        DayOutline outline = body("heart-rate", "{" + DAY + """
                ,'heartRateValues':[[61.0,'new',1772341200000],[null,'new',1772341320000],[-1,'new',1772341440000]],
                'heartRateValueDescriptors':[{'key':'HeartRate','index':0},{'key':'timestamp','index':2}],
                'restingHeartRate':50.0,'newField':{'a':[1,2]}}""");
        assertThat(read.of(DataTypes.HEART_RATE))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactly(tuple(START, 61.0));
        assertThat(read.of(DataTypes.RESTING_HEART_RATE))
                .extracting(Gathered.Sample::startMs)
                .containsExactly(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
        assertThat(outline)
                .isEqualTo(new DayOutline(
                        java.util.Optional.of(LocalDate.of(2026, 3, 1)),
                        OptionalLong.of(START),
                        OptionalLong.of(START + 86_400_000),
                        OptionalLong.of(START),
                        false,
                        false,
                        false));
        assertThat(read.days).hasSize(1);
        assertThat(read.problems).isEmpty();
    }

    @Test
    void withoutDescriptorsTheColumnsAreInTheUsualOrder() throws Exception {
        var unused = body("stress", "{" + DAY + """
                ,'stressValuesArray':[[1772341200000,23],[1772341380000,-1],[1772341560000,-2],['2026-03-01T05:09:00',0]],
                'bodyBatteryValuesArray':[[1772341200000,'MEASURED',5,2.0],[1772341380000,null,null,2.0],
                  [1772341560000,'MODELED',7.0,2.0],[1772341740000,'RESET',100]]}""");
        assertThat(read.of(GarminTypes.STRESS))
                .extracting(Gathered.Sample::value)
                .containsExactly(23.0, 0.0);
        assertThat(read.of(GarminTypes.BODY_BATTERY))
                .extracting(Gathered.Sample::value)
                .containsExactly(5.0, 7.0, 100.0);
        assertThat(read.notes.values())
                .extracting(note -> note.text("status").orElseThrow())
                .containsExactlyInAnyOrder("modeled", "reset");
    }

    @Test
    void aDayReachesAsFarAsItWasMeasuredEvenIfInVain() throws Exception {
        DayOutline outline =
                body("stress", "{" + DAY + ",'stressValuesArray':[[1772341200000,-1],[1772341380000,-2]]}");
        assertThat(outline.lastMs()).hasValue(1772341380000L);
        assertThat(outline.offloaded()).isFalse();
        assertThat(outline.empty()).isTrue();
    }

    @Test
    void totalsWithoutTheirSeriesMeanThatTheDayWasPutAway() throws Exception {
        for (String rows : List.of("", ",'heartRateValues':null", ",'heartRateValues':[]")) {
            DayOutline outline = body("heart-rate", "{" + DAY + ",'restingHeartRate':50" + rows + "}");
            assertThat(outline.offloaded()).as(rows).isTrue();
            assertThat(outline.empty()).as(rows).isFalse();
        }
        assertThat(body("stress", "{" + DAY + ",'avgStressLevel':30}").offloaded())
                .isTrue();
        assertThat(body("stress", "{" + DAY + ",'avgStressLevel':-1}").offloaded())
                .isFalse();
        assertThat(body("respiration", "{" + DAY + ",'highestRespirationValue':20.0}")
                        .offloaded())
                .isTrue();
        assertThat(body("spo2", "{" + DAY + ",'averageSpO2':92.0}").offloaded()).isTrue();
        assertThat(body("body-battery", "[{'date':'2026-03-01','charged':40,'bodyBatteryValuesArray':[]}]")
                        .offloaded())
                .isTrue();
        assertThat(body("hrv-night", "{'hrvSummary':{'calendarDate':'2026-03-01','lastNightAvg':40}}")
                        .offloaded())
                .isTrue();
    }

    @Test
    void whatSaysNothingIsEmpty() throws Exception {
        String nulls = "{" + DAY + ",'heartRateValues':null,'restingHeartRate':null,'maxHeartRate':null}";
        for (String json : List.of("", "null", "[]", "{}", "  ", nulls)) {
            for (String endpoint : List.of(
                    "heart-rate",
                    "stress",
                    "hrv",
                    "hrv-night",
                    "readiness",
                    "sleep",
                    "weight",
                    "activities",
                    "vo2max",
                    "steps",
                    "training-status",
                    "splits",
                    "activity-details",
                    "activity-statistics",
                    "floors",
                    "body-battery")) {
                boolean day = json.equals(nulls);
                boolean fits = !day || List.of("heart-rate", "stress", "floors").contains(endpoint);
                if (fits && !(json.equals("{}") && endpoint.equals("body-battery"))) {
                    assertThat(body(endpoint, json).empty()).as(endpoint + json).isTrue();
                }
            }
        }
        assertThat(body("summary", "null").empty()).isTrue();
        assertThat(body("summary", "{'calendarDate':'2026-03-01','includesWellnessData':false,'bmrKilocalories':1800}")
                        .empty())
                .isTrue();
        assertThat(body("summary", "{'calendarDate':'2026-03-01','totalSteps':null,'bmrKilocalories':1800}")
                        .empty())
                .isTrue();
        assertThat(body("hydration", "{'calendarDate':'2026-03-01','valueInML':null,'goalInML':2800.0}")
                        .empty())
                .isTrue();
        assertThat(body("steps-chart", """
                [{'startGMT':'2026-03-01T05:00:00.0','endGMT':'2026-03-01T05:15:00.0','steps':0,
                  'primaryActivityLevel':'none'}]""").empty()).isTrue();
        assertThat(read.samples).isEmpty();
        assertThat(read.records).isEmpty();
        assertThat(read.problems).isEmpty();
    }

    @Test
    void aDayThatMayNotBeToldIsNotEmpty() throws Exception {
        DayOutline outline = body("summary", "{'calendarDate':'2026-03-01','privacyProtected':true,'totalSteps':5}");
        assertThat(outline.notAuthorised()).isTrue();
        assertThat(outline.empty()).isFalse();
        assertThat(read.records).isEmpty();
    }

    @Test
    void statisticsOfAnActivityStandBesideTheWorkoutAtTheDateOnTheWall() throws Exception {
        var unused = body("activity-statistics", """
                [{'activityId':11,'startLocal':'2026-03-01T23:40:00','activityType':'running','parentId':null,
                  'aerobicTrainingEffect':2.5,'workoutGroupEnumerator':1},
                 {'activityId':12,'activityType':'hiking'}]""");
        assertThat(read.records).singleElement().satisfies(record -> {
            assertThat(record.type().name()).isEqualTo("garmin.activity_statistics");
            assertThat(record.keys()).containsExactly(GarminKeys.id("11"));
            assertThat(record.start()).isEqualTo("2026-03-01T12:00:00Z");
            assertThat(record.attributes().asMap())
                    .containsEntry("local_date", "2026-03-01")
                    .containsEntry("local_start", "2026-03-01T23:40")
                    .containsEntry("workout_type", "running")
                    .containsEntry("training_effect_aerobic", 2.5);
        });
        assertThat(read.problems).hasSize(1);
    }

    @Test
    void aSummaryIsTheDayOfTheExport() throws Exception {
        DayOutline outline = body("summary", """
                {'userProfileId':7,'userDailySummaryId':7,'calendarDate':'2026-03-29',
                 'wellnessStartTimeGmt':'2026-03-28T23:00:00.0','wellnessStartTimeLocal':'2026-03-29T00:00:00.0',
                 'wellnessEndTimeGmt':'2026-03-29T22:00:00.0','totalSteps':12.0,'averageStressLevel':-1,
                 'maxStressLevel':80,'bodyBatteryHighestValue':90,'averageSpo2':null,'moderateIntensityMinutes':2,
                 'newField':true}""");
        assertThat(only())
                .containsEntry("steps", 12L)
                .containsEntry("stress_max", 80L)
                .containsEntry("body_battery_high", 90L)
                .containsEntry("moderate_activity", 120L)
                .containsEntry("time_zone", "+01:00")
                .doesNotContainKeys("stress_mean", "spo2_mean");
        assertThat(only().toString()).contains("newField").doesNotContain("userDailySummaryId");
        assertThat(read.records.get(0).keys()).containsExactly(new RecordKey("date", "2026-03-29"));
        assertThat(outline.endMs().orElseThrow() - outline.startMs().orElseThrow())
                .isEqualTo(23 * 3_600_000L);
    }

    @Test
    void stagesOfANightHaveAnotherCodingThanInFiles() throws Exception {
        DayOutline outline = body("sleep", """
                {'dailySleepDTO':{'calendarDate':'2026-03-01','sleepStartTimestampGMT':1772341200000,
                   'sleepEndTimestampGMT':1772345700000.0,'sleepStartTimestampLocal':1772323200000,
                   'sleepEndTimestampLocal':1772327700000,'deepSleepSeconds':900,'lightSleepSeconds':1800,
                   'remSleepSeconds':900,'awakeSleepSeconds':900,'sleepScores':{'overall':{'value':83}}},
                 'sleepLevels':[
                   {'startGMT':'2026-03-01T05:00:00.0','endGMT':'2026-03-01T05:15:00.0','activityLevel':0.0},
                   {'startGMT':'2026-03-01T05:15:00.0','endGMT':'2026-03-01T05:45:00.0','activityLevel':1.0},
                   {'startGMT':'2026-03-01T05:45:00.0','endGMT':'2026-03-01T06:00:00.0','activityLevel':2.0},
                   {'startGMT':'2026-03-01T06:00:00.0','endGMT':'2026-03-01T06:15:00.0','activityLevel':3.0},
                   {'startGMT':'2026-03-01T06:15:00.0','endGMT':'2026-03-01T06:30:00.0','activityLevel':-1.0}],
                 'sleepHeartRate':[{'value':48,'startGMT':1772341200000}],
                 'sleepStress':[{'value':-1,'startGMT':1772341200000},{'value':12,'startGMT':1772341380000}],
                 'hrvData':[{'value':44.0,'startGMT':1772341500000}],
                 'wellnessEpochSPO2DataDTOList':[{'epochTimestamp':'2026-03-01T05:01:00.0','spo2Reading':94}],
                 'dailyNapDTOS':[{'calendarDate':'2026-03-01','napTimeSec':1200,
                   'napStartTimestampGMT':'2026-03-01T19:00:00','napEndTimestampGMT':'2026-03-01T19:20:00'}],
                 'avgSkinTempDeviationC':-0.4,'sleepMovement':[{'activityLevel':5.5}],'restingHeartRate':44}""");
        assertThat(read.of(DataTypes.SLEEP_STAGE))
                .extracting(Gathered.Sample::value)
                .containsExactly(4.0, 3.0, 5.0, 2.0);
        assertThat(read.of(GarminTypes.STRESS))
                .extracting(Gathered.Sample::value)
                .containsExactly(12.0);
        assertThat(read.of(GarminTypes.HRV)).hasSize(1);
        assertThat(read.of(DataTypes.SPO2)).hasSize(1);
        assertThat(read.sum(DataTypes.SKIN_TEMPERATURE_DEVIATION)).isEqualTo(-0.4);
        assertThat(read.records).hasSize(2);
        ParsedRecord night = read.records.get(0);
        assertThat(night.attributes().asMap())
                .containsEntry("asleep", 3600L)
                .containsEntry("score", 83L)
                .containsEntry("time_zone", "-05:00")
                .containsEntry("nap", false)
                .containsEntry("vendor", Map.of("restingHeartRate", 44L));
        assertThat(night.keys())
                .containsExactlyInAnyOrder(new RecordKey("date", "2026-03-01"), new RecordKey("start", "1772341200"));
        assertThat(read.records.get(1).attributes().asMap())
                .containsEntry("nap", true)
                .containsEntry("asleep", 1200L);
        assertThat(outline.date()).contains(LocalDate.of(2026, 3, 1));
        assertThat(read.problems).isEmpty();
    }

    @Test
    void aWallClockThatWasShiftedTwiceTellsTheZoneAllTheSame() throws Exception {
        String night = """
                {'dailySleepDTO':{'calendarDate':'2026-03-01','sleepStartTimestampGMT':1772341200000,
                   'sleepEndTimestampGMT':1772345700000,'lightSleepSeconds':10,'sleepEndTimestampLocal':%d}}""";
        var unused = body("sleep", night.formatted(1772345700000L + 16 * 3_600_000L));
        assertThat(only()).containsEntry("time_zone", "+08:00");
        read.records.clear();
        unused = body("sleep", night.formatted(1772345700000L + 40 * 3_600_000L));
        assertThat(only()).doesNotContainKey("time_zone");
    }

    @Test
    void aSummaryOfVariabilityThatWasMadeDaysLaterIsOfItsDate() throws Exception {
        var unused = body("hrv", """
                {'hrvSummaries':[
                  {'calendarDate':'2026-03-01','lastNightAvg':42,'baseline':null,'status':'NONE',
                   'createTimeStamp':'2026-03-04T04:55:32.475'},
                  {'calendarDate':'2026-03-02','lastNightAvg':43,'baseline':{'lowUpper':35,'balancedLow':38},
                   'createTimeStamp':'2026-03-02T11:00:01'},
                  {'lastNightAvg':1},{'calendarDate':'2026-03-03'}],'newField':1}""");
        assertThat(read.records)
                .extracting(ParsedRecord::start)
                .containsExactly(Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-02T11:00:01Z"));
        assertThat(read.records.get(1).attributes().asMap())
                .containsEntry("low_below", 35L)
                .containsEntry("balanced_from", 38L);
        assertThat(read.problems).extracting(problem -> problem.position()).containsExactly("item 3");
    }

    @Test
    void trainingOfTwoWatchesIsTwoRecords() throws Exception {
        var unused = body("training-status-day", """
                {'mostRecentTrainingStatus':{'payload':{'latestTrainingStatusData':{
                  '34':{'calendarDate':'2026-03-01','timestamp':1772341200000,'deviceId':34,'trainingStatus':7,
                    'trainingStatusFeedbackPhrase':'PRODUCTIVE_6','sport':'RUNNING','primaryTrainingDevice':true,
                    'acuteTrainingLoadDTO':{'dailyTrainingLoadAcute':77,'dailyTrainingLoadChronic':null,
                      'acwrStatus':'LOW','dailyAcuteChronicWorkloadRatio':0.3}},
                  '35':{'calendarDate':'2026-03-01','timestamp':1772341200000,'deviceId':35,'trainingStatus':4,
                    'trainingStatusFeedbackPhrase':'MAINTAINING_2','acuteTrainingLoadDTO':null}}}}}""");
        assertThat(read.records)
                .extracting(
                        ParsedRecord::type,
                        record -> record.attributes().text("device").orElseThrow())
                .containsExactly(
                        tuple(DataTypes.TRAINING_LOAD, "connect:34"),
                        tuple(DataTypes.TRAINING_STATUS, "connect:34"),
                        tuple(DataTypes.TRAINING_STATUS, "connect:35"));
        assertThat(read.records.get(0).attributes().asMap())
                .containsEntry("acute", 77L)
                .containsEntry("status", "low")
                .doesNotContainKey("chronic");
        assertThat(read.records.get(1).attributes().asMap()).containsEntry("status", "productive");
        assertThat(read.records.get(1).keys())
                .doesNotContainAnyElementsOf(read.records.get(2).keys());
    }

    @Test
    void weightsAreKilogramsAtTheTrueTimeAndOnesNotedByHandHaveNoComposition() throws Exception {
        var unused = body("weight", """
                {'dailyWeightSummaries':[{'allWeightMetrics':[
                  {'date':1772323200000,'timestampGMT':1772341200000,'weight':59500.0,'bmi':null,'sourceType':'MANUAL'},
                  {'date':1772323300000,'timestampGMT':1772341300000,'weight':59130,'boneMass':3430,'bodyFat':20.3,
                   'sourceType':'INDEX_SCALE'}]}],'previousDateWeight':{'weight':70000,'timestampGMT':1}}""");
        assertThat(read.of(DataTypes.BODY_MASS))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactly(tuple(1772341200000L, 59.5), tuple(1772341300000L, 59.13));
        assertThat(read.sum(DataTypes.BONE_MASS)).isEqualTo(3.43);
        assertThat(read.of(DataTypes.BODY_FAT)).hasSize(1);
    }

    @Test
    void valuesOfADateAreAtNoonAndThoseOfEachSportApart() throws Exception {
        var unused = body("vo2max", """
                [{'generic':{'calendarDate':'2026-03-01','vo2MaxPreciseValue':44.5,'vo2MaxValue':45.0},
                  'cycling':{'calendarDate':'2026-03-01','vo2MaxValue':50}},{'generic':null,'cycling':null}]""");
        unused = body("resting-heart-rate", """
                {'allMetrics':{'metricsMap':{'WELLNESS_RESTING_HEART_RATE':[
                  {'value':51.0,'calendarDate':'2026-03-01'},{'value':null,'calendarDate':'2026-03-02'}]}}}""");
        assertThat(read.samples)
                .extracting(Gathered.Sample::channel, Gathered.Sample::value)
                .containsExactly(tuple("", 44.5), tuple("cycling", 50.0), tuple("", 51.0));
        assertThat(read.samples).allMatch(sample -> sample.startMs() == START + 7 * 3_600_000L);
    }

    @Test
    void anActivityHasItsNumberItsSecondAndPlainUnits() throws Exception {
        var unused = body("activities", """
                [{'activityId':11,'activityName':'Run','startTimeGMT':'2026-03-01 05:00:00','ownerFullName':'Ann',
                  'startTimeLocal':'2026-03-01 00:00:00','activityType':{'typeKey':'treadmill_running_v2'},
                  'duration':600.5,'elapsedDuration':700.25,'distance':2000.0,'calories':100.0,'bmrCalories':10.0,
                  'averageRunningCadenceInStepsPerMinute':160.0,'hrTimeInZone_1':60.5,'hrTimeInZone_3':1,'deviceId':34,
                  'minElevation':-3.5}]""");
        ParsedRecord run = read.records.get(0);
        assertThat(run.keys())
                .containsExactlyInAnyOrder(new RecordKey("id", "11"), new RecordKey("start", "1772341200"));
        assertThat(run.end()).isEqualTo(Instant.parse("2026-03-01T05:11:40.250Z"));
        assertThat(only())
                .containsEntry("workout_type", "treadmill_running")
                .containsEntry("duration", 600.5)
                .containsEntry("active_energy", 90L)
                .containsEntry("cadence_mean", 160L)
                .containsEntry("zone_durations", List.of(60.5, 0L, 1L, 0L, 0L))
                .containsEntry("elevation_min", -3.5)
                .containsEntry("time_zone", "-05:00")
                .containsEntry("device", "connect:34");
        assertThat(only().toString()).doesNotContain("Ann");
    }

    @Test
    void lapsAreTheLeastWordOnAWorkout() throws Exception {
        var unused = body("splits", """
                {'activityId':11,'lapDTOs':[
                  {'startTimeGMT':'2026-03-01T05:00:00.0','duration':300,'elapsedDuration':310,'distance':1000,
                   'averageHR':150},
                  {'startTimeGMT':'2026-03-01T05:05:10.0','duration':290.5,'distance':1000}]}""");
        assertThat(read.records.get(0).origin()).contains(RecordOrigin.MENTION);
        assertThat(read.records.get(0).end()).isEqualTo(Instant.parse("2026-03-01T05:10:00.500Z"));
        assertThat(only().toString()).contains("heart_rate_mean=150", "start=2026-03-01T05:05:10Z");
    }

    @Test
    void scoresAreOfADateAndADevice() throws Exception {
        var unused = body("endurance", "{'calendarDate':'2026-03-01','deviceId':34,'overallScore':4820.0}");
        unused = body("hill", "{'calendarDate':'2026-03-01','overallScore':20,'strengthScore':2,'vo2Max':48.0}");
        unused = body("race-predictions", "{'calendarDate':'2026-03-01','time5K':1500,'timeMarathon':15000}");
        unused = body("race-predictions", "[{'calendarDate':'2026-03-02','time5K':null}]");
        unused = body("steps-weeks", "[{'calendarDate':'2026-03-01','values':{'totalSteps':70000.0}}]");
        assertThat(read.records)
                .extracting(
                        record -> record.type().name(),
                        record -> record.keys().iterator().next().value())
                .containsExactly(
                        tuple("garmin.endurance_score", "2026-03-01:connect:34"),
                        tuple("garmin.hill_score", "2026-03-01"),
                        tuple("garmin.race_prediction", "2026-03-01"),
                        tuple("garmin.period_summary", "steps:7:2026-03-01"));
    }

    @Test
    void oneThingThatCannotBeReadIsAProblemAndTheRestIsRead() throws Exception {
        var unused = body("heart-rate", "{" + DAY + """
                ,'heartRateValues':[7,null,{},[],['x',60],[1772341200000,60],[99999999999999,61]],'restingHeartRate':'low'}""");
        assertThat(read.of(DataTypes.HEART_RATE)).hasSize(1);
        assertThat(read.problems).isNotEmpty();
        read.problems.clear();
        unused = body("readiness", "[{'score':5},3,{'timestamp':'2026-03-01T05:00:00','score':true,'level':'LOW'}]");
        assertThat(only()).containsEntry("level", "low").doesNotContainKey("score");
        assertThat(read.problems).hasSize(3);
        assertThat(read.problems.toString()).doesNotContain("true");
    }

    @Test
    void whatIsNoBodyIsRefusedAsAWhole() {
        for (String json : List.of(
                "<html><body>Just a moment</body></html>",
                "{",
                "[{'calendarDate':'2026-03-01'}",
                "[] []",
                "5",
                "'text'",
                "{'a':1e}",
                "{'message':'HTTP 404 Not Found','error':'NotFoundException'}")) {
            assertThatExceptionOfType(MalformedResponseException.class)
                    .as(json)
                    .isThrownBy(() -> body("heart-rate", json));
        }
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> body("unheard-of", "{}"));
    }

    @Test
    void everyEndpointSaysWhichTypesItHas() {
        for (ConnectForm form : ConnectForm.all()) {
            assertThat(ConnectYields.of(form.endpoint())).as(form.endpoint()).isNotEmpty();
        }
        assertThat(ConnectYields.of("wellness")).isEmpty();
    }
}
