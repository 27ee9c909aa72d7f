package org.healthwarehouse.testkit.garmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No answer has a field that no recorded one has, nor a value of another kind. */
class GarminShapesTest {
    private final GarminSimulator service = GarminSimulator.seeded(5)
            .clock(new ManualClock(Instant.parse("2026-06-15T12:00:00Z")))
            .account("runner-1")
            .build();

    @ParameterizedTest
    @CsvSource({
        "summary/usersummary-daily-2025-06-14, /usersummary-service/usersummary/daily/runner-1?calendarDate=2026-06-10",
        "readiness/trainingreadiness-2025-07-07, /metrics-service/metrics/trainingreadiness/2026-06-10",
        "hrv/hrv-daily-2023-07-01_2023-07-20, /hrv-service/hrv/daily/2026-05-16/2026-06-12",
        "weight/weight-range-2025-06-01_2025-06-15, /weight-service/weight/range/2026-05-16/2026-06-12",
        "empty/weight-range-2019-12-18_2020-01-01, /weight-service/weight/range/2010-05-16/2010-06-12",
        "trainingstatus/trainingstatus-weekly-2025-05-21_2025-06-11,"
                + " /mobile-gateway/usersummary/trainingstatus/weekly/2025-06-15/2026-06-12",
        "activities/activities-search-limit3, /activitylist-service/activities/search/activities?endDate=2026-06-12",
        "day-2023-07-01/dailyHeartRate, /wellness-service/wellness/dailyHeartRate/runner-1?date=2026-06-10",
        "day-2023-07-01/dailyStress, /wellness-service/wellness/dailyStress/2026-06-10",
        "profile/user-settings, /userprofile-service/userprofile/user-settings",
        "profile/socialProfile, /userprofile-service/socialProfile",
        "profile/heartRateZones, /biometric-service/heartRateZones"
    })
    void everyFieldWasRecorded(String recording, String path) throws Exception {
        String folder = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!folder.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path file = Path.of(folder, "garmin", "connect-json", recording + ".json");
        assumeTrue(Files.isRegularFile(file), "the folder of recordings has no " + recording);

        Map<String, String> recorded = fields(new ObjectMapper().readTree(Files.readAllBytes(file)));
        Map<String, String> answered = fields(new GarminCaller(service, "runner-1").json(path));

        assertThat(recorded.keySet()).containsAll(answered.keySet());
        answered.forEach((name, kind) -> {
            String known = recorded.getOrDefault(name, "NULL");
            if (!kind.equals("NULL") && !known.equals("NULL")) {
                assertThat(kind).as(name).isEqualTo(known);
            }
        });
    }

    /** Where a value is, and of what kind; numbers of devices are all the same. */
    private static Map<String, String> fields(JsonNode body) {
        Map<String, String> fields = new TreeMap<>();
        add("", body, fields);
        return fields;
    }

    private static void add(String at, JsonNode node, Map<String, String> fields) {
        if (!node.isNull() || !fields.containsKey(at)) {
            fields.put(at, node.getNodeType().name());
        }
        node.properties()
                .forEach(field -> add(
                        at + "." + (field.getKey().matches("\\d+") ? "*" : field.getKey()), field.getValue(), fields));
        if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            node.forEach(each -> add(at + "[]", each, fields));
        }
    }
}
