package org.healthwarehouse.fulcra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.healthwarehouse.fulcra.Pages.array;
import static org.healthwarehouse.fulcra.Pages.parse;
import static org.healthwarehouse.fulcra.Pages.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleParsingTest {
    private static final String HEART_RATE = "metric_samples/HeartRate";

    @Test
    void aSampleIsReadValueByValue() throws Exception {
        Collected collected = parse(
                "metric_samples/StepCount", array(sample("a", "08:00:00.250", "08:00:03.750", "12", "\"count\"")));

        Collected.Sample only = collected.onlySample();
        assertThat(only.type()).isEqualTo(DataTypes.STEPS);
        assertThat(Instant.ofEpochMilli(only.startMs())).isEqualTo("2024-05-01T08:00:00.250Z");
        assertThat(Instant.ofEpochMilli(only.endMs())).isEqualTo("2024-05-01T08:00:03.750Z");
        assertThat(only.value()).isEqualTo(12);
        assertThat(only.channel()).isEmpty();
        assertThat(only.note()).isEqualTo(Attributes.EMPTY);
    }

    @Test
    void theWholeRequestedRangeIsClaimed() throws Exception {
        assertThat(parse(HEART_RATE, "[]").claims).containsExactly(new Claim(DataTypes.HEART_RATE, Pages.DAY));
        assertThat(parse(HEART_RATE, "[]").samples).isEmpty();
    }

    @Test
    void aPageThatNobodyAskedForClaimsNothing() throws Exception {
        RawPage asked = Pages.page(HEART_RATE, "[]".getBytes(UTF_8));
        RawPage unasked = new RawPage(
                RawPage.Origin.IMPORT,
                asked.source(),
                asked.feed(),
                Optional.empty(),
                asked.startedAt(),
                Optional.empty(),
                0,
                asked.mediaType(),
                asked.body());
        Collected collected = new Collected();
        Pages.CONNECTOR.parse(unasked, collected);
        assertThat(collected.claims).isEmpty();
    }

    @Test
    void aBrokenPageClaimsAndHandsOverNothing() {
        Collected collected = new Collected();
        String page = "[" + sample("a", "08:00:00", "08:00:00", "70", "\"bpm\"") + ", {";
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.CONNECTOR.parse(Pages.page(HEART_RATE, page.getBytes(UTF_8)), collected));
        assertThat(collected.claims).isEmpty();
        assertThat(collected.samples).isEmpty();
    }

    @Test
    void theDeviceIsHardwareAndProgramAndNeverAName() throws Exception {
        Device device = parse(HEART_RATE, array(sample("a", "08:00:00", "08:00:00", "70", "\"bpm\"")))
                .onlySample()
                .device();
        assertThat(device.key()).isEqualTo("Watch6,2|com.example.health.A1");
        assertThat(device.attributes().asMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("model", "Watch", "manufacturer", "Example Inc."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"source_properties\": null, \"device_properties\": null; ''",
                "\"extras\": null; ''",
                "\"source_properties\": {}, \"device_properties\": {}; ''",
                "\"source_properties\": {\"productType\": \"iPhone1,1\"}; iPhone1,1|",
                "\"source_properties\": {\"sourceBundleIdentifier\": \"x.y\", \"productType\": null}; |x.y",
                "\"device_properties\": {\"hardwareVersion\": \"Scale2\"}, \"source_properties\": {\"productType\":"
                        + " \"iPhone1,1\", \"sourceBundleIdentifier\": \"x.y\"}; Scale2|x.y",
            })
    void whatIsMissingFromADeviceIsLeftOut(String others, String key) throws Exception {
        String item = sample("a", "08:00:00", "08:00:00", "70", "\"bpm\"", others);
        assertThat(parse(HEART_RATE, array(item)).onlySample().device().key()).isEqualTo(key);
    }

    @Test
    void theNoteHoldsOnlyWhatIsUnusual() throws Exception {
        String item = sample(
                "a",
                "08:00:00",
                "08:00:00",
                "70",
                "\"bpm\"",
                "\"extras\": {\"HKHeartRateContext\": 1, \"deep\": {\"list\": [1.5, null, true]}}, \"count\": 3,"
                        + " \"has_undetermined_duration\": true");
        assertThat(parse(HEART_RATE, array(item)).onlySample().note().toJson())
                .isEqualTo("{\"count\":3,\"extras\":{\"HKHeartRateContext\":1,\"deep\":{\"list\":[1.5,null,true]}},"
                        + "\"has_undetermined_duration\":true}");
    }

    @Test
    void fieldsMayComeInAnyOrderAndUnknownOnesAreIgnored() throws Exception {
        String item = "{\"new\": {\"a\": [1, {\"b\": 2}]}, \"unit\": \"mi\", \"value\": 2, \"newer\": [],"
                + " \"end_date\": \"2024-05-01T10:30:00+02:00\", \"start_date\": \"2024-05-01T08:00:00Z\","
                + " \"uuid\": \"a\"}";
        Collected.Sample only =
                parse("metric_samples/DistanceTraveledOnFoot", array(item)).onlySample();
        assertThat(only.value()).isEqualTo(3218.688);
        assertThat(only.endMs() - only.startMs()).isEqualTo(30 * 60 * 1000);
    }

    @Test
    void stagesOfSleepThatCoincideAreKeptApartByChannel() throws Exception {
        Collected collected = parse(
                "metric_samples/SleepStage",
                array(
                        sample("a", "01:00:00", "02:00:00", "0", "null"),
                        sample("b", "01:00:00", "02:00:00", "3", "\"stage\"")));
        assertThat(collected.samples)
                .extracting(Collected.Sample::channel, Collected.Sample::value)
                .containsExactly(tuple("0", 0.0), tuple("3", 3.0));
    }

    @Test
    void ofSamplesThatCoincideTheLastUuidWinsAndTheNoteNamesTheOthers() throws Exception {
        Collected collected = parse(
                HEART_RATE,
                array(
                        sample("c", "08:00:00", "08:00:00", "72", "\"bpm\""),
                        sample("a", "08:00:00", "08:00:00", "70", "\"bpm\""),
                        sample("b", "08:00:00", "08:00:00", "72", "\"bpm\""),
                        sample("d", "08:00:01", "08:00:01", "75", "\"bpm\""),
                        sample("e", "08:00:01", "08:00:01", "75", "\"bpm\"")));
        assertThat(collected.samples).extracting(Collected.Sample::value).containsExactly(72.0, 75.0);
        assertThat(collected.samples)
                .extracting(sample -> sample.note().asMap())
                .containsExactly(Map.of("coinciding_values", List.of(70.0)), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "start_date", "end_date", "value"})
    void aMissingFieldIsNamed(String field) {
        String item = sample("a", "08:00:00", "08:00:00", "70", "\"bpm\"", "").replace("\"" + field + "\"", "\"x\"");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> parse(HEART_RATE, array(sample("z", "07:00:00", "07:00:00", "66", "\"bpm\""), item)))
                .satisfies(e -> assertThat(e.position()).isEqualTo("item 2, field " + field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"uuid\": \"a\"; \"uuid\": 17; item 1, field uuid",
                "\"uuid\": \"a\"; \"uuid\": \" \"; item 1, field uuid",
                "\"value\": 70; \"value\": \"70\"; item 1, field value",
                "\"value\": 70; \"value\": null; item 1, field value",
                "\"value\": 70; \"value\": \"NaN\"; item 1, field value",
                "\"value\": 70; \"value\": 1e999; item 1, field value",
                "\"value\": 70; \"value\": {}; item 1, field value",
                "\"unit\": \"bpm\"; \"unit\": 3; item 1, field unit",
                "\"extras\": null; \"extras\": []; item 1, field extras",
                "\"count\": 1; \"count\": \"1\"; item 1, field count",
                "\"has_undetermined_duration\": false; \"has_undetermined_duration\": 0; item 1, field"
                        + " has_undetermined_duration",
                "\"model\": \"Watch\"; \"model\": []; item 1, field device_properties.model",
                "2024-05-01T08:00:00+00:00; 2024-05-01T08:00:00; item 1, field start_date",
                "2024-05-01T08:00:00+00:00; yesterday; item 1, field start_date",
                "2024-05-01T08:00:00+00:00; 0001-01-01T00:00:00+00:00; item 1, field start_date",
                "2024-05-01T08:00:00+00:00; +999999999-12-31T00:00:00Z; item 1, field start_date",
                "\"start_date\": \"2024-05-01T08:00:00+00:00\"; \"start_date\": \"2024-05-01T09:00:00+00:00\"; item 1",
            })
    void aFieldOfTheWrongKindIsNamedWithoutItsContent(String from, String to, String position) {
        String page =
                array(sample("a", "08:00:00", "08:00:01", "70", "\"bpm\"")).replace(from, to);
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> parse(HEART_RATE, page))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .satisfies(e -> assertThat(e).hasMessageNotContainingAny("70", "yesterday", "Jo", "17"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "17",
                "\"text\"",
                "{}",
                "{\"detail\": \"Internal Server Error\"}",
                "<html><body>Bad gateway</body></html>",
                "[",
                "[]]",
                "[] []",
                "[1]",
                "[[]]",
                "[{}]",
                "[null]",
                "[{\"value\": NaN}]",
                "[{\"uuid\": \"a\", \"uuid\": \"b\"}]",
            })
    void whatIsNoPageOfSamplesIsRefused(String body) {
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> parse(HEART_RATE, body));
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        String deep = "[{\"extras\": " + "[".repeat(100_000);
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> parse(HEART_RATE, deep));
        String skipped = "[{\"other\": " + "{\"a\":".repeat(100_000);
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> parse(HEART_RATE, skipped));
    }

    @Test
    void aUnitThatMeasuresSomethingElseIsRefused() {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.value("Weight", "70", "\"count\""))
                .withMessageContaining("do not fit");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.value("HeartRate", "70", "\"furlong\""));
    }

    @Test
    void pagesOfOtherSourcesAndFailedAnswersAreRefused() {
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> parse("other", "[]"));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> parse("metric_samples/../secret", "[]"));
    }
}
