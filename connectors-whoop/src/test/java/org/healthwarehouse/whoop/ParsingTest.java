package org.healthwarehouse.whoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers that are made for the purpose. */
class ParsingTest {
    private static final String UUID = "11111111-2222-4333-8444-555555555555";
    private static final String OTHER = "66666666-7777-4888-8999-000000000000";
    private static final String SLEEP = "\"id\": \"" + UUID + "\", \"cycle_id\": 12, \"nap\": false";

    @Test
    void aCycleWithoutAnEndIsOpenWhetherTheEndIsNullOrAbsent() throws Exception {
        for (String end : List.of("", ", \"end\": null")) {
            ParsedRecord cycle = Pages.listing(WhoopFeed.CYCLE, Pages.pending("\"id\": 5", end))
                    .only();
            assertThat(cycle.open()).isTrue();
            assertThat(cycle.end()).isEqualTo(cycle.start()).isEqualTo("2024-05-02T21:30:15.250Z");
            assertThat(cycle.attributes().text("score_state")).contains("pending");
        }
    }

    @Test
    void aScoredRecordWithAnEndIsClosed() throws Exception {
        ParsedRecord cycle = Pages.listing(WhoopFeed.CYCLE, Pages.scored("\"id\": 5", "{\"strain\": 9.5}"))
                .only();

        assertThat(cycle.open()).isFalse();
        assertThat(cycle.updatedAt()).contains(Instant.parse("2024-05-03T08:00:00Z"));
        assertThat(cycle.attributes().asMap())
                .containsOnlyKeys("strain", "score_state", "time_zone", "local_date", "vendor");
    }

    @Test
    void aStateThatIsNotKnownIsKeptAndNotOpen() throws Exception {
        String record = Pages.scored("\"id\": 5", "null").replace("SCORED", "HALF_SCORED");
        ParsedRecord cycle = Pages.listing(WhoopFeed.CYCLE, record).only();

        assertThat(cycle.open()).isFalse();
        assertThat(cycle.attributes().text("score_state")).contains("half_scored");
    }

    @Test
    void energyIsInKilocaloriesAndTimesAreInSeconds() throws Exception {
        assertThat(Pages.listing(WhoopFeed.CYCLE, Pages.scored("\"id\": 5", "{\"kilojoule\": 4184}"))
                        .only()
                        .attributes()
                        .number("energy"))
                .contains(1000.0);
        ParsedRecord sleep =
                Pages.listing(WhoopFeed.SLEEP, Pages.scored(SLEEP, """
                                {"stage_summary": {"total_light_sleep_time_milli": 1500,
                                 "total_slow_wave_sleep_time_milli": 2000, "total_rem_sleep_time_milli": 500},
                                 "sleep_needed": {"baseline_milli": 10000, "need_from_recent_nap_milli": -4000}}""")).only();
        assertThat(sleep.attributes().number("light")).contains(1.5);
        assertThat(sleep.attributes().number("asleep")).contains(4.0);
        assertThat(sleep.attributes().number("needed")).contains(6.0);
    }

    @Test
    void aSleepBelongsToTheLocalDateOnWhichItEndedAndACycleToThatOnWhichItBegan() throws Exception {
        assertThat(Pages.listing(WhoopFeed.SLEEP, Pages.scored(SLEEP, "{}"))
                        .only()
                        .attributes()
                        .text("local_date"))
                .contains("2024-05-03");
        ParsedRecord cycle =
                Pages.listing(WhoopFeed.CYCLE, Pages.scored("\"id\": 5", "{}")).only();
        assertThat(cycle.attributes().text("local_date")).contains("2024-05-02");
        assertThat(cycle.attributes().text("time_zone")).contains("+02:00");
    }

    @Test
    void anOffsetThatCannotBeReadIsKeptAsItCame() throws Exception {
        String record = Pages.scored("\"id\": 5", "{}").replace("+02:00", "somewhere");
        ParsedRecord cycle = Pages.listing(WhoopFeed.CYCLE, record).only();

        assertThat(cycle.attributes().text("time_zone")).isEmpty();
        assertThat(cycle.attributes().toJson()).contains("\"timezone_offset\":\"somewhere\"");
    }

    @Test
    void recordsAreFoundByTheSecondInWhichTheyBeganToo() throws Exception {
        assertThat(Pages.listing(WhoopFeed.SLEEP, Pages.scored(SLEEP, "{}"))
                        .only()
                        .keys())
                .containsExactlyInAnyOrder(RecordKey.uuid(UUID), new RecordKey("start", "2024-05-02T21:30:15Z"));
    }

    /** The store keeps them apart: their UUIDs contradict each other. */
    @Test
    void twoRecordsThatBeginInOneSecondShareTheirStart() throws Exception {
        Collected collected = Pages.listing(
                WhoopFeed.WORKOUT,
                Pages.scored("\"id\": \"" + UUID + "\"", "{}"),
                Pages.scored("\"id\": \"" + OTHER + "\"", "{}"));

        assertThat(collected.records)
                .hasSize(2)
                .allSatisfy(
                        record -> assertThat(record.keys()).contains(new RecordKey("start", "2024-05-02T21:30:15Z")));
        assertThat(RecordKey.contradict(
                        collected.records.get(0).keys(),
                        collected.records.get(1).keys()))
                .isTrue();
    }

    @Test
    void aRecoveryIsAtTheMomentAtWhichItWasMadeAndKnownByItsCycle() throws Exception {
        ParsedRecord recovery =
                Pages.listing(WhoopFeed.RECOVERY, """
                {"cycle_id": 12, "sleep_id": "%s", "user_id": 7, "created_at": "2024-05-03T07:00:00.000Z",
                 "updated_at": "2024-05-03T08:00:00.000Z", "score_state": "PENDING_SCORE"}""".formatted(UUID)).only();

        assertThat(recovery.keys()).containsExactlyInAnyOrder(new RecordKey("id", "12"), new RecordKey("sleep", UUID));
        assertThat(recovery.start()).isEqualTo(recovery.end()).isEqualTo("2024-05-03T07:00:00Z");
        assertThat(recovery.open()).isTrue();
        assertThat(recovery.attributes().asMap())
                .isEqualTo(Map.of("cycle_id", "12", "sleep_id", UUID, "score_state", "pending"));
    }

    @Test
    void whatNobodyKnowsIsKeptInTheVendorsWordsButNotWhoseItIs() throws Exception {
        ParsedRecord cycle = Pages.listing(
                        WhoopFeed.CYCLE, Pages.scored("\"id\": 5, \"step_count\": 8123", "{\"mood\": {\"level\": 3}}"))
                .only();

        assertThat(cycle.attributes().asMap().get("vendor"))
                .isEqualTo(Map.of(
                        "created_at",
                        "2024-05-03T07:00:00.000Z",
                        "step_count",
                        8123L,
                        "score",
                        Map.of("mood", Map.of("level", 3L))));
    }

    @Test
    void theSingularOfVersionOneIsUnderstoodToo() throws Exception {
        String zones = """
                {"zone_duration": {"zone_zero_milli": 1000, "zone_one_milli": 2000, "zone_two_milli": 3000,
                 "zone_three_milli": 4000, "zone_four_milli": 5000, "zone_five_milli": 6000}}""";
        assertThat(Pages.listing(WhoopFeed.WORKOUT, Pages.scored("\"id\": 88", zones))
                        .only()
                        .attributes()
                        .asMap()
                        .get("zone_durations"))
                .isEqualTo(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
    }

    @Test
    void zonesThatAreNotAllThereStayWhereTheyWere() throws Exception {
        ParsedRecord workout = Pages.listing(
                        WhoopFeed.WORKOUT,
                        Pages.scored("\"id\": \"" + UUID + "\"", "{\"zone_durations\": {\"zone_one_milli\": 2000}}"))
                .only();

        assertThat(workout.attributes().asMap()).doesNotContainKey("zone_durations");
        assertThat(workout.attributes().toJson()).contains("\"zone_one_milli\":2000");
    }

    @Test
    void theNameOfASportBecomesAType() throws Exception {
        ParsedRecord workout = Pages.listing(
                        WhoopFeed.WORKOUT,
                        Pages.scored("\"id\": \"" + UUID + "\", \"sport_name\": \"hiking/rucking\"", "{}"))
                .only();

        assertThat(workout.attributes().text("workout_type")).contains("hiking_rucking");
        assertThat(workout.attributes().text("name")).contains("hiking/rucking");
        assertThat(workout.attributes().number("duration")).contains(8.5 * 3600 - 15.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"next_token\": null", ", \"next_token\": \"\""})
    void thereIsNoFurtherPageWithoutAToken(String token) throws Exception {
        Collected page = Pages.parse(Pages.window(WhoopFeed.CYCLE), 200, "{\"records\": []" + token + "}");

        assertThat(page.tokens).isEmpty();
        assertThat(page.claims).containsExactly(Claim.complete(DataTypes.CYCLE, Pages.MONTH));
    }

    @Test
    void aTokenLeadsToTheNextPage() throws Exception {
        assertThat(Pages.parse(Pages.window(WhoopFeed.CYCLE), 200, "{\"records\": [], \"next_token\": \"a/b+c=\"}")
                        .tokens)
                .containsExactly(new PageToken("a/b+c="));
    }

    @Test
    void aRecordThatCannotBeReadDoesNotTakeTheOthersWithIt() throws Exception {
        Collected page = Pages.listing(
                WhoopFeed.SLEEP,
                Pages.scored(SLEEP, "{}"),
                Pages.scored("\"cycle_id\": 12", "{}"),
                Pages.scored(SLEEP, "{}").replace("2024-05-03T06", "2024-05-01T06"),
                Pages.scored(SLEEP, "{\"respiratory_rate\": \"secret-16\"}"));

        assertThat(page.records).hasSize(1);
        assertThat(page.problems).hasSize(3);
        assertThat(page.problems).extracting(problem -> problem.type()).containsOnly(Optional.of(DataTypes.SLEEP));
        assertThat(page.problems.toString())
                .contains("record 2, field id", "record 4, field score, field respiratory_rate")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"records\": {}}",
                "{\"records\": [3]}",
                "{\"records\": [{\"id\": 5}]}",
                "{\"records\": [",
                "null",
                "",
                "<html></html>"
            })
    void aPageOfWhichNothingCanBeReadIsMalformed(String body) {
        assertThatThrownBy(() -> Pages.parse(Pages.window(WhoopFeed.CYCLE), 200, body))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void whoHasNoMeasuresHasAnEmptyCurrentValue() throws Exception {
        Collected none = Pages.parse(Pages.current(WhoopFeed.BODY_MEASUREMENT), 404, "{}");

        assertThat(none.records).isEmpty();
        assertThat(none.claims).containsExactly(Claim.current(DataTypes.BODY_MEASUREMENT));
        assertThat(none.deleted).hasSize(1);
        assertThatThrownBy(() -> Pages.parse(Pages.current(WhoopFeed.PROFILE), 404, "{}"))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void whatIsAskedForByIdAndNotThereIsGoneUnlessOnlyItsSleepIs() throws Exception {
        RecordKey cycle = new RecordKey("id", "12");
        assertThat(Pages.parse(byId(WhoopFeed.RECOVERY, cycle), 404, "{}").deleted)
                .containsExactly(new Collected.Gone(DataTypes.RECOVERY, cycle));
        assertThat(Pages.parse(byId(WhoopFeed.RECOVERY, new RecordKey("sleep", UUID)), 404, "{}").deleted)
                .isEmpty();
        assertThat(Pages.parse(byId(WhoopFeed.SLEEP, RecordKey.uuid(UUID)), 404, "{}").deleted)
                .containsExactly(new Collected.Gone(DataTypes.SLEEP, RecordKey.uuid(UUID)));
    }

    @Test
    void aSingleRecordClaimsNothing() throws Exception {
        Collected one = Pages.parse(byId(WhoopFeed.SLEEP, RecordKey.uuid(UUID)), 200, Pages.scored(SLEEP, "{}"));

        assertThat(one.only().type()).isEqualTo(DataTypes.SLEEP);
        assertThat(one.claims).isEmpty();
    }

    private static FetchRequest byId(WhoopFeed feed, RecordKey key) {
        return new FetchRequest.ById(UserId.LOCAL, feed.id(), feed.type(), key);
    }
}
