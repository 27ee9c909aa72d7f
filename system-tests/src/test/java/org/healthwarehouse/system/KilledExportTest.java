package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of an export leaves whole files, and the next one tidies up. */
class KilledExportTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 3);
    private static final int DAYS = 400;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("crash.seed", 1));
    private FilledStore store;

    @BeforeEach
    void fill() {
        store = new FilledStore(folder.resolve("health.db"));
        store.add(
                UserId.LOCAL,
                OddStore.FULCRA,
                new PageContent(List.of(minutes(HEART_RATE), minutes(STEPS)), List.of(), List.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static SampleBatch minutes(SampleType type) {
        int rows = DAYS * 288;
        long[] starts = new long[rows];
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            starts[i] =
                    OddStore.START.toEpochMilli() + i * Duration.ofMinutes(5).toMillis();
            values[i] = i % 97;
        }
        return new SampleBatch(type, Device.of("watch"), "", starts, new long[rows], values, Map.of());
    }

    /** Kills the child some time after its first export. */
    private void exportAndKill(String format, Path target) throws Exception {
        Path log = folder.resolve("child.log");
        Files.deleteIfExists(log);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportingChild.class.getName(),
                        folder.resolve("health.db").toString(),
                        format,
                        target.toString())
                .redirectError(log.toFile())
                .start();
        try (BufferedReader says = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).as(Files.readString(log)).isEqualTo("exported " + 2 * DAYS * 288);
            LockSupport.parkNanos(random.nextLong(300_000_000));
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.exitValue()).as("killed at work").isEqualTo(128 + 9);
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aTreeIsWholeWheneverTheProcessIsKilled() throws Exception {
        Path target = folder.resolve("exports").resolve("tree");
        for (int kill = 0; kill < KILLS; kill++) {
            exportAndKill("parquet", target);

            // Between two renames, for microseconds, the whole tree has another name.
            assertWhole(Files.exists(target) ? target : target.resolveSibling(".tree.ready"));
        }
        var unused = store.warehouse.export(ExportRequest.to("parquet", target).everybody());
        assertWhole(target);
        assertThat(names(target.getParent())).containsExactly("tree");
    }

    private static void assertWhole(Path tree) throws Exception {
        SortedMap<String, String> there = TreeExportTest.content(tree);
        there.remove("manifest.json");
        TreeMap<String, String> listed = new TreeMap<>();
        JsonNode manifest =
                new ObjectMapper().readTree(tree.resolve("manifest.json").toFile());
        manifest.get("files")
                .forEach(file ->
                        listed.put(file.get("path").asText(), file.get("sha256").asText()));
        assertThat(there).isEqualTo(listed).hasSizeGreaterThan(20);
    }

    @Test
    void filesAreWholeWheneverTheProcessIsKilled() throws Exception {
        Path target = folder.resolve("exports");
        var unused = store.warehouse.export(ExportRequest.csv(target).everybody());
        String whole = TreeExportTest.sha256(target.resolve("steps.csv"));
        for (int kill = 0; kill < KILLS; kill++) {
            exportAndKill("csv", target);

            assertThat(TreeExportTest.sha256(target.resolve("steps.csv"))).isEqualTo(whole);
        }
        var again = store.warehouse.export(ExportRequest.csv(target).everybody());
        assertThat(again.rows()).isEqualTo(2L * DAYS * 288);
        assertThat(names(target)).containsExactly("heart_rate.csv", "steps.csv");
    }
}
