package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.Test;

/** Recent ranges are asked again every day: what has not changed must cost no row. */
class UnchangedRefetchTest extends StoreTest {
    private static final List<String> TABLES = List.of(
            "sample",
            "sample_note",
            "sample_revision",
            "record",
            "record_key",
            "record_revision",
            "location",
            "location_revision",
            "raw_page",
            "raw_part");

    private final PageContent content = new PageContent(
            List.of(new SampleBatch(
                    HEART_RATE,
                    Device.of("watch"),
                    "",
                    new long[] {T0.toEpochMilli(), T0.toEpochMilli() + 60_000},
                    new long[] {0, 1000},
                    new double[] {60, 61.5},
                    Map.of(1, Attributes.of(Map.of("context", "rest"))))),
            List.of(new ParsedRecord(
                    WORKOUT,
                    Set.of(new RecordKey("uuid", "w")),
                    T0,
                    T0.plus(Duration.ofHours(1)),
                    Optional.of(NOW),
                    false,
                    Attributes.of(Map.of("workout_type", "running")))),
            List.of(new ParsedLocation(
                    TRACK, new RecordKey("uuid", "l"), T0, 1.5, 2.5, OptionalDouble.of(3.0), Attributes.EMPTY)));

    private CommitReceipt fetch(String job, PageContent of) {
        return store.commit(new PageCommit(
                claim(store, job, days(0, 1)), Optional.of(page("the same bytes")), 1, of, List.of(), true, 1, NOW));
    }

    /** Every row of every table of data, with the number of the commit that wrote it. */
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(table, Sql.rows(file, "SELECT * FROM " + table + " ORDER BY 1, 2, 3")));
        return rows;
    }

    @Test
    void writesNoSampleNoRecordNoRevisionAndNoRawPage() {
        CommitReceipt first = fetch("first", content);
        Map<String, List<String>> before = rows();

        CommitReceipt second = fetch("second", content);

        assertThat(first.added()).isEqualTo(4);
        assertThat(second.unchanged()).isEqualTo(4);
        assertThat(rows()).isEqualTo(before);
        assertThat(before.get("sample")).hasSize(2);
        assertThat(before.get("raw_part")).hasSize(1);
    }
}
