package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.PersonLocation;
import org.healthwarehouse.testkit.person.PersonMetric;
import org.healthwarehouse.testkit.person.PersonWorkout;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

/** What a person measured is what the connector hands over, through all the vendor's units and codes. */
class SimulatorTest {
    private static final Instant START = Instant.parse("2024-03-05T00:00:00Z");
    private static final TimeRange MONTH = new TimeRange(START, START.plus(Duration.ofDays(30)));
    private static final Map<String, PersonMetric> METRICS = Map.ofEntries(
            Map.entry("heart_rate", PersonMetric.HEART_RATE),
            Map.entry("resting_heart_rate", PersonMetric.RESTING_HEART_RATE),
            Map.entry("hrv_sdnn", PersonMetric.HEART_RATE_VARIABILITY_SDNN),
            Map.entry("spo2", PersonMetric.OXYGEN_SATURATION),
            Map.entry("respiratory_rate", PersonMetric.RESPIRATORY_RATE),
            Map.entry("steps", PersonMetric.STEP_COUNT),
            Map.entry("distance_walking_running", PersonMetric.DISTANCE_ON_FOOT),
            Map.entry("distance_cycling", PersonMetric.DISTANCE_CYCLING),
            Map.entry("distance_swimming", PersonMetric.DISTANCE_SWIMMING),
            Map.entry("flights_climbed", PersonMetric.FLIGHTS_CLIMBED),
            Map.entry("active_energy", PersonMetric.ACTIVE_ENERGY),
            Map.entry("basal_energy", PersonMetric.BASAL_ENERGY),
            Map.entry("exercise_time", PersonMetric.EXERCISE_TIME),
            Map.entry("stand_hour", PersonMetric.STAND_HOUR),
            Map.entry("sleep_stage", PersonMetric.SLEEP_STAGE),
            Map.entry("wrist_temperature", PersonMetric.SLEEPING_WRIST_TEMPERATURE),
            Map.entry("body_mass", PersonMetric.WEIGHT),
            Map.entry("vo2_max", PersonMetric.VO2_MAX),
            Map.entry("blood_pressure_systolic", PersonMetric.BLOOD_PRESSURE_SYSTOLIC),
            Map.entry("blood_pressure_diastolic", PersonMetric.BLOOD_PRESSURE_DIASTOLIC),
            Map.entry("environmental_sound", PersonMetric.ENVIRONMENTAL_AUDIO),
            Map.entry("handwashing_event", PersonMetric.HANDWASHING),
            Map.entry("symptom_headache", PersonMetric.SYMPTOM_HEADACHE),
            Map.entry("symptom_coughing", PersonMetric.SYMPTOM_COUGHING),
            Map.entry("fulcra.reported_mood", PersonMetric.MOOD));

    private final SyntheticPerson person = SyntheticPerson.seeded(11);
    private final ManualClock clock = new ManualClock(MONTH.end().plus(Duration.ofDays(10)));
    private final FulcraSimulator simulator = FulcraSimulator.serving(person)
            .clock(clock)
            .shuffled(true)
            .longestRange(Duration.ofDays(30), Duration.ofDays(30))
            .build();
    private final FetchContext context = new FetchContext(UserId.LOCAL, simulator.inMemory(), clock);
    private final FulcraConnector connector = FulcraConnector.builder()
            .token(simulator.token())
            .userId(simulator.userId())
            .build();

    @Test
    void everySampleArrivesWithItsValueInCanonicalUnits() throws Exception {
        List<FeedSpec> feeds = connector.feeds(context).stream()
                .filter(spec -> spec.id().value().startsWith("metric_samples/"))
                .toList();
        assertThat(feeds).hasSize(METRICS.size());
        for (FeedSpec feed : feeds) {
            String name = feed.yields().iterator().next().name();
            assertSame(name, expected(METRICS.getOrDefault(name, PersonMetric.MOOD)), fetched(feed));
        }
    }

    @Test
    void everyWorkoutAndPositionArrives() throws Exception {
        for (FeedSpec feed : connector.feeds(context)) {
            if (feed.id().value().equals("apple_workouts")) {
                assertThat(collect(feed).records)
                        .extracting(record -> record.keys().iterator().next().value())
                        .containsExactlyInAnyOrderElementsOf(person.workouts(MONTH.start(), MONTH.end()).stream()
                                .map(PersonWorkout::uuid)
                                .map(String::valueOf)
                                .toList());
            }
            if (feed.id().value().equals("apple_location_updates")) {
                assertThat(collect(feed).locations)
                        .hasSameSizeAs(person.locations(MONTH.start(), MONTH.end()))
                        .extracting(location -> location.time())
                        .containsExactlyInAnyOrderElementsOf(person.locations(MONTH.start(), MONTH.end()).stream()
                                .map(PersonLocation::time)
                                .toList());
            }
        }
    }

    private static void assertSame(String name, List<Row> expected, List<Row> fetched) {
        assertThat(fetched).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(fetched.get(i).start())
                    .as(name)
                    .isEqualTo(expected.get(i).start());
            assertThat(fetched.get(i).end()).as(name).isEqualTo(expected.get(i).end());
            assertThat(fetched.get(i).value())
                    .as(name)
                    .isCloseTo(expected.get(i).value(), Offset.offset(1e-3));
        }
    }

    private List<Row> expected(PersonMetric metric) {
        List<Row> rows = new ArrayList<>();
        person.samples(metric, MONTH.start(), MONTH.end(), sample -> {
            double value = switch (metric) {
                case OXYGEN_SATURATION -> 100 * sample.value();
                case STAND_HOUR -> 1 - sample.value();
                case HANDWASHING -> 1;
                default -> sample.value();
            };
            rows.add(new Row(sample.start().toEpochMilli(), sample.end().toEpochMilli(), value));
        });
        rows.sort(Row.ORDER);
        return rows;
    }

    private List<Row> fetched(FeedSpec feed) throws Exception {
        return collect(feed).samples.stream()
                .map(sample -> new Row(sample.startMs(), sample.endMs(), sample.value()))
                .sorted(Row.ORDER)
                .toList();
    }

    private Collected collect(FeedSpec feed) throws Exception {
        FetchRequest request = new FetchRequest.Window(UserId.LOCAL, feed.id(), MONTH, Optional.empty());
        FetchResult.Page page = (FetchResult.Page) connector.fetch(request, context);
        Collected collected = new Collected();
        connector.parse(page.page(), collected);
        assertThat(collected.claims).hasSize(1);
        return collected;
    }

    private record Row(long start, long end, double value) {
        static final Comparator<Row> ORDER =
                Comparator.comparingLong(Row::start).thenComparingLong(Row::end).thenComparingDouble(Row::value);
    }
}
