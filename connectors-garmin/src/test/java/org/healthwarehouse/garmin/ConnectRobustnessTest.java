package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.MalformedResponseException;

/** Whatever a body holds, nothing but a refusal is thrown, and memory goes by what really came. */
class ConnectRobustnessTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TO_BEGIN_WITH = 400_000;
    private static final long PER_BYTE = 600;

    private static final List<String> ENDPOINTS = List.of(
            "summary",
            "heart-rate",
            "stress",
            "body-battery",
            "respiration",
            "spo2",
            "floors",
            "steps-chart",
            "steps",
            "steps-weeks",
            "stress-days",
            "intensity",
            "hydration",
            "sleep-score",
            "sleep",
            "hrv",
            "hrv-night",
            "resting-heart-rate",
            "weight",
            "weight-day",
            "readiness",
            "training-status",
            "training-status-day",
            "vo2max",
            "endurance",
            "hill",
            "race-predictions",
            "fitness-age",
            "activities",
            "activity",
            "activity-details",
            "activity-statistics",
            "splits",
            "weather",
            "zones",
            "profile",
            "social-profile");

    private static final List<String> BODIES = List.of("""
            {"calendarDate":"2026-03-01","startTimestampGMT":"2026-03-01T05:00:00.0","endTimestampGMT":
            "2026-03-02T05:00:00.0","restingHeartRate":50,"heartRateValueDescriptors":[{"key":"timestamp","index":0},
            {"key":"heartrate","index":1}],"heartRateValues":[[1772341200000,61],[1772341320000,null]],
            "stressValuesArray":[[1772341200000,-1]],"bodyBatteryValuesArray":[[1772341200000,"MODELED",5,2.0]],
            "floorValuesArray":[["2026-03-01T05:00:00.0","2026-03-01T05:15:00.0",1,2]],
            "respirationValuesArray":[[1772341200000,14.0]],"spO2HourlyAverages":[[1772341200000,93]]}""", """
            {"dailySleepDTO":{"calendarDate":"2026-03-01","sleepStartTimestampGMT":1772341200000,
            "sleepEndTimestampGMT":1772345700000,"sleepEndTimestampLocal":1772327700000,"deepSleepSeconds":900,
            "sleepScores":{"overall":{"value":83}}},"sleepLevels":[{"startGMT":"2026-03-01T05:00:00.0",
            "endGMT":"2026-03-01T05:15:00.0","activityLevel":0.0}],"hrvSummaries":[{"calendarDate":"2026-03-01",
            "lastNightAvg":42}],"hrvReadings":[{"hrvValue":44,"readingTimeGMT":"2026-03-01T06:44:41.0"}]}""", """
            [{"calendarDate":"2026-03-01","timestamp":"2026-03-01T05:00:00.0","score":50,"value":3,"deviceId":34,
            "activityId":11,"startTimeGMT":"2026-03-01 05:00:00","startLocal":"2026-03-01T06:00:00","duration":600.5,"totalSteps":7,
            "startGMT":"2026-03-01T05:00:00.0","endGMT":"2026-03-01T05:15:00.0","steps":5,"overallScore":7,
            "generic":{"calendarDate":"2026-03-01","vo2MaxValue":45.0},"zone1Floor":130}]""", """
            {"dailyWeightSummaries":[{"allWeightMetrics":[{"timestampGMT":1772341200000,"weight":59500.0}]}],
            "weekly":{"payload":{"reportData":{"34":[{"calendarDate":"2026-03-01","timestamp":1772341200000,
            "deviceId":34,"trainingStatus":7,"acuteTrainingLoadDTO":{"dailyTrainingLoadAcute":77}}]}}},
            "activityId":11,"startTimeGMT":"2026-03-01T05:00:00.0","elapsedDuration":1e300,"issueDate":1772341200000,
            "temp":54,"lapDTOs":[{"startTimeGMT":"2026-03-01T05:00:00.0","duration":300}],
            "metricDescriptors":[{"metricsIndex":0,"key":"directTimestamp"},{"metricsIndex":1,"key":"directLatitude"},
            {"metricsIndex":2,"key":"directLongitude"}],"activityDetailMetrics":[{"metrics":[1772341200000,46.0,7.0]}]}""");

    private static void read(String endpoint, byte[] body) {
        try {
            var unused = Gathered.connect(endpoint, body, new Gathered());
        } catch (MalformedResponseException e) {
            assertThat(e.position()).isNotBlank();
        }
    }

    @Property(tries = 800)
    void aDamagedBodyIsReadOrRefused(
            @ForAll @IntRange(max = 3) int which,
            @ForAll @Size(max = 6) List<@IntRange(max = 100_000) Integer> places,
            @ForAll @IntRange(min = 32, max = 126) int replacement,
            @ForAll @IntRange(max = 100_000) int length,
            @ForAll boolean cut) {
        byte[] body = BODIES.get(which).getBytes(UTF_8);
        places.forEach(place -> body[place % body.length] = (byte) replacement);
        byte[] damaged = cut ? Arrays.copyOf(body, length % body.length) : body;
        ENDPOINTS.forEach(endpoint -> read(endpoint, damaged));
    }

    @Property(tries = 300)
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        ENDPOINTS.forEach(endpoint -> read(endpoint, bytes));
    }

    @Example
    void whatIsAllocatedIsBoundedByTheLengthOfTheInput() {
        for (String unit :
                List.of("[", "{\"a\":", "[1772341200000,61],", "{},", "[],", "\"a\",", "9", "null,", "1e9,")) {
            byte[] body = ("{\"heartRateValues\":[" + unit.repeat(200_000 / unit.length())).getBytes(UTF_8);
            assertThat(allocated("heart-rate", body)).as(unit).isLessThan(TO_BEGIN_WITH + PER_BYTE * body.length);
            byte[] list = ("[" + unit.repeat(200_000 / unit.length())).getBytes(UTF_8);
            assertThat(allocated("activities", list)).as(unit).isLessThan(TO_BEGIN_WITH + PER_BYTE * list.length);
        }
        BODIES.forEach(body -> ENDPOINTS.forEach(endpoint -> assertThat(allocated(endpoint, body.getBytes(UTF_8)))
                .as(endpoint)
                .isLessThan(TO_BEGIN_WITH + PER_BYTE * body.length())));
    }

    private static long allocated(String endpoint, byte[] body) {
        read(endpoint, body);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(endpoint, body);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
