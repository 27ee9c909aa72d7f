package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.healthwarehouse.model.DataTypes.STEPS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.healthwarehouse.export.ExportContent;
import org.healthwarehouse.export.ExportOutput;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.export.Exporter;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is a tree of files takes its place as a whole, or not at all. */
class TreeExportTest {
    @TempDir
    Path folder;

    private FilledStore store;
    private Path target;

    @BeforeEach
    void open() {
        store = new FilledStore(folder.resolve("health.db"));
        OddStore.fill(store);
        target = folder.resolve("exports").resolve("tree");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void export() {
        var unused = store.warehouse.export(ExportRequest.to("parquet", target).everybody());
    }

    /** Writes one file and then fails. */
    private static final class Failing implements Exporter {
        @Override
        public String format() {
            return "parquet";
        }

        @Override
        public Layout layout() {
            return Layout.TREE;
        }

        @Override
        public void write(ExportContent content, ExportOutput out) throws IOException {
            Files.writeString(out.create("type=x/half"), "half");
            throw new IOException("disk full");
        }
    }

    private void fail() {
        assertThatThrownBy(() -> store.warehouse.export(ExportRequest.to(new Failing(), target)))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining(target.toString());
    }

    /** The bytes of every file by its path, the moment of creation in the manifest left out. */
    static SortedMap<String, String> content(Path tree) throws Exception {
        TreeMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(tree.relativize(file).toString(), sha256(file));
            }
        }
        return content;
    }

    static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(target.getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theManifestDescribesEveryOtherFile() throws Exception {
        export();

        JsonNode manifest =
                new ObjectMapper().readTree(target.resolve("manifest.json").toFile());
        assertThat(manifest.get("schema_version").asInt()).isEqualTo(1);
        assertThat(manifest.get("library_version").asText()).isNotEmpty();
        assertThat(manifest.get("created_at").asText()).isEqualTo(FilledStore.NOW.toString());
        assertThat(manifest.get("snapshot").asLong()).isPositive();
        TreeMap<String, String> listed = new TreeMap<>();
        for (JsonNode file : manifest.get("files")) {
            listed.put(file.get("path").asText(), file.get("sha256").asText());
            assertThat(file.get("bytes").asLong())
                    .isEqualTo(Files.size(target.resolve(file.get("path").asText())));
        }
        SortedMap<String, String> there = content(target);
        there.remove("manifest.json");
        assertThat(listed).isEqualTo(there);
    }

    @Test
    void theManifestSaysWhoseDataAFileHolds() throws Exception {
        export();

        JsonNode manifest =
                new ObjectMapper().readTree(target.resolve("manifest.json").toFile());
        assertThat(manifest.get("files").findValuesAsText("user")).contains(OddStore.ODD.value(), "local");
    }

    @Test
    void onlyTheOwnerMayLook() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        export();

        try (Stream<Path> all = Files.walk(target)) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void aSecondExportReplacesTheFirstAsAWhole() throws Exception {
        export();
        var unused = store.warehouse.export(ExportRequest.to("parquet", target).types(STEPS));

        assertThat(content(target).keySet())
                .containsExactly(
                        "coverage.parquet",
                        "manifest.json",
                        "type=steps/user=u-local/month=2025-12/part-0.parquet",
                        "type=steps/user=u-local/month=2026-01/part-0.parquet");
        assertThat(beside()).containsExactly("tree");
    }

    @Test
    void aFailedExportLeavesTheOneBeforeAndNothingElse() throws Exception {
        export();
        SortedMap<String, String> before = content(target);

        fail();

        assertThat(content(target)).isEqualTo(before);
        assertThat(beside()).containsExactly("tree");
    }

    @Test
    void aSwitchThatWasCutOffBetweenItsTwoRenamesIsFinishedByTheNextExport() throws Exception {
        export();
        SortedMap<String, String> whole = content(target);
        Files.move(target, target.resolveSibling(".tree.ready"));
        Files.createDirectories(target.resolveSibling(".tree.old").resolve("type=x"));
        Files.createDirectories(target.resolveSibling(".tree.new").resolve("type=x"));

        fail();

        assertThat(content(target)).isEqualTo(whole);
        assertThat(beside()).containsExactly("tree");
    }

    @Test
    void theTreeBeforeComesBackIfNoOtherIsReady() throws Exception {
        export();
        SortedMap<String, String> whole = content(target);
        Files.move(target, target.resolveSibling(".tree.old"));

        fail();

        assertThat(content(target)).isEqualTo(whole);
    }

    @Test
    void aFolderWithSomethingElseInItIsRefusedAndKept() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(this::export)
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("thesis.txt");

        assertThat(target.resolve("thesis.txt")).hasContent("years of work");
        assertThat(beside()).containsExactly("tree");
    }

    @Test
    void somethingThatWasAddedToAnExportIsNotLostEither() throws IOException {
        export();
        Files.writeString(target.resolve("notes.txt"), "mine");

        assertThatThrownBy(this::export).hasMessageContaining("notes.txt");
    }

    @Test
    void twoExportsToOneFolderDoNotMeet() throws IOException {
        Files.createDirectories(target.getParent());
        Path lock = target.resolveSibling(".tree.lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.tryLock()).isNotNull();

            assertThatThrownBy(this::export)
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("another export");
        }
        export();
        assertThat(beside()).containsExactly("tree");
    }
}
