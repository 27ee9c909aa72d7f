package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.SourceId;

/**
 * Reads the JSON files of what Garmin Connect gives to a person who asks for the own data ({@code DI_CONNECT}): days,
 * nights, vital signs, weights, water, activities and training, as an archive, as a folder, or one by one. The FIT
 * files in its inner archives are read by {@link FitImporter}. An activity or a night of which both tell is one record.
 * The export holds everything, so the time before the newest day of a file is claimed. Thread-safe.
 */
public final class GarminExportImporter implements Importer {
    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

    /** Found by {@link java.util.ServiceLoader}; nothing has to be set. */
    public GarminExportImporter() {}

    @Override
    public SourceId source() {
        return FitImporter.SOURCE;
    }

    /** By name, and by content where others have files of that name too. */
    @Override
    public boolean accepts(ImportEntry entry) throws IOException {
        Optional<ExportFile> file = ExportFile.named(entry.fileName());
        return file.isPresent() && (!file.get().isCommonName() || isProfile(entry));
    }

    private static boolean isProfile(ImportEntry entry) throws IOException {
        try (InputStream in = entry.open();
                JsonReader reader = new JsonReader(in, "")) {
            Map<String, Object> object = reader.next();
            return object != null && (object.containsKey("displayName") || object.containsKey("userName"));
        } catch (IOException e) {
            if (JsonReader.isAboutText(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean reads(FeedId feed) {
        return ExportFile.of(feed).isPresent();
    }

    @Override
    public void pages(ImportEntry entry, Consumer<RawPage> out) throws IOException {
        Optional<ExportFile> file = ExportFile.named(entry.fileName());
        if (file.isPresent()) {
            out.accept(new RawPage(
                    RawPage.Origin.IMPORT,
                    FitImporter.SOURCE,
                    file.get().feed(),
                    Optional.empty(),
                    entry.importedAt(),
                    newest(file.get(), entry),
                    0,
                    "application/json",
                    entry.body()));
        }
    }

    /**
     * Of which moment the file speaks at least: that of its newest object. When the export was made no file says, and
     * the time of a file is that of its last copy.
     */
    private static Optional<Instant> newest(ExportFile file, ImportEntry entry) {
        try {
            return ExportPage.parse(file, entry.body(), new Nowhere()).filter(time -> !file.isCommonName());
        } catch (MalformedResponseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        ExportFile file = ExportFile.of(page.feed())
                .orElseThrow(
                        () -> new MalformedResponseException("a page of no file of an export", "feed " + page.feed()));
        // The newest day may have been cut off by the export; the one before it is over, if an hour short.
        Instant newest = page.moment().plus(CLOCK_CHANGE);
        var unused = ExportPage.parse(file, page.body(), new WholeDays(sink, newest));
    }
}
