package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportLimits;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.ImportReport.Skipped;
import org.healthwarehouse.ImportReport.Taken;
import org.healthwarehouse.ImportRequest;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, folders and archives. */
class ImportTest {
    private static final Instant NIGHT = Bench.NOW.minus(Duration.ofDays(40));

    @TempDir
    Path folder;

    private Path export;
    private HealthWarehouse warehouse;

    /** Takes files that end with {@code .notes}, as the vendor writes its pages. */
    private static final class NoteImporter implements Importer {
        private final NoteVendor vendor = new NoteVendor();

        @Override
        public SourceId source() {
            return NoteVendor.SOURCE;
        }

        @Override
        public boolean accepts(ImportEntry entry) {
            return entry.fileName().endsWith(".notes");
        }

        @Override
        public boolean reads(FeedId feed) {
            return feed.value().equals("export");
        }

        @Override
        public void pages(ImportEntry entry, Consumer<RawPage> out) {
            if (entry.fileName().startsWith("odd")) {
                throw new IllegalStateException("a bug in an importer");
            }
            out.accept(new RawPage(
                    RawPage.Origin.IMPORT,
                    NoteVendor.SOURCE,
                    new FeedId("export"),
                    Optional.empty(),
                    entry.importedAt(),
                    entry.modifiedAt(),
                    0,
                    "text/plain",
                    entry.body()));
        }

        @Override
        public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
            vendor.parse(page, sink);
        }
    }

    @BeforeEach
    void open() throws IOException {
        export = Files.createDirectory(folder.resolve("export"));
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), new ManualClock(Bench.NOW)))
                .importer(new NoteImporter())
                .clock(new ManualClock(Bench.NOW))
                .build();
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private static byte[] night(String uuid) {
        return ("sleep uuid=" + uuid + " " + NIGHT + " 8 - 80").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> members(Object... namesAndBytes) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            members.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return members;
    }

    private List<String> query(String sql) {
        return StoreFile.query(folder.resolve("health.db"), sql);
    }

    private static List<String> taken(ImportReport report) {
        return report.taken().stream().map(Taken::name).toList();
    }

    private static Map<String, String> skipped(ImportReport report) {
        Map<String, String> why = new LinkedHashMap<>();
        report.skipped().forEach(each -> why.put(each.name(), each.why()));
        return why;
    }

    @Test
    void aFolderIsReadWithItsArchivesAndThoseInside() throws IOException {
        Files.write(export.resolve("a.notes"), night("a"));
        Files.write(export.resolve("readme.txt"), new byte[] {1});
        byte[] inner = zip(members("c.notes", night("c")));
        Files.write(export.resolve("more.zip"), zip(members("b.notes", night("b"), "deep/inner.zip", inner)));
        ImportReport report = warehouse.importFrom(export);
        assertThat(taken(report)).containsExactly("a.notes", "more.zip!/b.notes", "more.zip!/deep/inner.zip!/c.notes");
        assertThat(skipped(report)).containsOnlyKeys("readme.txt");
        assertThat(report.added()).isEqualTo(3);
        assertThat(query("SELECT count(*) FROM sleep_cycles")).containsExactly("3");
    }

    @Test
    void aSecondImportChangesNothing() throws IOException {
        Path zip =
                Files.write(folder.resolve("export.zip"), zip(members("a.notes", night("a"), "b.notes", night("b"))));
        assertThat(warehouse.importFrom(zip).added()).isEqualTo(2);
        ImportReport again = warehouse.importFrom(zip);
        assertThat(again.added() + again.changed()).isZero();
        assertThat(query("SELECT count(*) FROM raw_page")).containsExactly("2");
        assertThat(query("SELECT count(*) FROM record_revision")).containsExactly("0");
    }

    @Test
    void importsAreInTheSyncHistoryWithTheirCountsAndAreNoSync() throws IOException {
        Files.write(export.resolve("a.notes"), night("a"));
        Files.write(export.resolve("b.notes"), "broken".getBytes(StandardCharsets.UTF_8));
        ImportReport report = warehouse.importFrom(export);
        assertThat(query(
                        "SELECT kind, job_id, source, data_type, status, records_synced, error_type FROM sync_history"))
                .containsExactly("import|" + report.id() + "|notes|sleep|partial|1|MalformedResponse");
        assertThat(skipped(report)).containsOnlyKeys("b.notes");
        assertThat(query("SELECT last_sync_at FROM sync_log")).containsExactly("null");
        assertThat(query("SELECT tool_name, calls, outcome FROM fetch_log ORDER BY id"))
                .containsExactly("export|0|stored", "export|0|given_up");
    }

    @Test
    void anImportCanBeEndedAndKeepsWhatItTook() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Files.write(export.resolve(name + ".notes"), night(name));
        }
        ImportReport report = warehouse.importFrom(ImportRequest.of(export).telling(progress -> progress.taken() < 2));
        assertThat(report.cancelled()).isTrue();
        assertThat(taken(report)).containsExactly("a.notes", "b.notes");
        assertThat(query("SELECT status, error_type FROM sync_history")).containsExactly("partial|Cancelled");
        assertThat(warehouse.importFrom(export).added()).isEqualTo(1);
    }

    @Test
    void namesThatLeadOutOfAnArchiveAndLinksAreLeftAlone() throws IOException {
        Path secret = Files.write(folder.resolve("outside.notes"), night("x"));
        Files.createSymbolicLink(export.resolve("link.notes"), secret);
        Files.write(
                export.resolve("slip.zip"),
                zip(members("../../evil.notes", night("e"), "/root.notes", night("r"), "ok.notes", night("o"))));
        ImportReport report = warehouse.importFrom(export);
        assertThat(taken(report)).containsExactly("slip.zip!/ok.notes");
        assertThat(skipped(report))
                .containsOnlyKeys("link.notes", "slip.zip!/../../evil.notes", "slip.zip!//root.notes");
        assertThat(Files.exists(folder.resolve("evil.notes"))).isFalse();
    }

    @Test
    void aBombDoesNoHarm() throws IOException {
        byte[] zeros = new byte[30 << 20];
        Path bomb = Files.write(folder.resolve("bomb.zip"), zip(members("a.notes", night("a"), "bomb.notes", zeros)));
        ImportReport report = warehouse.importFrom(bomb);
        assertThat(taken(report)).containsExactly("bomb.zip!/a.notes");
        assertThat(skipped(report).get("bomb.zip!/bomb.notes")).contains("200 times");
        assertThat(query("SELECT count(*) FROM raw_page")).containsExactly("1");
    }

    @Test
    void limitsHold() throws IOException {
        byte[] one = zip(members("deep.notes", night("deep")));
        byte[] two = zip(members("one.zip", one));
        Path three = Files.write(folder.resolve("three.zip"), zip(members("two.zip", two, "z.notes", night("z"))));
        ImportLimits shallow = new ImportLimits(2, 10, 1000, 1 << 20, 200);
        ImportReport report = warehouse.importFrom(ImportRequest.of(three).limits(shallow));
        assertThat(taken(report)).containsExactly("three.zip!/z.notes");
        assertThat(skipped(report).get("three.zip!/two.zip!/one.zip")).contains("deeper than 2");
        ImportReport few =
                warehouse.importFrom(ImportRequest.of(three).limits(new ImportLimits(3, 2, 1000, 1 << 20, 200)));
        assertThat(few.skipped()).extracting(Skipped::why).anyMatch(why -> why.contains("more than 2 files"));
        ImportReport small =
                warehouse.importFrom(ImportRequest.of(three).limits(new ImportLimits(3, 100, 20, 1 << 20, 200)));
        assertThat(small.taken()).isEmpty();
        assertThat(small.skipped()).extracting(Skipped::why).anyMatch(why -> why.contains("more than 20 bytes"));
    }

    @Test
    void whatIsDamagedIsSkippedAndTheRestIsTaken() throws IOException {
        byte[] whole = zip(members("a.notes", night("a")));
        Files.write(export.resolve("half.zip"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.write(export.resolve("z.notes"), night("z"));
        ImportReport report = warehouse.importFrom(export);
        assertThat(taken(report)).containsExactly("z.notes");
        assertThat(skipped(report).get("half.zip")).contains("damaged");
    }

    @Test
    void aPathWithNothingThereIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> warehouse.importFrom(folder.resolve("nothing")));
    }

    @Test
    void aFileThatAnImporterFailsOnIsSkippedAndTheRestIsTaken() throws IOException {
        Files.write(export.resolve("a.notes"), night("a"));
        Files.write(export.resolve("odd.notes"), night("b"));
        Files.write(export.resolve("z.notes"), night("z"));
        ImportReport report = warehouse.importFrom(ImportRequest.of(export));
        assertThat(taken(report)).containsExactly("a.notes", "z.notes");
        assertThat(skipped(report))
                .hasEntrySatisfying(
                        "odd.notes",
                        why -> assertThat(why).contains("IllegalStateException").doesNotContain("a bug"));
    }
}
