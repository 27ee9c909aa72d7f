package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export equals the store, and appears whole or not at all. */
class ExportTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));

    @TempDir
    Path folder;

    private final ScriptedVendor vendor =
            ScriptedVendor.heartRate(Duration.ofDays(7)).feed(STEPS, FetchLimits.window(Duration.ofDays(7)));
    private Path target;

    @BeforeEach
    void target() {
        target = folder.resolve("exports");
    }

    private Bench filled() {
        Bench bench = new Bench(folder.resolve("health.db"), vendor);
        var unused = bench.sync(SyncRequest.everything().between(START, START.plus(Duration.ofDays(7))));
        return bench;
    }

    @Test
    void everyTypeBecomesOneFileWithEveryRow() throws IOException {
        try (Bench bench = filled()) {
            ExportReport report = bench.warehouse.export(ExportRequest.csv(target));

            assertThat(report.rows()).isEqualTo(2 * 7 * 24);
            assertThat(report.files().stream()
                            .map(file -> file.path().getFileName().toString()))
                    .containsExactly("heart_rate.csv", "steps.csv");
            List<String> lines = Files.readAllLines(target.resolve("heart_rate.csv"));
            assertThat(lines).hasSize(1 + 7 * 24);
            assertThat(lines.get(0)).isEqualTo("user_id,source,device,channel,start,end,value,unit");
            assertThat(lines.get(1)).isEqualTo("local,scripted,watch,," + START + "," + START + ",60,/min");
        }
    }

    @Test
    void typesAndRangeAreRespected() {
        try (Bench bench = filled()) {
            ExportReport report = bench.warehouse.export(
                    ExportRequest.csv(target).types(STEPS).between(START, START.plus(Duration.ofDays(1))));

            assertThat(report.files()).singleElement().satisfies(file -> {
                assertThat(file.type()).isEqualTo("steps");
                assertThat(file.rows()).isEqualTo(24);
            });
        }
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews())
                .as("permissions are a matter of POSIX file systems")
                .contains("posix");
        try (Bench bench = filled()) {
            var unused = bench.warehouse.export(ExportRequest.csv(target));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("steps.csv"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFailedExportLeavesTheOlderFileWholeAndNothingElse() throws IOException {
        try (Bench bench = filled()) {
            var unused = bench.warehouse.export(ExportRequest.csv(target).types(HEART_RATE));
            String before = Files.readString(target.resolve("heart_rate.csv"));
            Files.createDirectories(target.resolve("steps.csv").resolve("in-the-way"));

            assertThatThrownBy(() ->
                            bench.warehouse.export(ExportRequest.csv(target).types(STEPS)))
                    .isInstanceOf(StorageFailedException.class)
                    .hasMessageContaining(target.toString());

            assertThat(Files.readString(target.resolve("heart_rate.csv"))).isEqualTo(before);
            try (Stream<Path> files = Files.list(target)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("heart_rate.csv", "steps.csv");
            }
        }
    }
}
