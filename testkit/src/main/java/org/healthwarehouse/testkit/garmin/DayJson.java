package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the service tells of readiness, variability and oxygen uptake, date by date. */
final class DayJson {
    private DayJson() {}

    /** Several a day, newest first. */
    static ArrayNode readiness(GarminAccount account, LocalDate date, long now) {
        ArrayNode body = GarminJson.array();
        for (GarminSnapshot each : account.diary().snapshots(date)) {
            if (each.watch().hasUploaded(each.time(), now)) {
                body.insert(0, snapshot(account, date, each));
            }
        }
        return body;
    }

    private static ObjectNode snapshot(GarminAccount account, LocalDate date, GarminSnapshot each) {
        long wall = account.diary().calendar().wallClock(date, each.time());
        ObjectNode body = GarminJson.object()
                .put("userProfilePK", account.number())
                .put("calendarDate", date.toString())
                .put("timestamp", GarminJson.iso(each.time()))
                .put("timestampLocal", GarminJson.iso(wall))
                .put("deviceId", each.watch().serial())
                .put("level", each.level())
                .put("feedbackLong", "MOD_RT_MOD_SS_GOOD")
                .put("feedbackShort", "RECOVERY_IN_PROGRESS")
                .put("score", each.score())
                .put("sleepScore", 80)
                .put("sleepScoreFactorPercent", 76)
                .put("sleepScoreFactorFeedback", "GOOD")
                .put("recoveryTime", each.recoveryMinutes())
                .put("recoveryTimeFactorPercent", 45)
                .put("recoveryTimeFactorFeedback", "MODERATE")
                .put("acwrFactorPercent", 70)
                .put("acwrFactorFeedback", "GOOD")
                .put("acuteLoad", each.load())
                .put("hrvFactorPercent", 99)
                .put("hrvFactorFeedback", "GOOD")
                .put("hrvWeeklyAverage", 42)
                .put("validSleep", true)
                .put("inputContext", each.context())
                .put("primaryActivityTracker", each.watch().primary());
        body.put("stressHistoryFactorPercent", 84).put("stressHistoryFactorFeedback", "GOOD");
        body.put("sleepHistoryFactorPercent", 80).put("sleepHistoryFactorFeedback", "GOOD");
        GarminJson.nulls(
                body, "recoveryTimeChangePhrase", "sleepHistoryFactorFeedbackPhrase", "hrvFactorFeedbackPhrase");
        GarminJson.nulls(body, "stressHistoryFactorFeedbackPhrase", "acwrFactorFeedbackPhrase");
        return GarminJson.nulls(body, "recoveryTimeFactorFeedbackPhrase", "sleepScoreFactorFeedbackPhrase");
    }

    /** Empty if no night of them has come. */
    static Optional<ObjectNode> variability(GarminAccount account, List<LocalDate> dates, long now) {
        ArrayNode summaries = GarminJson.array();
        for (LocalDate date : dates) {
            account.diary()
                    .night(date)
                    .filter(night -> night.watch().hasUploaded(night.hrv().time(), now))
                    .ifPresent(night -> summaries.add(variability(date, night.hrv())));
        }
        ObjectNode body = GarminJson.object();
        body.set("hrvSummaries", summaries);
        body.put("userProfilePk", account.number());
        return summaries.isEmpty() ? Optional.empty() : Optional.of(body);
    }

    private static ObjectNode variability(LocalDate date, GarminNight.Hrv hrv) {
        ObjectNode baseline = GarminJson.object()
                .put("lowUpper", hrv.low())
                .put("balancedLow", hrv.from())
                .put("balancedUpper", hrv.to())
                .put("markerValue", 0.42855835);
        ObjectNode body = GarminJson.object()
                .put("calendarDate", date.toString())
                .put("weeklyAvg", hrv.week())
                .put("lastNightAvg", hrv.night())
                .put("lastNight5MinHigh", hrv.high());
        body.set("baseline", baseline);
        String status = List.of("NONE", "POOR", "LOW", "UNBALANCED", "BALANCED").get(hrv.status());
        return body.put("status", status)
                .put("feedbackPhrase", "HRV_" + status + "_8")
                .put("createTimeStamp", GarminJson.iso(hrv.time()));
    }

    /** The newest of each date. */
    static ArrayNode oxygenUptake(GarminAccount account, List<LocalDate> dates, long now) {
        ArrayNode body = GarminJson.array();
        for (LocalDate date : dates) {
            account.diary().oxygenUptake(date).stream()
                    .filter(each -> each.watch().hasUploaded(each.time(), now))
                    .reduce((older, newer) -> newer)
                    .ifPresent(each -> body.add(oxygenUptake(account, date, each.value())));
        }
        return body;
    }

    private static ObjectNode oxygenUptake(GarminAccount account, LocalDate date, int value) {
        ObjectNode generic = GarminJson.object()
                .put("calendarDate", date.toString())
                .put("vo2MaxPreciseValue", (double) value)
                .put("vo2MaxValue", (double) value);
        GarminJson.nulls(generic, "fitnessAge", "fitnessAgeDescription").put("maxMetCategory", 0);
        ObjectNode body = GarminJson.object().put("userId", account.number());
        body.set("generic", generic);
        return GarminJson.nulls(body, "cycling", "heatAltitudeAcclimation");
    }
}
