package org.healthwarehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * What a tree of exported files consists of, as its {@code manifest.json} says.
 *
 * @param format name of the format
 * @param snapshot number of the commit up to which everything is in it
 * @param files every file but the manifest itself
 */
record ExportManifest(String format, long snapshot, List<Line> files) {
    static final String NAME = "manifest.json";

    private static final int SCHEMA_VERSION = 1;

    /**
     * One file.
     *
     * @param path inside the tree, its parts separated by {@code /}
     * @param type name of its data type; empty if it is about the export as a whole
     * @param user whose data; empty if it is about the export as a whole
     * @param rows how many rows it has
     * @param bytes how long it is
     * @param sha256 of its bytes, hexadecimal
     * @param snapshot number of the commit up to which its rows were read
     */
    record Line(String path, String type, String user, long rows, long bytes, String sha256, long snapshot) {
        /** The file or folder directly inside the tree. */
        String top() {
            return path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        }
    }

    void write(Path file, ExportRequest request, Instant createdAt) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(PrivateFiles.createFile(file)));
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("schema_version", SCHEMA_VERSION);
            json.writeStringField("library_version", LibraryVersion.read());
            json.writeStringField("format", format);
            json.writeNumberField("snapshot", snapshot);
            json.writeStringField("created_at", createdAt.toString());
            scope(json, request);
            json.writeArrayFieldStart("files");
            for (Line line : files) {
                line(json, line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        PrivateFiles.force(file);
    }

    /** What was asked for; null means everything. */
    private static void scope(JsonGenerator json, ExportRequest request) throws IOException {
        names(json, "users", request.users().stream().map(UserId::value).toList());
        names(json, "types", request.types().stream().map(DataType::name).toList());
        Optional<TimeRange> range = request.range();
        json.writeStringField(
                "start", range.map(each -> each.start().toString()).orElse(null));
        json.writeStringField("end", range.map(each -> each.end().toString()).orElse(null));
    }

    private static void names(JsonGenerator json, String what, List<String> chosen) throws IOException {
        json.writeFieldName(what);
        if (chosen.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (String name : chosen.stream().sorted().toList()) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void line(JsonGenerator json, Line line) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", line.path());
        json.writeStringField("type", line.type().isEmpty() ? null : line.type());
        json.writeStringField("user", line.user().isEmpty() ? null : line.user());
        json.writeNumberField("rows", line.rows());
        json.writeNumberField("bytes", line.bytes());
        json.writeStringField("sha256", line.sha256());
        json.writeNumberField("snapshot", line.snapshot());
        json.writeEndObject();
    }

    /** The manifest in the folder; empty if there is none, or none that this version wrote. */
    static Optional<ExportManifest> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode json = JsonMapper.builder().build().readTree(in);
            if (json.path("schema_version").asInt() != SCHEMA_VERSION) {
                return Optional.empty();
            }
            List<Line> lines = new ArrayList<>();
            json.path("files").forEach(each -> lines.add(line(each)));
            return Optional.of(new ExportManifest(
                    json.path("format").asText(), json.path("snapshot").asLong(-1), lines));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Line line(JsonNode json) {
        return new Line(
                json.path("path").asText(),
                json.path("type").asText(""),
                json.path("user").asText(""),
                json.path("rows").asLong(),
                json.path("bytes").asLong(),
                json.path("sha256").asText(),
                json.path("snapshot").asLong());
    }
}
