package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitParsingTest {
    private static final String FEED = "apple_location_visits";
    private static final String VISIT = """
            [{"uuid": "v1", "latitude_degrees": 48.137, "longitude_degrees": 11.575,
              "horizontal_accuracy_meters": 35, "arrival_date": "2024-05-01T09:00:00+00:00",
              "departure_date": "2024-05-01T17:30:00+00:00"}]
            """;

    @Test
    void aVisitIsReadValueByValue() throws Exception {
        Collected collected = Pages.parse(FEED, VISIT);

        ParsedRecord visit = collected.records.get(0);
        assertThat(visit.type()).isEqualTo(DataTypes.LOCATION_VISIT);
        assertThat(visit.keys()).isEqualTo(Set.of(RecordKey.uuid("v1")));
        assertThat(visit.start()).isEqualTo(Instant.parse("2024-05-01T09:00:00Z"));
        assertThat(visit.end()).isEqualTo(Instant.parse("2024-05-01T17:30:00Z"));
        assertThat(visit.open()).isFalse();
        assertThat(visit.attributes().asMap())
                .isEqualTo(Map.of(
                        "latitude", 48.137,
                        "longitude", 11.575,
                        "accuracy", 35.0,
                        "arrival", "2024-05-01T09:00:00Z",
                        "departure", "2024-05-01T17:30:00Z"));
        assertThat(collected.claims).containsExactly(Claim.complete(DataTypes.LOCATION_VISIT, Pages.DAY));
    }

    @Test
    void anArrivalInTheYearOneIsUnknown() throws Exception {
        ParsedRecord visit = only(VISIT.replace("2024-05-01T09:00:00+00:00", "0001-01-01T00:00:00+00:00"));
        assertThat(visit.start()).isEqualTo(visit.end()).isEqualTo(Instant.parse("2024-05-01T17:30:00Z"));
        assertThat(visit.open()).isFalse();
        assertThat(visit.attributes().text("arrival")).isEmpty();
        assertThat(visit.attributes().text("departure")).contains("2024-05-01T17:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({"\"4001-01-01T00:00:00+00:00\"", "null"})
    void aDepartureInTheFarFutureIsStillToCome(String departure) throws Exception {
        ParsedRecord visit = only(VISIT.replace("\"2024-05-01T17:30:00+00:00\"", departure));
        assertThat(visit.open()).isTrue();
        assertThat(visit.end()).isEqualTo(visit.start());
        assertThat(visit.attributes().text("departure")).isEmpty();
    }

    @Test
    void aVisitWithoutAnyTimeIsPassedOver() throws Exception {
        String page = VISIT.replace("2024-05-01T09:00:00+00:00", "0001-01-01T00:00:00+00:00")
                .replace("2024-05-01T17:30:00+00:00", "4001-01-01T00:00:00+00:00");
        assertThat(Pages.parse(FEED, page).records).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"uuid\"; \"id\"; item 1, field uuid",
                "\"latitude_degrees\"; \"lat\"; item 1, field latitude_degrees",
                "\"longitude_degrees\"; \"lon\"; item 1, field longitude_degrees",
                "48.137; 91; item 1",
                "T17:30:00; T07:30:00; item 1",
                "2024-05-01T09:00:00+00:00; yesterday; item 1, field arrival_date",
            })
    void whatIsNoVisitIsRefused(String from, String to, String position) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.parse(FEED, VISIT.replace(from, to)))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .satisfies(e -> assertThat(e).hasMessageNotContainingAny("48.137", "11.575", "yesterday"));
    }

    private static ParsedRecord only(String page) throws MalformedResponseException {
        return Pages.parse(FEED, page).records.get(0);
    }
}
