package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.healthwarehouse.whoop.WhoopConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recovery that passes from one sleep to another, and what webhooks say of the former sleep. */
class WhoopRecoveryEventTest {
    private static final String A = "ecfc6a15-4661-442f-a9a4-f160dd7afae8";
    private static final String B = "a1b2c3d4-4661-442f-a9a4-f160dd7afae8";

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Bench bench;
    private int traces;

    @BeforeEach
    void passOn() {
        bench = new Bench(
                folder.resolve("health.db"),
                WhoopConnector.builder()
                        .token("t")
                        .baseUri(URI.create("http://127.0.0.1/developer"))
                        .build(),
                SyncSettings.DEFAULT.pause(Duration.ZERO),
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                request -> {
                    String path = request.uri().getPath().replace("/developer/v2/", "");
                    asked.add(path);
                    String body = answers.get(path);
                    return new VendorResponse(
                            body == null ? 404 : 200,
                            Map.of("content-type", List.of("application/json")),
                            RawBody.of((body == null ? "{}" : body).getBytes(StandardCharsets.UTF_8)));
                });
        assertThat(bench.storage
                        .connections()
                        .connect(UserId.LOCAL, WhoopConnector.SOURCE, Optional.of("10129"), Set.of(), Bench.NOW))
                .isTrue();
        sleep(A);
        recoveryAfter(A, 1);
        assertThat(handle(DataTypes.SLEEP, A, VendorEvent.Kind.UPDATED)).isInstanceOf(EventOutcome.Handled.class);
        assertThat(handle(DataTypes.RECOVERY, A, VendorEvent.Kind.UPDATED)).isInstanceOf(EventOutcome.Handled.class);
        sleep(B);
        recoveryAfter(B, 2);
        assertThat(handle(DataTypes.RECOVERY, B, VendorEvent.Kind.UPDATED))
                .isEqualTo(new EventOutcome.Handled(0, 1, 2));
        answers.remove("activity/sleep/" + A);
        asked.clear();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void sleep(String uuid) {
        answers.put(
                "activity/sleep/" + uuid,
                "{\"id\": \"" + uuid + "\", \"cycle_id\": 7, \"nap\": false, \"start\": \"2026-06-13T21:00:00.000Z\","
                        + " \"end\": \"2026-06-14T05:00:00.000Z\"," + common(1));
    }

    private void recoveryAfter(String sleep, int version) {
        answers.put("cycle/7/recovery", "{\"cycle_id\": 7, \"sleep_id\": \"" + sleep + "\"," + common(version));
    }

    private static String common(int version) {
        return "\"user_id\": 10129, \"created_at\": \"2026-06-14T06:00:00.000Z\", \"updated_at\":"
                + " \"2026-06-14T0" + (6 + version) + ":00:00.000Z\", \"timezone_offset\": \"Z\","
                + " \"score_state\": \"UNSCORABLE\"}";
    }

    private EventOutcome handle(DataType type, String uuid, VendorEvent.Kind kind) {
        RecordKey key = type.equals(DataTypes.RECOVERY) ? new RecordKey("sleep", uuid) : RecordKey.uuid(uuid);
        Instant now = clock.instant();
        return bench.warehouse.handle(
                new VendorEvent(WhoopConnector.SOURCE, "10129", type, key, kind, "t-" + ++traces, now));
    }

    private List<String> recoveries() {
        return bench.query("SELECT sleep_id FROM whoop_recovery");
    }

    @Test
    void thatTheRecoveryOfAFormerSleepIsDeletedDoesNotTakeTheOneOfTheLatterAway() {
        assertThat(handle(DataTypes.RECOVERY, A, VendorEvent.Kind.DELETED))
                .isEqualTo(new EventOutcome.Handled(0, 0, 1));
        assertThat(asked).containsExactly("cycle/7/recovery");
        assertThat(recoveries()).containsExactly(B);
    }

    @Test
    void aFormerSleepThatIsDeletedGoesWithoutTheRecovery() {
        assertThat(handle(DataTypes.SLEEP, A, VendorEvent.Kind.DELETED)).isEqualTo(new EventOutcome.Handled(0, 1, 1));
        assertThat(recoveries()).containsExactly(B);
        assertThat(bench.query("SELECT count(*) FROM whoop_sleep")).containsExactly("0");
    }

    @Test
    void whatTheVendorDoesNotHaveUnderItsOwnNumberGoes() {
        answers.remove("cycle/7/recovery");
        assertThat(handle(DataTypes.RECOVERY, A, VendorEvent.Kind.DELETED))
                .isEqualTo(new EventOutcome.Handled(0, 1, 1));
        assertThat(recoveries()).isEmpty();
    }

    @Test
    void anUpdateThatFindsNoSleepAnyMoreTakesTheSleepAwayAndLooksAfterTheRecovery() {
        assertThat(handle(DataTypes.SLEEP, A, VendorEvent.Kind.UPDATED)).isEqualTo(new EventOutcome.Handled(0, 1, 2));
        assertThat(asked).containsExactly("activity/sleep/" + A, "cycle/7/recovery");
        assertThat(recoveries()).containsExactly(B);
    }

    @Test
    void whatIsNotStoredNeedsNoQuestion() {
        assertThat(handle(DataTypes.RECOVERY, "00000000-4661-442f-a9a4-f160dd7afae8", VendorEvent.Kind.DELETED))
                .isEqualTo(new EventOutcome.Handled(0, 0, 0));
        assertThat(asked).isEmpty();
    }
}
