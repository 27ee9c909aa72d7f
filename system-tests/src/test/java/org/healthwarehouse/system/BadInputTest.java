package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input is refused by a typed error that names the value, the rule and the remedy, and leaves nothing behind. */
class BadInputTest {
    private static final Instant END = Bench.NOW.minus(Duration.ofDays(30));

    @TempDir
    Path folder;

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(InvalidParameterException.class);
    }

    private void storesNothing(String... expected) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder(expected);
        }
    }

    @Test
    void reversedAndEmptyRanges() {
        refused(() -> SyncRequest.of(HEART_RATE).between(END, END.minusSeconds(1)))
                .hasMessageContaining(END.toString())
                .hasMessageContaining("must start before it ends")
                .hasMessageContaining("exchange start and end");
        refused(() -> SyncRequest.of(HEART_RATE).between(END, END)).hasMessageContaining("give an end after the start");
    }

    @Test
    void yearsOneAnd9999() {
        refused(() -> SyncRequest.of(HEART_RATE).between(Instant.parse("0001-01-01T00:00:00Z"), END))
                .hasMessageContaining("0001-01-01");
        refused(() -> SyncRequest.of(HEART_RATE).between(END, Instant.parse("9999-01-01T00:00:00Z")))
                .hasMessageContaining("9999-01-01");
    }

    @Test
    void aRangeWhollyInTheFuture() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            TimeRange tomorrow = new TimeRange(Bench.NOW.plus(Duration.ofDays(1)), Bench.NOW.plus(Duration.ofDays(2)));
            refused(() -> bench.warehouse.sync(SyncRequest.of(HEART_RATE).in(tomorrow)))
                    .hasMessageContaining("future");
            assertThat(bench.warehouse.jobs()).isEmpty();
        }
    }

    @Test
    void anUnknownDataTypeAndAnUnknownSource() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            SyncRequest steps = SyncRequest.of(STEPS).last(Duration.ofDays(1));
            SyncRequest nobody = SyncRequest.of(HEART_RATE).from("nobody").last(Duration.ofDays(1));

            refused(() -> bench.warehouse.sync(steps))
                    .hasMessageContaining("steps")
                    .hasMessageContaining("scripted");
            refused(() -> bench.warehouse.sync(nobody))
                    .hasMessageContaining("nobody")
                    .hasMessageContaining("scripted");
            assertThat(vendor.asked).isEmpty();
            assertThat(bench.warehouse.jobs()).isEmpty();
        }
    }

    @Test
    void aRequestThatDoesNotSayForWhichTime() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            refused(() -> bench.warehouse.plan(SyncRequest.of(HEART_RATE))).hasMessageContaining(".last(duration)");
        }
    }

    @Test
    void twoConnectorsOfOneName() throws IOException {
        refused(() -> HealthWarehouse.builder()
                        .storage("sqlite:" + folder.resolve("health.db"))
                        .connector(ScriptedVendor.heartRate(Duration.ofDays(1)))
                        .connector(ScriptedVendor.heartRate(Duration.ofDays(2)))
                        .build())
                .hasMessageContaining("scripted")
                .hasMessageContaining("twice");
        storesNothing();
    }

    @Test
    void noStorageAndNoStorageForTheScheme() {
        refused(() -> HealthWarehouse.builder().build()).hasMessageContaining("sqlite:health.db");
        refused(() -> HealthWarehouse.builder().storage("oracle:health").build())
                .hasMessageContaining("oracle:health")
                .hasMessageContaining("sqlite");
        refused(() -> HealthWarehouse.builder().storage("health.db").build()).hasMessageContaining("health.db");
    }

    @Test
    void aPathThatIsAFolderAndAFileThatIsNoDatabase() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "Dear diary, ".repeat(1000));

        refused(() -> HealthWarehouse.builder().storage("sqlite:" + folder).build())
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() ->
                        HealthWarehouse.builder().storage("sqlite:" + text).build())
                .isInstanceOfAny(InvalidParameterException.class, StorageFailedException.class)
                .hasMessageContaining("notes.txt");
        assertThat(Files.readString(text)).startsWith("Dear diary");
        storesNothing("notes.txt");
    }

    @Test
    void aClosedWarehouse() {
        Bench bench = new Bench(folder.resolve("health.db"), ScriptedVendor.heartRate(Duration.ofDays(7)));
        bench.close();
        bench.close();
        HealthWarehouse closed = bench.warehouse;
        SyncRequest request = SyncRequest.of(HEART_RATE).last(Duration.ofDays(1));
        SampleType type = HEART_RATE;

        List<ThrowingCallable> calls = List.of(
                () -> closed.plan(request),
                () -> closed.sync(request),
                () -> closed.resume(new JobId("some")),
                closed::jobs,
                () -> closed.samples(type),
                () -> closed.coverage(type, new TimeRange(END, Bench.NOW)),
                closed::offeredTypes,
                () -> closed.export(ExportRequest.csv(folder)));
        assertThat(calls).allSatisfy(call -> refused(call).hasMessageContaining("is closed"));
    }
}
