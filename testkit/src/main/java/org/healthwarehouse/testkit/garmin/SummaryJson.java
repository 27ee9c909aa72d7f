package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/** A date in figures, as the service tells it. */
final class SummaryJson {
    /** Recorded, but of no account here. */
    private static final String[] NOT_KEPT = {
        "netRemainingKilocalories",
        "highlyActiveSeconds",
        "activeSeconds",
        "sedentarySeconds",
        "sleepingSeconds",
        "moderateIntensityMinutes",
        "vigorousIntensityMinutes",
        "floorsAscendedInMeters",
        "floorsDescendedInMeters",
        "floorsAscended",
        "floorsDescended",
        "lastSevenDaysAvgRestingHeartRate",
        "stressDuration",
        "restStressDuration",
        "activityStressDuration",
        "uncategorizedStressDuration",
        "totalStressDuration",
        "stressQualifier",
        "measurableAwakeDuration",
        "measurableAsleepDuration",
        "minAvgHeartRate",
        "maxAvgHeartRate",
        "bodyBatteryChargedValue",
        "bodyBatteryDrainedValue",
        "bodyBatteryHighestValue",
        "bodyBatteryLowestValue",
        "bodyBatteryMostRecentValue",
        "bodyBatteryDuringSleep",
        "bodyBatteryAtWakeTime",
        "bodyBatteryVersion",
        "abnormalHeartRateAlertsCount",
        "latestSpo2",
        "latestSpo2ReadingTimeGmt",
        "latestSpo2ReadingTimeLocal",
        "averageMonitoringEnvironmentAltitude",
        "restingCaloriesFromActivity",
        "avgWakingRespirationValue",
        "highestRespirationValue",
        "lowestRespirationValue",
        "latestRespirationValue",
        "latestRespirationTimeGMT"
    };

    private static final double BASAL = 1800;

    private SummaryJson() {}

    /** Of a date on which no watch was worn, or of whose watch nothing has come yet. */
    static ObjectNode empty(GarminAccount account, LocalDate date) {
        ObjectNode body = begin(account, date);
        GarminJson.nulls(
                body,
                "totalKilocalories",
                "activeKilocalories",
                "bmrKilocalories",
                "wellnessKilocalories",
                "totalSteps");
        GarminJson.nulls(body, "totalDistanceMeters", "wellnessDistanceMeters");
        body.put("dailyStepGoal", 10_000);
        GarminJson.nulls(body, "wellnessStartTimeGmt", "wellnessStartTimeLocal", "wellnessEndTimeGmt");
        GarminJson.nulls(body, "wellnessEndTimeLocal", "durationInMilliseconds", "minHeartRate", "maxHeartRate");
        GarminJson.nulls(body, "restingHeartRate", "averageStressLevel", "maxStressLevel", "lastSyncTimestampGMT");
        body.put("includesWellnessData", false);
        return end(body);
    }

    /** Of somebody who does not show it to who asks. */
    static ObjectNode hidden(GarminAccount account, LocalDate date) {
        ObjectNode body = empty(account, date);
        body.put("privacyProtected", true);
        return body;
    }

    static ObjectNode of(GarminAccount account, GarminTotals totals) {
        LocalDate date = totals.date();
        GarminCalendar calendar = account.diary().calendar();
        ObjectNode body = begin(account, date);
        double active = totals.kilocalories();
        body.put("totalKilocalories", BASAL + active).put("activeKilocalories", active);
        body.put("bmrKilocalories", BASAL).put("wellnessKilocalories", BASAL + active);
        GarminJson.nulls(body, "burnedKilocalories", "consumedKilocalories", "remainingKilocalories", "netCalorieGoal");
        body.put("totalSteps", totals.steps());
        body.put("totalDistanceMeters", totals.metres()).put("wellnessDistanceMeters", totals.metres());
        body.put("dailyStepGoal", 10_000);
        long start = calendar.start(date);
        long end = calendar.end(date);
        body.put("wellnessStartTimeGmt", GarminJson.iso(start));
        body.put("wellnessStartTimeLocal", GarminJson.iso(calendar.wallClock(date, start)));
        body.put("wellnessEndTimeGmt", GarminJson.iso(end));
        body.put("wellnessEndTimeLocal", GarminJson.iso(calendar.wallClock(date.plusDays(1), end)));
        body.put("durationInMilliseconds", end - start);
        body.putNull("wellnessDescription");
        body.put("includesWellnessData", true);
        number(body, "minHeartRate", totals.heartRateMin());
        number(body, "maxHeartRate", totals.heartRateMax());
        number(body, "restingHeartRate", totals.restingHeartRate());
        body.put("source", "GARMIN");
        number(body, "averageStressLevel", totals.stressMean());
        number(body, "maxStressLevel", totals.stressMax());
        GarminJson.nulls(body, "lastSyncTimestampGMT", "averageSpo2", "lowestSpo2");
        return end(body);
    }

    /** What no reading told is null. */
    static void number(ObjectNode body, String name, int value) {
        if (value < 0) {
            body.putNull(name);
        } else {
            body.put(name, value);
        }
    }

    private static ObjectNode begin(GarminAccount account, LocalDate date) {
        return GarminJson.object()
                .put("userProfileId", account.number())
                .put("calendarDate", date.toString())
                .put("uuid", "00000000000000000000000000000000");
    }

    private static ObjectNode end(ObjectNode body) {
        body.set("rule", GarminJson.object().put("typeId", 2).put("typeKey", "private"));
        body.put("intensityMinutesGoal", 150).put("userFloorsAscendedGoal", 10);
        body.putArray("bodyBatteryActivityEventList");
        return GarminJson.nulls(body, NOT_KEPT)
                .put("includesActivityData", false)
                .put("includesCalorieConsumedData", false)
                .put("privacyProtected", false);
    }
}
