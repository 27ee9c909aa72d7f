package org.healthwarehouse.whoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

/** Reads the vendor's own examples, value by value, where they are at hand. */
class RecordingsTest {
    private static final Instant START = Instant.parse("2022-04-24T02:25:44.774Z");
    private static final Instant END = Instant.parse("2022-04-24T10:25:44.774Z");
    private static final RecordKey BY_START = new RecordKey("start", "2022-04-24T02:25:44Z");
    private static final RecordKey UUID = RecordKey.uuid("ecfc6a15-4661-442f-a9a4-f160dd7afae8");
    private static final String CREATED = "2022-04-24T11:25:44.774Z";

    @Test
    void everyFieldOfTheCycleIsRead() throws Exception {
        ParsedRecord cycle = both(WhoopFeed.CYCLE, new RecordKey("id", "93845"));

        assertThat(cycle.keys()).containsExactlyInAnyOrder(new RecordKey("id", "93845"), BY_START);
        assertInterval(cycle);
        assertThat(cycle.attributes().number("energy").orElseThrow()).isCloseTo(1980.950, within(0.001));
        assertThat(cycle.attributes().with("energy", "").asMap())
                .isEqualTo(Map.of(
                        "strain",
                        5.2951527,
                        "energy",
                        "",
                        "heart_rate_mean",
                        68.0,
                        "heart_rate_max",
                        141.0,
                        "score_state",
                        "scored",
                        "local_date",
                        "2022-04-23",
                        "time_zone",
                        "-05:00",
                        "vendor",
                        Map.of("created_at", CREATED)));
    }

    @Test
    void everyFieldOfTheRecoveryIsRead() throws Exception {
        String sleep = "123e4567-e89b-12d3-a456-426614174000";
        ParsedRecord recovery = both(WhoopFeed.RECOVERY, new RecordKey("id", "93845"));

        assertThat(recovery.keys())
                .containsExactlyInAnyOrder(new RecordKey("id", "93845"), new RecordKey("sleep", sleep));
        assertThat(recovery.start()).isEqualTo(recovery.end()).isEqualTo(CREATED);
        assertThat(recovery.updatedAt()).contains(Instant.parse("2022-04-24T14:25:44.774Z"));
        assertThat(recovery.open()).isFalse();
        assertThat(recovery.attributes().asMap())
                .isEqualTo(Map.of(
                        "calibrating", false,
                        "score", 44.0,
                        "resting_heart_rate", 64.0,
                        "hrv_rmssd", 31.813562,
                        "spo2", 95.6875,
                        "skin_temperature", 33.7,
                        "score_state", "scored",
                        "cycle_id", "93845",
                        "sleep_id", sleep));
    }

    @Test
    void everyFieldOfTheSleepIsRead() throws Exception {
        ParsedRecord sleep = both(WhoopFeed.SLEEP, UUID);

        assertThat(sleep.keys()).containsExactlyInAnyOrder(UUID, BY_START);
        assertInterval(sleep);
        assertThat(sleep.attributes().number("asleep").orElseThrow()).isCloseTo(27415.794, within(1e-9));
        assertThat(sleep.attributes().number("needed").orElseThrow()).isCloseTo(27944.229, within(1e-9));
        Map<String, Object> needed = Map.of(
                "baseline_milli", 27395716L,
                "need_from_sleep_debt_milli", 352230L,
                "need_from_recent_strain_milli", 208595L,
                "need_from_recent_nap_milli", -12312L);
        Map<String, Object> vendor = Map.of(
                "created_at",
                CREATED,
                "v1_id",
                93845L,
                "score",
                Map.of("sleep_needed", needed, "stage_summary", Map.of("total_no_data_time_milli", 0L)));
        assertThat(sleep.attributes().asMap())
                .containsOnlyKeys(
                        "nap",
                        "time_in_bed",
                        "asleep",
                        "awake",
                        "light",
                        "deep",
                        "rem",
                        "awakenings",
                        "efficiency",
                        "score",
                        "respiratory_rate",
                        "local_date",
                        "time_zone",
                        "vendor",
                        "score_state",
                        "cycle_id",
                        "sleep_cycles",
                        "needed",
                        "consistency")
                .containsAllEntriesOf(Map.of(
                        "nap", false,
                        "time_in_bed", 30272.735,
                        "awake", 1403.507,
                        "light", 14905.851,
                        "deep", 6630.370,
                        "rem", 5879.573,
                        "awakenings", 12L,
                        "sleep_cycles", 3L,
                        "score", 98.0,
                        "consistency", 90.0))
                .containsAllEntriesOf(Map.of(
                        "efficiency", 91.69533848,
                        "respiratory_rate", 16.11328125,
                        "local_date", "2022-04-24",
                        "time_zone", "-05:00",
                        "score_state", "scored",
                        "cycle_id", "93845",
                        "vendor", vendor));
    }

    @Test
    void everyFieldOfTheWorkoutIsRead() throws Exception {
        ParsedRecord workout = both(WhoopFeed.WORKOUT, UUID);

        assertThat(workout.keys()).containsExactlyInAnyOrder(UUID, BY_START);
        assertInterval(workout);
        assertThat(workout.attributes().number("active_energy").orElseThrow()).isCloseTo(375.081, within(0.001));
        assertThat(workout.attributes().asMap())
                .hasSize(16)
                .containsAllEntriesOf(Map.of(
                        "workout_type", "running",
                        "name", "running",
                        "duration", 28800.0,
                        "distance", 1772.77035916,
                        "heart_rate_mean", 123.0,
                        "heart_rate_max", 146.0,
                        "elevation_ascended", 46.64384460449,
                        "elevation_change", -0.781372010707855,
                        "recorded", 100.0,
                        "strain", 8.2463))
                .containsAllEntriesOf(Map.of(
                        "zone_durations", List.of(300.0, 600.0, 900.0, 900.0, 600.0, 300.0),
                        "time_zone", "-05:00",
                        "local_date", "2022-04-23",
                        "score_state", "scored",
                        "vendor", Map.of("created_at", CREATED, "v1_id", 1043L, "sport_id", 1L)));
    }

    @Test
    void theProfileAndTheBodyAreRead() throws Exception {
        assertThat(Pages.parse(Pages.current(WhoopFeed.PROFILE), 200, recording("profile_basic.json"))
                        .only()
                        .attributes()
                        .asMap())
                .isEqualTo(Map.of(
                        "vendor_user_id",
                        "10129",
                        "email",
                        "jsmith123@whoop.com",
                        "first_name",
                        "John",
                        "last_name",
                        "Smith"));
        assertThat(Pages.parse(Pages.current(WhoopFeed.BODY_MEASUREMENT), 200, recording("body_measurement.json"))
                        .only()
                        .attributes()
                        .asMap())
                .isEqualTo(Map.of("height", 1.8288, "mass", 90.7185, "heart_rate_max", 200.0));
    }

    /** The record by itself and as the one on a page must be read alike. */
    private static ParsedRecord both(WhoopFeed feed, RecordKey key) throws Exception {
        String name = feed.id().value();
        Collected page = Pages.parse(Pages.window(feed), 200, recording(name + "_collection.json"));
        assertThat(page.tokens).containsExactly(new PageToken("MTIzOjEyMzEyMw"));
        FetchRequest one = new FetchRequest.ById(UserId.LOCAL, feed.id(), feed.type(), key);
        assertThat(Pages.parse(one, 200, recording(name + ".json")).only()).isEqualTo(page.only());
        return page.only();
    }

    private static void assertInterval(ParsedRecord record) {
        assertThat(record.start()).isEqualTo(START);
        assertThat(record.end()).isEqualTo(END);
        assertThat(record.updatedAt()).contains(Instant.parse("2022-04-24T14:25:44.774Z"));
        assertThat(record.open()).isFalse();
    }

    static String recording(String name) throws Exception {
        String folder = System.getProperty("healthwarehouse.recordings", "");
        assumeTrue(!folder.isBlank(), "no folder of recordings was given (healthwarehouse.recordings)");
        Path file = Path.of(folder, "whoop", "api_examples", name);
        assumeTrue(Files.isRegularFile(file), "the folder of recordings has no whoop/api_examples/" + name);
        return Files.readString(file, UTF_8);
    }
}
