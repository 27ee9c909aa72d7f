package org.healthwarehouse.storage;

import java.util.List;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;

/**
 * What was read off a page.
 *
 * @param samples columns by series, each sorted by start, then end, without duplicates
 * @param records in the order of the page
 * @param locations in the order of the page
 */
public record PageContent(List<SampleBatch> samples, List<ParsedRecord> records, List<ParsedLocation> locations) {
    /** Nothing. */
    public static final PageContent EMPTY = new PageContent(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public PageContent {
        samples = List.copyOf(samples);
        records = List.copyOf(records);
        locations = List.copyOf(locations);
    }

    /** Samples, records and locations together. */
    public int size() {
        return samples.stream().mapToInt(SampleBatch::size).sum() + records.size() + locations.size();
    }
}
