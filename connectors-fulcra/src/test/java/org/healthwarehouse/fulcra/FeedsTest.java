package org.healthwarehouse.fulcra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class FeedsTest {
    private static final String CATALOGUE = """
            [{"name": "HeartRate", "description": "d", "unit": "bpm", "is_time_series": true,
              "metric_kind": "discrete", "value_column": "heart_rate"},
             {"name": "Weight", "unit": "lb", "metric_kind": "discrete", "value_column": "weight"},
             {"name": "GammaBursts", "unit": "bursts", "metric_kind": "cumulative", "value_column": "bursts_seen"},
             {"name": "AuraColour", "unit": "quality", "metric_kind": null, "value_column": "Not A Name"},
             {"name": "SkinTemperature", "unit": "degF", "metric_kind": "discrete", "value_column": null}]
            """;

    @Test
    void everyMetricAndTheOtherEndpointsAreFeeds() throws Exception {
        assertThat(feeds(CATALOGUE))
                .extracting(spec -> spec.id().value())
                .containsExactlyInAnyOrder(
                        "metric_samples/HeartRate",
                        "metric_samples/Weight",
                        "metric_samples/GammaBursts?column=bursts_seen&kind=cumulative&unit=bursts",
                        "metric_samples/AuraColour?column=aura_colour&unit=quality",
                        "metric_samples/SkinTemperature?column=skin_temperature&unit=degF",
                        "apple_workouts",
                        "apple_location_updates",
                        "apple_location_visits");
    }

    @Test
    void aFeedYieldsItsOneTypeAndDecidesAboutIt() throws Exception {
        FeedSpec heartRate = spec("metric_samples/HeartRate");
        assertThat(heartRate.yields()).containsExactly(DataTypes.HEART_RATE);
        assertThat(heartRate.primaryFor()).containsExactly(DataTypes.HEART_RATE);
        assertThat(heartRate.axis()).isEqualTo(TimeAxis.UTC);
        assertThat(heartRate.selection()).isEqualTo(Selection.INTERSECTS);
        assertThat(heartRate.lateArrival()).isTrue();
        assertThat(heartRate.padding()).isZero();
    }

    @Test
    void denseMetricsAreAskedByDayOthersByMonth() throws Exception {
        assertThat(window("metric_samples/HeartRate")).contains(Duration.ofDays(1));
        assertThat(window("metric_samples/Weight")).contains(Duration.ofDays(30));
        assertThat(window("apple_workouts")).contains(Duration.ofDays(30));
        assertThat(window("apple_location_updates")).contains(Duration.ofDays(7));
        assertThat(feeds(CATALOGUE)).allSatisfy(spec -> {
            assertThat(spec.limits().maxWindow()).isEqualTo(Duration.ofDays(30));
            assertThat(spec.limits().minWindow()).isEqualTo(Duration.ofHours(1));
        });
    }

    @Test
    void aMetricThatNobodyKnowsGetsATypeOfTheVendorsOwn() throws Exception {
        SampleType bursts = type("metric_samples/GammaBursts?column=bursts_seen&kind=cumulative&unit=bursts");
        assertThat(bursts.name()).isEqualTo("fulcra.bursts_seen");
        assertThat(bursts.unit()).isEqualTo("{bursts}");
        assertThat(bursts.aggregation()).isEqualTo(Aggregation.SUM);

        SampleType aura = type("metric_samples/AuraColour?column=aura_colour&unit=quality");
        assertThat(aura.name()).isEqualTo("fulcra.aura_colour");
        assertThat(aura.unit()).isEqualTo("1");
        assertThat(aura.aggregation()).isEqualTo(Aggregation.CATEGORY);

        SampleType skin = type("metric_samples/SkinTemperature?column=skin_temperature&unit=degF");
        assertThat(skin.unit()).isEqualTo("[degF]");
        assertThat(skin.aggregation()).isEqualTo(Aggregation.MEAN);
    }

    @Test
    void whatWasFetchedOfSuchAMetricCanBeReadFromThePageAlone() throws Exception {
        String page = Pages.array(
                Pages.sample("a", "08:00:00", "09:00:00", "5", "\"count\""),
                Pages.sample("b", "09:00:00", "10:00:00", "6", "null"),
                Pages.sample("c", "10:00:00", "11:00:00", "7", "\"gigabursts\""));
        Collected collected =
                Pages.parse("metric_samples/GammaBursts?column=bursts_seen&kind=cumulative&unit=bursts", page);
        assertThat(collected.samples).extracting(Collected.Sample::value).containsExactly(5.0, 6.0, 7.0);
        assertThat(collected.samples).extracting(Collected.Sample::channel).containsExactly("", "", "unit gigabursts");
        assertThat(collected.samples)
                .allSatisfy(sample -> assertThat(sample.type().unit()).isEqualTo("{bursts}"));
    }

    @Test
    void aKnownUnitOfSuchAMetricIsConvertedIntoThatOfTheCatalogue() throws Exception {
        Collected collected = Pages.parse(
                "metric_samples/SkinTemperature?column=skin_temperature&unit=degF",
                Pages.array(Pages.sample("a", "08:00:00", "08:00:00", "37", "\"degC\"")));
        assertThat(collected.onlySample().value()).isEqualTo(98.6);
    }

    @Test
    void theNameAloneIsEnoughToReadSuchAMetric() throws Exception {
        Collected collected = Pages.parse(
                "metric_samples/GammaBursts", Pages.array(Pages.sample("a", "08:00:00", "08:00:00", "3", "null")));
        assertThat(collected.onlySample().type().name()).isEqualTo("fulcra.gamma_bursts");
        assertThat(collected.onlySample().type().unit()).isEqualTo("1");
    }

    @Test
    void aRestrictionLeavesWorkoutsAndPositions() throws Exception {
        FulcraConnector restricted = FulcraConnector.builder()
                .token("t")
                .userId("u")
                .metrics("Weight", "NeverHeardOf")
                .build();
        assertThat(restricted.feeds(context(200, CATALOGUE)))
                .extracting(spec -> spec.id().value())
                .containsExactlyInAnyOrder(
                        "metric_samples/Weight", "apple_workouts", "apple_location_updates", "apple_location_visits");
    }

    @Test
    void eachTypeHasOneFeedWhateverTheCatalogueSays() throws Exception {
        String doubled = "[{\"name\": \"HeartRate\"}, {\"name\": \"HeartRate\"}, {\"name\": \"X\", \"value_column\":"
                + " \"same\"}, {\"name\": \"Y\", \"value_column\": \"same\"}]";
        List<FeedSpec> feeds = feeds(doubled);
        Set<DataType> types = new HashSet<>();
        assertThat(feeds)
                .allSatisfy(spec -> assertThat(types.addAll(spec.primaryFor())).isTrue());
        assertThat(feeds).hasSize(5);
    }

    @Test
    void namesThatCouldNotBeAskedForSafelyArePassedOver() throws Exception {
        String odd = "[{\"name\": \"a&b=c\"}, {\"name\": \"../x\"}, {\"name\": \"" + "x".repeat(61) + "\"}]";
        assertThat(feeds(odd)).hasSize(3);
        String longest = "[{\"name\": \"" + "x".repeat(60) + "\", \"metric_kind\": \"cumulative\", \"value_column\": \""
                + "y".repeat(50) + "\", \"unit\": \"" + "·".repeat(6) + "\"}]";
        assertThat(feeds(longest)).hasSize(4);
    }

    @Test
    void aBrokenCatalogueIsAFailureAndNoEmptyList() {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> feeds("{}"))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.MalformedResponse.class));
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> feeds("[{\"unit\": \"bpm\"}]"))
                .satisfies(e -> assertThat(e.getMessage()).contains("item 1, field name"));
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> Pages.CONNECTOR.feeds(context(500, "oops")))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class));
    }

    private static List<FeedSpec> feeds(String catalogue) throws Exception {
        return Pages.CONNECTOR.feeds(context(200, catalogue));
    }

    private static FetchContext context(int status, String body) {
        VendorResponse response = new VendorResponse(status, Map.of(), RawBody.of(body.getBytes(UTF_8)));
        Instant now = Instant.parse("2024-05-03T00:00:00Z");
        return new FetchContext(UserId.LOCAL, request -> response, () -> now);
    }

    private static FeedSpec spec(String id) throws Exception {
        return feeds(CATALOGUE).stream()
                .filter(spec -> spec.id().equals(new FeedId(id)))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Duration> window(String id) throws Exception {
        return spec(id).limits().preferredWindow();
    }

    private static SampleType type(String id) throws Exception {
        return (SampleType) spec(id).yields().iterator().next();
    }
}
