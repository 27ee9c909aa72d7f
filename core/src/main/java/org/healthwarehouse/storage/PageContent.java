package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;

/**
 * What was read off a page.
 *
 * @param samples columns by series, each sorted by start, then end, without duplicates
 * @param records in the order of the page
 * @param locations in the order of the page
 * @param deleted what the vendor says is gone
 * @param localDays when local dates really were
 * @param problems items that could not be read
 */
public record PageContent(
        List<SampleBatch> samples,
        List<ParsedRecord> records,
        List<ParsedLocation> locations,
        List<Deletion> deleted,
        List<LocalDay> localDays,
        List<ParseProblem> problems) {

    /** Nothing. */
    public static final PageContent EMPTY = new PageContent(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public PageContent {
        samples = List.copyOf(samples);
        records = List.copyOf(records);
        locations = List.copyOf(locations);
        deleted = List.copyOf(deleted);
        localDays = List.copyOf(localDays);
        problems = List.copyOf(problems);
    }

    /** Content without deletions, days and problems. */
    public PageContent(List<SampleBatch> samples, List<ParsedRecord> records, List<ParsedLocation> locations) {
        this(samples, records, locations, List.of(), List.of(), List.of());
    }

    /** Samples, records and locations together. */
    public int size() {
        return samples.stream().mapToInt(SampleBatch::size).sum() + records.size() + locations.size();
    }

    /** A record or location that the vendor says is gone. */
    public record Deletion(DataType type, RecordKey key) {}
}
