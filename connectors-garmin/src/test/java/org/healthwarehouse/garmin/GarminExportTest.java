package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.TimeRange;
import org.junit.jupiter.api.Test;

/** What the files of an export mean, one thing at a time, on files made up here. */
class GarminExportTest {
    private static Gathered read(String name, String json) throws Exception {
        return Gathered.from(name, json.replace('\'', '"').getBytes(UTF_8));
    }

    private static Map<String, Object> only(Gathered file, DataType type) {
        List<ParsedRecord> records =
                file.records.stream().filter(each -> each.type().equals(type)).toList();
        assertThat(records).hasSize(1);
        return records.get(0).attributes().asMap();
    }

    @Test
    void filesAreKnownByNameInWhateverFolder() throws Exception {
        GarminExportImporter importer = new GarminExportImporter();
        for (String name : List.of(
                "UDSFile_2026-01-01_2026-04-11.json",
                "a/b.zip!/DI_CONNECT/x/2026-01-01_2026-04-11_1_sleepData.json",
                "ann@example.com_0_summarizedActivities (1).json",
                "1_userBioMetrics.json",
                "MetricsMaxMetData_20260101_20260411_1.json")) {
            assertThat(importer.accepts(Entries.of(name, new byte[0]))).as(name).isTrue();
        }
        for (String name : List.of("UDSFile.csv", "sleep.json", "workouts.json", "profile.json")) {
            assertThat(importer.accepts(Entries.of(name, new byte[0]))).as(name).isFalse();
        }
        assertThat(importer.accepts(Entries.of("user_profile.json", "{\"displayName\":\"a\"}".getBytes(UTF_8))))
                .isTrue();
        assertThat(importer.accepts(Entries.of("user_profile.json", "{\"customer\":\"a\"}".getBytes(UTF_8))))
                .isFalse();
    }

    @Test
    void aDaySaysWhenItWasAndNegativeNumbersAreNoValues() throws Exception {
        Gathered file = read("UDSFile_1.json", """
                [{'calendarDate':'2026-03-08','wellnessStartTimeGmt':'2026-03-08T05:00:00.0',
                  'wellnessStartTimeLocal':'2026-03-08T00:00:00.0','wellnessEndTimeGmt':'2026-03-09T04:00:00.0',
                  'totalSteps':12.0,'averageSpo2Value':-1,'maxHeartRate':-2,'moderateIntensityMinutes':3,
                  'restingHeartRate':52,'currentDayRestingHeartRate':50,'newField':{'a':1},
                  'allDayStress':{'aggregatorList':[{'type':'AWAKE','averageStressLevel':9},
                      {'type':'TOTAL','averageStressLevel':-1,'maxStressLevel':80}]}}]""");
        Map<String, Object> day = only(file, DataTypes.DAILY_SUMMARY);
        assertThat(day)
                .containsEntry("steps", 12L)
                .containsEntry("time_zone", "-05:00")
                .containsEntry("moderate_activity", 180L)
                .containsEntry("resting_heart_rate", 50L)
                .containsEntry("stress_max", 80L)
                .doesNotContainKeys("spo2_mean", "heart_rate_max", "stress_mean");
        assertThat(String.valueOf(day.get("vendor"))).contains("newField").doesNotContain("averageSpo2Value");
        assertThat(file.records.get(0).keys()).containsExactly(new RecordKey("date", "2026-03-08"));
    }

    @Test
    void aDaySaysExactlyWhenItWasUnlessTheExportMayHaveCutItOff() throws Exception {
        Gathered file = read("UDSFile_1.json", """
                [{'calendarDate':'2026-03-08','wellnessStartTimeGmt':'2026-03-08T05:00:00.0',
                  'wellnessEndTimeGmt':'2026-03-09T04:00:00.0'},
                 {'calendarDate':'2026-03-09','wellnessStartTimeGmt':'2026-03-09T04:00:00.0',
                  'wellnessEndTimeGmt':'2026-03-09T16:00:00.0'}]""");
        assertThat(file.days)
                .containsExactly(
                        new LocalDay(
                                LocalDate.of(2026, 3, 8),
                                new TimeRange(
                                        Instant.parse("2026-03-08T05:00:00Z"), Instant.parse("2026-03-09T04:00:00Z"))),
                        LocalDay.reckoned(
                                LocalDate.of(2026, 3, 9),
                                new TimeRange(
                                        Instant.parse("2026-03-09T04:00:00Z"), Instant.parse("2026-03-10T04:00:00Z"))));
    }

    @Test
    void theTimeBeforeTheNewestDayIsClaimedAndNoMore() throws Exception {
        Gathered file = read("UDSFile_1.json", """
                [{'calendarDate':'2026-03-10','wellnessStartTimeGmt':'2026-03-09T23:00:00.0'},
                 {'calendarDate':'2026-03-01','wellnessStartTimeGmt':'2026-02-28T23:00:00.0'}]""");
        assertThat(file.claims)
                .extracting(claim -> claim.type(), claim -> claim.range(), claim -> claim.completeListing())
                .containsExactly(tuple(
                        DataTypes.DAILY_SUMMARY,
                        new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-09T00:00:00Z")),
                        false));
        assertThat(read("UDSFile_1.json", "[{'calendarDate':'2026-03-10'}]").claims)
                .isEmpty();
        assertThat(read("UDSFile_1.json", "[]").claims).isEmpty();
    }

    @Test
    void whatBreaksOffKeepsWhatStandsBeforeAndClaimsNothing() throws Exception {
        Gathered file =
                read("UDSFile_1.json", "[{'calendarDate':'2026-03-01'},{'calendarDate':'2026-03-09'},{'calendar");
        assertThat(file.records).hasSize(2);
        assertThat(file.claims).isEmpty();
        assertThat(file.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.position()).startsWith("byte "));
        assertThat(read("UDSFile_1.json", "[{'calendarDate':'2026-03-01'}").problems)
                .hasSize(1);
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> read("UDSFile_1.json", "<html>"));
    }

    @Test
    void anObjectThatCannotBeReadIsToldAndTheOthersAreRead() throws Exception {
        Gathered file = read("a_sleepData.json", """
                [{'retro':false},
                 {'sleepStartTimestampGMT':'2026-03-01T22:00:00.0','sleepEndTimestampGMT':'2026-03-01T21:00:00.0'},
                 {'sleepStartTimestampGMT':'2026-03-02T22:00:00.0','sleepEndTimestampGMT':'2026-03-03T05:00:00.0',
                  'deepSleepSeconds':'much','lightSleepSeconds':100,'remSleepSeconds':20}]""");
        assertThat(only(file, DataTypes.SLEEP)).containsEntry("asleep", 120L).doesNotContainKeys("deep", "local_date");
        assertThat(file.problems)
                .extracting(problem -> problem.position())
                .containsExactly("item 1", "item 2", "item 3");
        assertThat(file.problems)
                .noneSatisfy(problem -> assertThat(problem.message()).contains("much"));
    }

    @Test
    void aNightIsKnownByItsSecondAndByItsDate() throws Exception {
        Gathered file = read("a_sleepData.json", """
                [{'calendarDate':'2026-03-03','sleepStartTimestampGMT':'2026-03-02T22:00:00.0',
                  'sleepEndTimestampGMT':'2026-03-03T05:00:00.0',
                  'sleepScores':{'overallScore':81,'remScore':-1}}]""");
        ParsedRecord night = file.records.get(0);
        assertThat(night.keys())
                .containsExactlyInAnyOrder(new RecordKey("start", "1772488800"), new RecordKey("date", "2026-03-03"));
        assertThat(night.origin()).contains(RecordOrigin.CSV);
        assertThat(night.attributes().asMap()).containsEntry("score", 81L).containsEntry("nap", false);
    }

    @Test
    void anActivityHasUnitsOfItsOwnAndALocalTimeInMilliseconds() throws Exception {
        Gathered file = read("x_0_summarizedActivities.json", """
                [{'other':[{'activityId':1}],'summarizedActivitiesExport':[
                  {'activityId':77,'activityType':'kayaking_v2','startTimeGmt':1772521200000,
                   'startTimeLocal':1772524800000,'duration':60000.0,'elapsedDuration':90500.5,'distance':123456.0,
                   'elevationGain':1500,'minElevation':-200,'avgSpeed':0.25,'avgRunCadence':80.5,'calories':50,
                   'bmrCalories':5,'avgHr':-1,'differenceBodyBattery':-9,'hrTimeInZone_1':1500,'hrTimeInZone_3':500}]}]
                """);
        Map<String, Object> activity = only(file, DataTypes.WORKOUT);
        ParsedRecord record = file.records.get(0);
        assertThat(record.end()).isEqualTo(record.start().plusMillis(90_501));
        assertThat(record.keys()).contains(new RecordKey("id", "77"), new RecordKey("start", "1772521200"));
        assertThat(record.origin()).contains(RecordOrigin.CSV);
        assertThat(activity)
                .containsEntry("workout_type", "kayaking")
                .containsEntry("time_zone", "+01:00")
                .containsEntry("local_date", "2026-03-03")
                .containsEntry("duration", 60L)
                .containsEntry("distance", 1234.56)
                .containsEntry("elevation_ascended", 15L)
                .containsEntry("elevation_min", -2L)
                .containsEntry("speed_mean", 2.5)
                .containsEntry("cadence_mean", 161L)
                .containsEntry("active_energy", 45L)
                .containsEntry("basal_energy", 5L)
                .containsEntry("zone_durations", List.of(1.5, 0L, 0.5, 0L, 0L))
                .doesNotContainKey("heart_rate_mean");
        assertThat(activity.get("vendor")).isEqualTo(Map.of("differenceBodyBattery", -9L, "calories", 50L));
    }

    @Test
    void weightsAreGramsOrKilograms() throws Exception {
        Gathered file = read("1_userBioMetrics.json", """
                [{'weight':{'weight':70500.0,'boneMass':3500,'bodyFat':20.5,'sourceType':'INDEX_SCALE',
                    'timestampGMT':'2026-03-01T06:00:00.0'}},
                 {'weight':{'weight':70.4,'sourceType':'MANUAL','timestampGMT':1772431200000}},
                 {'height':{'height':180}},{'weight':{'weight':1}}]""");
        assertThat(file.of(DataTypes.BODY_MASS))
                .extracting(Gathered.Sample::value, sample -> sample.device().key(), Gathered.Sample::startMs)
                .containsExactly(
                        tuple(70.5, "connect:index_scale", 1_772_344_800_000L),
                        tuple(70.4, "connect:manual", 1_772_431_200_000L));
        assertThat(file.sum(DataTypes.BONE_MASS)).isEqualTo(3.5);
        assertThat(file.sum(DataTypes.BODY_FAT)).isEqualTo(20.5);
        assertThat(file.problems).extracting(problem -> problem.position()).containsExactly("item 4");
    }

    @Test
    void waterOfOneMomentIsOneSampleAndItsZoneIsToldByWhenItWasNoted() throws Exception {
        Gathered file = read("HydrationLogFile_1.json", """
                [{'valueInML':250.0,'persistedTimestampGMT':'2026-03-01T06:00:12.5','timestampLocal':'2026-03-01T07:00:10.0'},
                 {'valueInML':-50.0,'persistedTimestampGMT':'2026-03-01T06:00:20.0','timestampLocal':'2026-03-01T07:00:10.0'},
                 {'valueInML':100.0,'persistedTimestampGMT':'2026-03-09T06:00:20.0','timestampLocal':'2026-03-01T07:00:10.0'}]
                """);
        assertThat(file.of(DataTypes.DIETARY_WATER))
                .extracting(Gathered.Sample::value, Gathered.Sample::startMs)
                .containsExactly(tuple(200.0, 1_772_344_810_000L));
        assertThat(file.problems).hasSize(1);
    }

    @Test
    void aNewWatchHasNoTemperatureYetAndACoolSkinIsAValue() throws Exception {
        String json = """
                [{'calendarDate':'2026-03-01','createTimestampUTC':'2026-03-01T06:00:00.0','metrics':[
                  {'type':'SKIN_TEMP_C','status':'ONBOARDING'%s},{'type':'HR','value':-1},
                  {'type':'HRV','value':43,'baselineLowerLimit':38,'baselineUpperLimit':52,'status':'IN_RANGE'}]}]""";
        assertThat(only(read("1_healthStatusData.json", json.formatted("")), DataTypes.HEALTH_STATUS))
                .containsEntry("hrv", 43L)
                .doesNotContainKeys("skin_temperature_deviation", "heart_rate");
        Gathered cool = read("1_healthStatusData.json", json.formatted(",'value':-0.4"));
        assertThat(only(cool, DataTypes.HEALTH_STATUS)).containsEntry("skin_temperature_deviation", -0.4);
        assertThat(only(cool, DataTypes.HRV_SUMMARY))
                .containsEntry("night_mean", 43L)
                .containsEntry("balanced_from", 38L)
                .containsEntry("balanced_to", 52L)
                .containsEntry("status", "in_range");
    }

    @Test
    void aTimeThatNoStoreHoldsIsToldAndNotTaken() throws Exception {
        Gathered file = read("MetricsAcuteTrainingLoad_1.json", "[{'timestamp':9223372036854775807},{'timestamp':5}]");
        assertThat(file.records).hasSize(1);
        assertThat(file.problems).isNotEmpty();
    }

    @Test
    void accountNumbersAreLeftOut() throws Exception {
        Gathered file = read("TrainingHistory_1.json", """
                [{'userProfilePK':1000001,'timestamp':'2026-03-01T06:00:00.0','trainingStatus':'PRODUCTIVE',
                  'sport':'RUNNING','deviceId':5}]""");
        assertThat(only(file, DataTypes.TRAINING_STATUS))
                .isEqualTo(Map.of("status", "productive", "sport", "running", "device", "connect:5"));
    }

    @Test
    void ratingsOfADateAreRecordsOfTheirOwnScale() throws Exception {
        Map<String, Object> endurance = only(
                read(
                        "EnduranceScore_20260101_20260411_7.json",
                        "[{'calendarDate':1772323200000,'deviceId':34,'overallScore':4820,'newField':1},{}]"),
                GarminRecords.ENDURANCE_SCORE);
        assertThat(endurance).containsEntry("score", 4820L).containsEntry("local_date", "2026-03-01");
        Gathered hills = read("HillScore_1.json", "[{'calendarDate':'2026-03-01','overallScore':20,'vo2Max':48}]");
        assertThat(only(hills, GarminRecords.HILL_SCORE)).containsEntry("vo2_max", 48L);
        assertThat(hills.records.get(0).start()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(only(
                        read(
                                "RunRacePredictions_1.json",
                                "[{'calendarDate':'2026-03-01','raceTime5K':1500,'raceTimeHalf':7000}]"),
                        GarminRecords.RACE_PREDICTION))
                .containsEntry("time_5k", 1500L)
                .containsEntry("time_half_marathon", 7000L);
        assertThat(only(
                        read(
                                "7_fitnessAgeData.json",
                                "[{'asOfDateGmt':'2026-03-01T00:00:00.0','chronologicalAge':40,'currentBioAge':35.5}]"),
                        DataTypes.FITNESS_AGE))
                .containsEntry("fitness_age", 35.5)
                .containsEntry("age", 40L);
    }

    @Test
    void uptakeOfSingleActivitiesIsApartFromThatOfTheDay() throws Exception {
        Gathered file = read(
                "ActivityVo2Max_1.json", "[{'calendarDate':'2026-03-01','deviceId':34,'vo2MaxValue':47.0},{'x':1}]");
        assertThat(file.samples)
                .extracting(Gathered.Sample::channel, Gathered.Sample::value)
                .containsExactly(tuple("activity", 47.0));
        assertThat(file.problems).hasSize(1);
    }

    @Test
    void aBloodPressureIsTwoPressuresAndAPulse() throws Exception {
        Gathered file = read("BloodPressureFile_1.json", """
                [{'measurementTimestampGMT':'2026-03-01T05:00:00.0','systolic':120,'diastolic':80,'pulse':60},
                 {'bloodPressure':{'timestampGMT':'2026-03-02T05:00:00.0','systolic':121,'diastolic':-1}}]""");
        assertThat(file.sum(DataTypes.BLOOD_PRESSURE_SYSTOLIC)).isEqualTo(241);
        assertThat(file.sum(DataTypes.BLOOD_PRESSURE_DIASTOLIC)).isEqualTo(80);
        assertThat(file.of(DataTypes.HEART_RATE)).hasSize(1);
    }
}
