package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationParsingTest {
    private static final String FEED = "apple_location_updates";

    static final String FIX = """
            [{"uuid": "f1", "timestamp": "2024-05-01T10:00:00.056+00:00", "latitude_degrees": 48.137,
              "longitude_degrees": 11.575, "altitude_meters": 519.5, "ellipsoidal_altitude_meters": -6.25,
              "horizontal_accuracy_meters": 35, "vertical_accuracy_meters": 3.5, "speed": 1.25,
              "speed_accuracy_meters": 0.5, "course_heading_degrees": 270, "course_heading_accuracy_degrees": 10,
              "floor": 0, "source_is_simulated_by_software": true, "source_is_produced_by_accessory": false}]
            """;

    @Test
    void aFixIsReadValueByValue() throws Exception {
        Collected collected = Pages.parse(FEED, FIX);

        assertThat(collected.locations).hasSize(1);
        ParsedLocation fix = collected.locations.get(0);
        assertThat(fix.type()).isEqualTo(DataTypes.LOCATION);
        assertThat(fix.key()).isEqualTo(RecordKey.uuid("f1"));
        assertThat(fix.time()).isEqualTo(Instant.parse("2024-05-01T10:00:00.056Z"));
        assertThat(fix.latitude()).isEqualTo(48.137);
        assertThat(fix.longitude()).isEqualTo(11.575);
        assertThat(fix.accuracy()).isEqualTo(OptionalDouble.of(35));
        assertThat(fix.attributes().asMap())
                .isEqualTo(Map.of(
                        "altitude", 519.5,
                        "ellipsoidal_altitude", -6.25,
                        "vertical_accuracy", 3.5,
                        "speed", 1.25,
                        "speed_accuracy", 0.5,
                        "course", 270.0,
                        "course_accuracy", 10.0,
                        "floor", 0.0,
                        "simulated", true));
        assertThat(collected.claims).containsExactly(Claim.complete(DataTypes.LOCATION, Pages.DAY));
    }

    @Test
    void minusOneIsUnknown() throws Exception {
        String page = FIX.replaceAll("(speed|_accuracy_meters|_degrees)\": (35|3.5|1.25|0.5|270|10)\\b", "$1\": -1");
        ParsedLocation fix = Pages.parse(FEED, page).locations.get(0);
        assertThat(fix.accuracy()).isEmpty();
        assertThat(fix.attributes().asMap()).containsOnlyKeys("altitude", "ellipsoidal_altitude", "floor", "simulated");
    }

    @Test
    void onlyThePositionIsRequired() throws Exception {
        String bare = "[{\"uuid\": \"f1\", \"timestamp\": \"2024-05-01T10:00:00Z\", \"latitude_degrees\": -90,"
                + " \"longitude_degrees\": 180, \"altitude_meters\": null}]";
        ParsedLocation fix = Pages.parse(FEED, bare).locations.get(0);
        assertThat(fix.attributes().isEmpty()).isTrue();
        assertThat(fix.accuracy()).isEmpty();
    }

    @Test
    void equalFixesWithDifferentUuidsAreTwo() throws Exception {
        String item = FIX.strip().substring(1, FIX.strip().length() - 1);
        assertThat(Pages.parse(FEED, Pages.array(item, item.replace("f1", "f2"))).locations)
                .extracting(fix -> fix.key().value())
                .containsExactly("f1", "f2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"uuid\"; \"id\"; item 1, field uuid",
                "\"timestamp\"; \"time\"; item 1, field timestamp",
                "\"latitude_degrees\"; \"lat\"; item 1, field latitude_degrees",
                "\"longitude_degrees\"; \"lon\"; item 1, field longitude_degrees",
                "48.137; 91; item 1",
                "11.575; -180.1; item 1",
                "11.575; \"11.575\"; item 1, field longitude_degrees",
                "2024-05-01T10:00:00.056+00:00; 0001-01-01T00:00:00+00:00; item 1, field timestamp",
            })
    void whatIsNoPositionIsRefused(String from, String to, String position) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.parse(FEED, FIX.replace(from, to)))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .satisfies(e -> assertThat(e).hasMessageNotContainingAny("48.137", "180.1", "11.575"));
    }
}
