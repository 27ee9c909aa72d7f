package org.healthwarehouse.fulcra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;

/** Whatever the bytes are, a parser reads them or says that they are malformed; it never fails in another way. */
class MalformedPagesTest {
    private static final String CATALOGUE = "catalogue";
    private static final Map<String, String> VALID = Map.of(
            "metric_samples/HeartRate",
            Pages.array(
                    Pages.sample("a", "08:00:00.125", "08:00:01", "70.5", "\"count/min\""),
                    Pages.sample(
                            "b", "09:00:00", "09:00:00", "-7e1", "\"bpm\"", "\"extras\": {\"a\": [1, \"é\", null]}")),
            "metric_samples/BloodOxygenSaturation",
            Pages.array(Pages.sample("a", "08:00:00.125", "08:00:01", "0.97", "\"%\"")),
            "metric_samples/SleepStage",
            Pages.array(Pages.sample("a", "08:00:00.125", "08:00:01", "3", "null")),
            "metric_samples/NewThing?column=new_thing&kind=cumulative&unit=things",
            Pages.array(Pages.sample("a", "08:00:00.125", "08:00:01", "3", "\"things\"")),
            "apple_workouts",
            WorkoutParsingTest.RUN,
            "apple_location_updates",
            LocationParsingTest.FIX,
            CATALOGUE,
            "[{\"name\": \"HeartRate\", \"description\": \"d\", \"unit\": \"bpm\", \"is_time_series\": true,"
                    + " \"metric_kind\": \"discrete\", \"value_column\": \"heart_rate\"}]");

    @Property(tries = 1_000)
    void cutPages(@ForAll("feeds") String feed, @ForAll @IntRange(max = 5_000) int length) {
        byte[] bytes = valid(feed);
        read(feed, Arrays.copyOf(bytes, Math.min(length, bytes.length - 1)), true);
    }

    @Property(tries = 4_000)
    void changedBytes(
            @ForAll("feeds") String feed,
            @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 5_000) Integer> positions,
            @ForAll byte replacement) {
        byte[] bytes = valid(feed);
        positions.forEach(position -> bytes[position % bytes.length] = replacement);
        read(feed, bytes, false);
    }

    @Property(tries = 4_000)
    void changedCharacters(
            @ForAll("feeds") String feed,
            @ForAll @IntRange(max = 5_000) int position,
            @ForAll("meaningful") String replacement) {
        String text = new String(valid(feed), UTF_8);
        int at = position % text.length();
        read(feed, (text.substring(0, at) + replacement + text.substring(at + 1)).getBytes(UTF_8), false);
    }

    @Property(tries = 1_000)
    void anyBytes(@ForAll("feeds") String feed, @ForAll byte[] bytes) {
        read(feed, bytes, false);
    }

    @Property(tries = 200)
    void anyFeedName(@ForAll String name) {
        String feed = "metric_samples/" + name.substring(0, Math.min(100, name.length()));
        read(feed, valid("metric_samples/HeartRate"), false);
    }

    private static void read(String feed, byte[] bytes, boolean mustFail) {
        try {
            if (feed.equals(CATALOGUE)) {
                CatalogueEntry.readAll(RawBody.of(bytes));
            } else {
                Pages.parse(feed, bytes);
            }
            assertThat(mustFail).isFalse();
        } catch (MalformedResponseException e) {
            assertThat(e.position()).isNotBlank();
        }
    }

    private static byte[] valid(String feed) {
        return VALID.getOrDefault(feed, "").strip().getBytes(UTF_8);
    }

    @Provide
    Arbitrary<String> feeds() {
        return Arbitraries.of(VALID.keySet().stream().sorted().toList());
    }

    @Provide
    Arbitrary<String> meaningful() {
        return Arbitraries.of(
                "\"",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "-",
                "e9999",
                "1",
                "null",
                "NaN",
                "\\u0000",
                "\n",
                "-1e400",
                "9".repeat(300));
    }
}
