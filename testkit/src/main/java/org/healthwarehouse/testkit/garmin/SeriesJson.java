package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.testkit.garmin.GarminReading.Kind;

/** The heart rate and the stress of a date; of one that was put away the totals alone. */
final class SeriesJson {
    private SeriesJson() {}

    /** Of a date of which nothing has come, without totals and values. */
    static ObjectNode heartRate(GarminAccount account, LocalDate date, boolean away, long now) {
        ObjectNode body = begin(account, date);
        Optional<GarminTotals> totals = GarminTotals.of(account.diary(), date, now);
        if (totals.isEmpty()) {
            GarminJson.nulls(body, "maxHeartRate", "minHeartRate", "restingHeartRate");
            return GarminJson.nulls(body, "heartRateValueDescriptors", "heartRateValues");
        }
        SummaryJson.number(body, "maxHeartRate", totals.get().heartRateMax());
        SummaryJson.number(body, "minHeartRate", totals.get().heartRateMin());
        SummaryJson.number(body, "restingHeartRate", totals.get().restingHeartRate());
        body.set("heartRateValueDescriptors", columns("heartrate"));
        body.set("heartRateValues", values(account, date, Kind.HEART_RATE, away, now));
        return body;
    }

    /** Of a date of which nothing has come, null. */
    static JsonNode stress(GarminAccount account, LocalDate date, boolean away, long now) {
        Optional<GarminTotals> totals = GarminTotals.of(account.diary(), date, now);
        if (totals.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode body = begin(account, date);
        SummaryJson.number(body, "maxStressLevel", totals.get().stressMax());
        SummaryJson.number(body, "avgStressLevel", totals.get().stressMean());
        body.put("stressChartValueOffset", 1).put("stressChartYAxisOrigin", -1);
        body.set("stressValueDescriptorsDTOList", columns("stressLevel"));
        body.set("stressValuesArray", values(account, date, Kind.STRESS, away, now));
        body.putArray("bodyBatteryValueDescriptorsDTOList");
        body.putArray("bodyBatteryValuesArray");
        return body;
    }

    private static ObjectNode begin(GarminAccount account, LocalDate date) {
        GarminCalendar calendar = account.diary().calendar();
        long start = calendar.start(date);
        long end = calendar.end(date);
        return GarminJson.object()
                .put("userProfilePK", account.number())
                .put("calendarDate", date.toString())
                .put("startTimestampGMT", GarminJson.iso(start))
                .put("endTimestampGMT", GarminJson.iso(end))
                .put("startTimestampLocal", GarminJson.iso(calendar.wallClock(date, start)))
                .put("endTimestampLocal", GarminJson.iso(calendar.wallClock(date.plusDays(1), end)));
    }

    private static ArrayNode columns(String value) {
        return GarminJson.array()
                .add(GarminJson.object().put("key", "timestamp").put("index", 0))
                .add(GarminJson.object().put("key", value).put("index", 1));
    }

    private static ArrayNode values(GarminAccount account, LocalDate date, Kind kind, boolean away, long now) {
        List<GarminReading> readings = away ? List.of() : account.diary().readings(date);
        ArrayNode values = GarminJson.array();
        readings.stream()
                .filter(each -> each.kind() == kind && each.watch().hasUploaded(each.time(), now))
                .forEach(each -> values.add(GarminJson.array().add(each.time()).add(each.value())));
        return values;
    }
}
