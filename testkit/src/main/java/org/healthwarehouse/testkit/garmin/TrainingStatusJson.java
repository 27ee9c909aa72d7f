package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The training of a range of dates: for each device a row for each date on which it was worn. */
final class TrainingStatusJson {
    private TrainingStatusJson() {}

    static ObjectNode of(GarminAccount account, List<LocalDate> dates, long now) {
        Map<GarminWatch, ArrayNode> rows = new TreeMap<>(java.util.Comparator.comparingLong(GarminWatch::serial));
        for (LocalDate date : dates) {
            for (GarminLoad load : account.diary().loads(date)) {
                if (load.watch().hasUploaded(load.time(), now)) {
                    rows.computeIfAbsent(load.watch(), watch -> GarminJson.array())
                            .add(row(date, load));
                }
            }
        }
        String first = dates.get(0).toString();
        String last = dates.get(dates.size() - 1).toString();
        ObjectNode report = GarminJson.object();
        ArrayNode devices = GarminJson.array();
        rows.forEach((watch, each) -> {
            report.set(Long.toString(watch.serial()), each);
            devices.add(device(watch));
        });
        ObjectNode payload = GarminJson.object()
                .put("userId", account.number())
                .put("fromCalendarDate", first)
                .put("toCalendarDate", last)
                .put("showSelector", rows.size() > 1);
        payload.set("recordedDevices", devices);
        payload.set("reportData", report);
        ObjectNode body = GarminJson.object();
        body.set(
                "vo2MaxWeeklyStatistics",
                wrapped("/metrics-service/metrics/maxmet/stats/daily", uptake(account, dates, now)));
        body.set("weeklyTrainingStatus", wrapped("/metrics-service/metrics/trainingstatus/weekly/user", payload));
        return body;
    }

    private static ObjectNode device(GarminWatch watch) {
        return GarminJson.object()
                .put("deviceId", watch.serial())
                .putNull("imageURL")
                .put("deviceName", watch.name())
                .put("category", 0);
    }

    private static ObjectNode uptake(GarminAccount account, List<LocalDate> dates, long now) {
        ArrayNode values = GarminJson.array();
        for (LocalDate date : dates) {
            account.diary().oxygenUptake(date).stream()
                    .filter(each -> each.watch().hasUploaded(each.time(), now))
                    .reduce((older, newer) -> newer)
                    .ifPresent(each -> values.add(GarminJson.object()
                            .put("value", (double) each.value())
                            .put("calendarDate", date.toString())));
        }
        ObjectNode byName = GarminJson.object();
        if (!values.isEmpty()) {
            byName.set("ACTIVITY_VO2_MAX", values);
        }
        ObjectNode metrics = GarminJson.object();
        metrics.set("metricsMap", byName);
        ObjectNode body = GarminJson.object()
                .put("userProfileId", account.number())
                .put("statisticsStartDate", dates.get(0).toString())
                .put("statisticsEndDate", dates.get(dates.size() - 1).toString());
        body.set("allMetrics", metrics);
        return body.putNull("groupedMetrics");
    }

    /** The service answers with what its own parts have answered to it. */
    private static ObjectNode wrapped(String address, ObjectNode payload) {
        ObjectNode body = GarminJson.object().put("requestUrl", address).put("statusCode", 200);
        body.set("headers", GarminJson.object());
        body.putNull("errorMessage");
        body.set("payload", payload);
        return body.put("successful", true);
    }

    private static ObjectNode row(LocalDate date, GarminLoad load) {
        ObjectNode acute = GarminJson.object()
                .put("acwrPercent", 42)
                .put("acwrStatus", "OPTIMAL")
                .put("acwrStatusFeedback", "FEEDBACK_2")
                .put("dailyTrainingLoadAcute", load.acute())
                .put("maxTrainingLoadChronic", 328.5)
                .put("minTrainingLoadChronic", 175.20000000000002)
                .put("dailyTrainingLoadChronic", load.chronic())
                .put("dailyAcuteChronicWorkloadRatio", load.ratio());
        ObjectNode body = GarminJson.object().put("calendarDate", date.toString());
        GarminJson.nulls(body, "sinceDate", "weeklyTrainingLoad")
                .put("trainingStatus", load.status())
                .put("timestamp", load.time())
                .put("deviceId", load.watch().serial());
        GarminJson.nulls(body, "loadTunnelMin", "loadTunnelMax", "loadLevelTrend")
                .put("sport", "RUNNING")
                .put("subSport", "GENERIC")
                .put("fitnessTrendSport", "RUNNING")
                .put("fitnessTrend", 2)
                .put("trainingStatusFeedbackPhrase", load.word() + "_2")
                .put("trainingPaused", false);
        body.set("acuteTrainingLoadDTO", acute);
        return body.put("primaryTrainingDevice", load.watch().primary());
    }
}
