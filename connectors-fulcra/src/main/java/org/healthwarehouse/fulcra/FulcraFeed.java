package org.healthwarehouse.fulcra;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;

/**
 * What Fulcra can be asked for, and how to read its answers.
 *
 * @param id begins with the endpoint and says everything that is needed to ask and to read, also in ten years
 * @param type the one type that it yields
 * @param endpoint last part of the endpoint's path, encoded
 * @param metric the metric to ask for; empty for endpoints that know none
 * @param window how much to ask for at once
 * @param complete whether an answer names everything that Fulcra has of the range by an identity that lasts
 * @param reader reads an answer
 */
record FulcraFeed(
        FeedId id,
        DataType type,
        String endpoint,
        Optional<String> metric,
        Duration window,
        boolean complete,
        PageReader reader) {
    private static final String SAMPLES = "metric_samples";
    private static final Pattern SAMPLES_ID = Pattern.compile(SAMPLES + "/([A-Za-z0-9_-]{1,60})(\\?.*)?");

    /** A few a day at most, but each is large. */
    private static final FulcraFeed WORKOUTS =
            endpoint("apple_workouts", DataTypes.WORKOUT, Duration.ofDays(30), WorkoutPage::parse);

    /** Some tens an hour on the move, few at home: a week is some thousand. */
    private static final FulcraFeed LOCATIONS =
            endpoint("apple_location_updates", DataTypes.LOCATION, Duration.ofDays(7), LocationPage::parse);

    /** A few a day. */
    private static final FulcraFeed VISITS =
            endpoint("apple_location_visits", DataTypes.LOCATION_VISIT, Duration.ofDays(30), VisitPage::parse);

    /** Metrics of which a worn watch or a carried phone writes hundreds of samples a day. */
    private static final Set<String> DENSE = Set.of(
            "HeartRate",
            "StepCount",
            "ActiveCaloriesBurned",
            "BasalCaloriesBurned",
            "DistanceTraveledOnFoot",
            "DistanceTraveledCycling",
            "DistanceTraveledSwimming",
            "DistanceTraveledWithWheelchair",
            "WheelchairPushes",
            "EnvironmentalAudioLevel",
            "HeadphonesAudioLevel");

    /** Reads one answer into a sink. */
    @FunctionalInterface
    interface PageReader {
        void read(RawBody body, PageSink sink) throws MalformedResponseException;
    }

    /** The feeds that do not depend on the catalogue. */
    static List<FulcraFeed> withoutMetric() {
        return List.of(WORKOUTS, LOCATIONS, VISITS);
    }

    /** The feed of a metric; empty if its name is such as Fulcra never used and could not be asked for safely. */
    static Optional<FulcraFeed> of(CatalogueEntry entry) {
        String description = KnownMetrics.find(entry.name()).isPresent() ? "" : VendorMetrics.describe(entry);
        String id = SAMPLES + "/" + entry.name() + description;
        return SAMPLES_ID.matcher(id).matches() ? of(new FeedId(id)) : Optional.empty();
    }

    /** The feed of that id; empty if it is none of Fulcra's. */
    static Optional<FulcraFeed> of(FeedId id) {
        Matcher samples = SAMPLES_ID.matcher(id.value());
        if (samples.matches()) {
            String name = samples.group(1);
            String description = samples.group(2) == null ? "" : samples.group(2);
            return KnownMetrics.find(name)
                    .or(() -> VendorMetrics.read(name, description))
                    .map(metric -> samples(id, metric));
        }
        return Annotation.of(id)
                .map(FulcraFeed::of)
                .or(() -> withoutMetric().stream()
                        .filter(feed -> feed.id().equals(id))
                        .findFirst());
    }

    /** The feed of what the person notes down of one kind. */
    static FulcraFeed of(Annotation annotation) {
        return new FulcraFeed(
                annotation.feed(),
                annotation.type(),
                annotation.path(),
                Optional.empty(),
                Duration.ofDays(30),
                false,
                (body, sink) -> AnnotationPage.parse(annotation, body, sink));
    }

    boolean isAnnotation() {
        return Annotation.of(id).isPresent();
    }

    private static FulcraFeed samples(FeedId id, Metric metric) {
        return new FulcraFeed(
                id,
                metric.type(),
                SAMPLES,
                Optional.of(metric.name()),
                Duration.ofDays(DENSE.contains(metric.name()) ? 1 : 30),
                false,
                (body, sink) -> SamplePage.parse(metric, body, sink));
    }

    private static FulcraFeed endpoint(String name, DataType type, Duration window, PageReader reader) {
        return new FulcraFeed(new FeedId(name), type, name, Optional.empty(), window, true, reader);
    }

    /** What an answer says about the range that it was asked for. */
    Claim claim(TimeRange range) {
        return complete ? Claim.complete(type, range) : new Claim(type, range);
    }

    /**
     * As the engine sees it: what intersects the range comes back, at most 30 days at once, and anything may be late.
     */
    FeedSpec spec() {
        Duration longest = Duration.ofDays(30);
        Duration shortest = Duration.ofHours(1);
        return FeedSpec.of(id, type, new FetchLimits(Optional.of(window), longest, shortest, Optional.empty()));
    }
}
