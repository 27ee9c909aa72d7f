package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The weights of a range of dates, newest first, several a day. */
final class WeightJson {
    private static final String[] COMPOSITION = {"bmi", "bodyFat", "bodyWater", "boneMass", "muscleMass"};
    private static final String[] RATINGS = {"physiqueRating", "visceralFat", "metabolicAge"};

    private WeightJson() {}

    static ObjectNode of(GarminAccount account, List<LocalDate> dates, long now) {
        ArrayNode days = GarminJson.array();
        List<GarminWeighing> all = new ArrayList<>();
        for (LocalDate date : dates) {
            List<GarminWeighing> there = there(account, date, now);
            all.addAll(there);
            if (!there.isEmpty()) {
                days.insert(0, day(account, date, there));
            }
        }
        ObjectNode body = GarminJson.object();
        body.set("dailyWeightSummaries", days);
        body.set("totalAverage", average(dates, all));
        body.set("previousDateWeight", nothing());
        body.set("nextDateWeight", nothing());
        return body;
    }

    /** Newest first. */
    private static List<GarminWeighing> there(GarminAccount account, LocalDate date, long now) {
        List<GarminWeighing> there = new ArrayList<>(account.diary().weighings(date));
        there.removeIf(each -> !each.isThere(now));
        Collections.reverse(there);
        return there;
    }

    private static ObjectNode day(GarminAccount account, LocalDate date, List<GarminWeighing> there) {
        ArrayNode metrics = GarminJson.array();
        there.forEach(each -> metrics.add(weighing(account, each)));
        ObjectNode day = GarminJson.object()
                .put("summaryDate", date.toString())
                .put("numOfWeightEntries", there.size())
                .put(
                        "minWeight",
                        there.stream().mapToDouble(GarminWeighing::grams).min().orElseThrow())
                .put(
                        "maxWeight",
                        there.stream().mapToDouble(GarminWeighing::grams).max().orElseThrow());
        day.set("latestWeight", weighing(account, there.get(0)));
        day.set("allWeightMetrics", metrics);
        return day;
    }

    private static ObjectNode weighing(GarminAccount account, GarminWeighing each) {
        ObjectNode body = GarminJson.object()
                .put("samplePk", each.number())
                .put("date", account.diary().calendar().wallClock(each.date(), each.time()))
                .put("calendarDate", each.date().toString())
                .put("weight", (double) each.grams());
        if (each.manual()) {
            GarminJson.nulls(body, COMPOSITION);
        } else {
            body.put("bmi", each.massIndex()).put("bodyFat", each.fat()).put("bodyWater", each.water());
            body.put("boneMass", each.bone()).put("muscleMass", each.muscle());
        }
        return GarminJson.nulls(body, RATINGS)
                .put("sourceType", each.source())
                .put("timestampGMT", each.time())
                .putNull("weightDelta");
    }

    private static ObjectNode average(List<LocalDate> dates, List<GarminWeighing> all) {
        long day = 86_400_000;
        ObjectNode body = GarminJson.object();
        if (!dates.isEmpty()) {
            body.put("from", dates.get(0).toEpochDay() * day);
            body.put("until", (dates.get(dates.size() - 1).toEpochDay() + 1) * day - 1);
        }
        if (all.isEmpty()) {
            body.putNull("weight");
        } else {
            body.put(
                    "weight",
                    all.stream().mapToInt(GarminWeighing::grams).average().orElseThrow());
        }
        return GarminJson.nulls(GarminJson.nulls(body, COMPOSITION), RATINGS);
    }

    private static ObjectNode nothing() {
        ObjectNode body = GarminJson.nulls("samplePk", "date", "calendarDate", "weight");
        GarminJson.nulls(GarminJson.nulls(body, COMPOSITION), RATINGS);
        return GarminJson.nulls(body, "sourceType", "timestampGMT", "weightDelta");
    }
}
