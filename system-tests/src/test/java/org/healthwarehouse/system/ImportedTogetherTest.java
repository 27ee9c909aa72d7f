package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportProgress;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.ImportRequest;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files of an import share transactions; that is seen in nothing but the time it takes. */
class ImportedTogetherTest {
    private static final SourceId SOURCE = SourceId.of("scales");
    private static final FeedId FEED = new FeedId("file");
    private static final SampleType OTHER_UNIT = new SampleType(
            DataTypes.BODY_MASS.name(),
            "t",
            DataTypes.BODY_MASS.plausible(),
            DataTypes.BODY_MASS.aggregation(),
            "In tonnes.");

    @TempDir
    Path folder;

    private final List<String> writes = new ArrayList<>();
    private Path files;
    private HealthWarehouse warehouse;

    /** A file is one weight at the day that is its name; in another unit if it says so. */
    private static final class Weights implements Importer {
        @Override
        public SourceId source() {
            return SOURCE;
        }

        @Override
        public boolean accepts(ImportEntry entry) {
            return entry.fileName().endsWith(".weight");
        }

        @Override
        public boolean reads(FeedId feed) {
            return feed.equals(FEED);
        }

        @Override
        public void pages(ImportEntry entry, Consumer<RawPage> out) {
            out.accept(new RawPage(
                    RawPage.Origin.IMPORT,
                    SOURCE,
                    FEED,
                    Optional.empty(),
                    entry.importedAt(),
                    Optional.empty(),
                    0,
                    "text/plain",
                    entry.body()));
        }

        @Override
        public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
            try (InputStream in = page.body().open()) {
                String[] words = new String(in.readAllBytes(), StandardCharsets.UTF_8).split(" ", -1);
                if (words.length < 2) {
                    throw new MalformedResponseException("no weight", "word 2");
                }
                long time = Bench.NOW
                        .minusSeconds(86_400 * Long.parseLong(words[0]))
                        .toEpochMilli();
                SampleType type = words.length == 2 ? DataTypes.BODY_MASS : OTHER_UNIT;
                sink.samples(type, Device.of("scale"), "").add(time, time, Double.parseDouble(words[1]));
            } catch (IOException e) {
                throw new MalformedResponseException("cannot be read", "its bytes");
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        files = Files.createDirectory(folder.resolve("files"));
        warehouse = HealthWarehouse.builder()
                .storage(noting(SqliteStorage.open(folder.resolve("health.db"), new ManualClock(Bench.NOW))))
                .importer(new Weights())
                .clock(new ManualClock(Bench.NOW))
                .build();
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    /** Notes each transaction that stores pages. */
    private Storage noting(Storage real) {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("ingest")) {
                        writes.add(arguments[0] instanceof List<?> pages ? pages.size() + " pages" : "a page");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void weight(int day, String content) throws IOException {
        Files.writeString(files.resolve("%03d.weight".formatted(day)), content);
    }

    private List<String> query(String sql) {
        return StoreFile.query(folder.resolve("health.db"), sql);
    }

    @Test
    void smallFilesAreCommittedSixtyFourAtATime() throws IOException {
        for (int day = 0; day < 150; day++) {
            weight(day, day + " 70");
        }
        List<Integer> taken = new ArrayList<>();
        ImportReport report =
                warehouse.importFrom(ImportRequest.of(files).telling(progress -> taken.add(progress.taken())));
        assertThat(report.added()).isEqualTo(150);
        assertThat(writes).containsExactly("64 pages", "64 pages", "22 pages");
        assertThat(taken)
                .as("files that wait count as taken")
                .hasSize(150)
                .isSorted()
                .endsWith(149);
        assertThat(warehouse.importFrom(files).added()).isZero();
    }

    @Test
    void aLargeFileIsNotCommittedWithTheSmallOnesBeforeIt() throws IOException {
        weight(1, "1 70");
        weight(2, "2 71");
        weight(3, "3 72." + "0".repeat(2 << 20));
        assertThat(warehouse.importFrom(files).added()).isEqualTo(3);
        assertThat(writes).containsExactly("2 pages", "a page");
    }

    @Test
    void aPageThatCannotBeReadOrStoredCostsNoOther() throws IOException {
        weight(1, "1 70");
        weight(2, "2 0.07 tonnes");
        weight(3, "3");
        weight(4, "4 71");
        ImportReport report = warehouse.importFrom(files);
        assertThat(report.taken()).extracting(ImportReport.Taken::name).containsExactly("001.weight", "004.weight");
        assertThat(report.skipped())
                .extracting(ImportReport.Skipped::name)
                .containsExactlyInAnyOrder("002.weight", "003.weight");
        assertThat(query("SELECT value FROM sample ORDER BY start_ms")).containsExactly("71", "70");
        assertThat(query("SELECT count(*) FROM raw_page"))
                .as("all bytes are kept")
                .containsExactly("4");
        assertThat(query("SELECT count(*) FROM error_entry WHERE resolved_ms IS NULL"))
                .containsExactly("2");
    }

    @Test
    void whatWasTakenStaysIfTheListenerFails() throws IOException {
        weight(1, "1 70");
        weight(2, "2 71");
        assertThatIllegalStateException()
                .isThrownBy(() -> warehouse.importFrom(ImportRequest.of(files).telling(this::endAfterOne)));
        assertThat(query("SELECT count(*) FROM sample")).containsExactly("1");
    }

    private boolean endAfterOne(ImportProgress progress) {
        if (progress.taken() == 1) {
            throw new IllegalStateException("a bug of the listener");
        }
        return true;
    }
}
