package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

/** What Fulcra says has changed. */
class UpdatesTest {
    private static final Instant NOW = Instant.parse("2024-04-05T09:30:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final FulcraSimulator simulator =
            FulcraSimulator.serving(SyntheticPerson.seeded(11)).clock(clock).build();
    private final FetchContext context = new FetchContext(UserId.LOCAL, simulator.inMemory(), clock);
    private final FulcraConnector connector = FulcraConnector.builder()
            .token(simulator.token())
            .userId(simulator.userId())
            .build();

    private static RawBody body(String json) {
        return RawBody.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void typesOfWhichSomethingWasProcessedAreNamedWithoutARange() throws Exception {
        List<ChangeHint> hints = connector.changes(NOW.minus(Duration.ofDays(3)), context);

        assertThat(hints)
                .contains(new ChangeHint(DataTypes.HEART_RATE, Optional.empty()))
                .doesNotHaveDuplicates()
                .allSatisfy(hint -> assertThat(hint.range()).isEmpty());
        assertThat(simulator.log())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.path()).isEqualTo("/data/v1/updates"));
    }

    @Test
    void nothingIsAskedIfNoTimeHasPassed() throws Exception {
        assertThat(connector.changes(NOW, context)).isEmpty();
        assertThat(simulator.calls()).isZero();
    }

    @Test
    void atMostAMonthIsAskedForDayByDay() {
        List<TimeRange> windows = Updates.windows(Instant.EPOCH, NOW);

        assertThat(windows)
                .hasSize(31)
                .allSatisfy(window -> assertThat(window.duration()).isLessThanOrEqualTo(Duration.ofDays(1)));
        assertThat(windows.get(30).end()).isEqualTo(NOW);
    }

    @Test
    void aRejectedTokenIsAFailure() {
        String unused = simulator.expireToken();

        assertThatThrownBy(() -> connector.changes(NOW.minus(Duration.ofDays(1)), context))
                .isInstanceOf(FetchException.class);
    }

    @Test
    void namesAreReadOffTheCountsAndFilesPassedOver() throws Exception {
        assertThat(Updates.read(body("{\"file_changes\": [{\"id\": \"a\", \"data_types\": {\"Weight\": 1}}],"
                        + "\"data_types\": {\"HeartRate\": 3, \"StepCount\": 0, \"AppleLocationUpdate\": 50}}")))
                .isEqualTo(Set.of("HeartRate", "AppleLocationUpdate"));
    }

    @Test
    void somethingElseThanUpdatesIsMalformed() {
        for (String other : List.of("[]", "", "{\"data_types\": []}", "{\"data_types\": {\"HeartRate\": 3")) {
            assertThatThrownBy(() -> Updates.read(body(other))).isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void namesBecomeTypesWhereTheyAreKnown() {
        String definition = "a09350b2-e245-4348-ae63-bfb35c712c49";

        assertThat(Updates.type("StepCount")).contains(DataTypes.STEPS);
        assertThat(Updates.type("AppleLocationUpdate")).contains(DataTypes.LOCATION);
        assertThat(Updates.type("MomentAnnotation/" + definition))
                .hasValueSatisfying(type -> assertThat(type.name()).isEqualTo("fulcra.annotation." + definition));
        assertThat(Updates.type("SomethingNew")).isEmpty();
    }
}
