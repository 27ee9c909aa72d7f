package org.healthwarehouse.whoop;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
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
 * Reads the tables that the WHOOP app sends to a member who asks for the own data: cycles with recoveries, sleeps,
 * workouts and the journal, as a ZIP archive, as a folder, or one by one. They are rounded and have no identities, so
 * each becomes a part of what the developer API tells of the same record, known by the second in which that begins; and
 * nothing is claimed of any time. Thread-safe.
 */
public final class WhoopExportImporter implements Importer {
    private static final List<String> STARTS = List.of("Workout start time", "Sleep onset", "Cycle start time");

    /** Found by {@link java.util.ServiceLoader}; nothing has to be set. */
    public WhoopExportImporter() {}

    @Override
    public SourceId source() {
        return Whoop.SOURCE;
    }

    /** By name and, where others may have files of that name too, by the header. */
    @Override
    public boolean accepts(ImportEntry entry) throws IOException {
        Optional<CsvTable> table = CsvTable.named(entry.fileName());
        if (table.isEmpty()) {
            return false;
        }
        try (InputStream bytes = entry.open();
                CsvReader reader = new CsvReader(bytes)) {
            return table.get().mayHave(reader.row());
        } catch (MalformedResponseException e) {
            return table.get().mayHave(List.of());
        }
    }

    @Override
    public boolean reads(FeedId feed) {
        return CsvTable.of(feed).isPresent();
    }

    @Override
    public void pages(ImportEntry entry, Consumer<RawPage> out) throws IOException {
        Optional<CsvTable> table = CsvTable.named(entry.fileName());
        if (table.isPresent()) {
            out.accept(new RawPage(
                    RawPage.Origin.IMPORT,
                    Whoop.SOURCE,
                    table.get().feed(),
                    Optional.empty(),
                    entry.importedAt(),
                    newest(entry),
                    0,
                    "text/csv",
                    entry.body()));
        }
    }

    /**
     * Of which moment the export speaks at least: it does not say when it was made, but its newest row comes first. So
     * an older export that is read later does not undo a newer one.
     */
    private static Optional<Instant> newest(ImportEntry entry) throws IOException {
        try (InputStream bytes = entry.open();
                CsvReader reader = new CsvReader(bytes)) {
            List<String> header = reader.row().stream().map(String::strip).toList();
            List<String> first = reader.row();
            if (first.size() < header.size()) {
                return Optional.empty();
            }
            java.util.Map<String, Integer> columns = new java.util.HashMap<>();
            header.forEach(name -> columns.putIfAbsent(name, header.indexOf(name)));
            CsvRow row = new CsvRow(columns, first, 2);
            for (String start : STARTS) {
                Optional<Instant> at = row.instant(start);
                if (at.isPresent()) {
                    return at;
                }
            }
            return Optional.empty();
        } catch (MalformedResponseException | CsvRow.BadValueException e) {
            return Optional.empty();
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        CsvTable table = CsvTable.of(page.feed())
                .orElseThrow(
                        () -> new MalformedResponseException("a page of no table of an export", "feed " + page.feed()));
        CsvPage.parse(table, page, sink);
    }
}
