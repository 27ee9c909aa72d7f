package org.healthwarehouse.whoop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** What the parser reads off one table; it has nothing to say but records and problems. */
final class ReadTable implements PageSink {
    final List<ParsedRecord> records = new ArrayList<>();
    final List<ParseProblem> problems = new ArrayList<>();

    static ReadTable of(CsvTable table, String text) throws MalformedResponseException {
        return of(table, text.getBytes(StandardCharsets.UTF_8));
    }

    static ReadTable of(CsvTable table, byte[] bytes) throws MalformedResponseException {
        ReadTable read = new ReadTable();
        RawPage page = new RawPage(
                RawPage.Origin.IMPORT,
                Whoop.SOURCE,
                table.feed(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                0,
                "text/csv",
                RawBody.of(bytes));
        new WhoopExportImporter().parse(page, read);
        return read;
    }

    /** The records of one type, in the order of the table. */
    List<ParsedRecord> of(DataType type) {
        return records.stream().filter(record -> record.type().equals(type)).toList();
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        throw new AssertionError("an export has no samples");
    }

    @Override
    public void record(ParsedRecord record) {
        records.add(record);
    }

    @Override
    public void location(ParsedLocation location) {
        throw new AssertionError("an export has no locations");
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        throw new AssertionError("an export deletes nothing");
    }

    @Override
    public void localDay(LocalDay day) {
        throw new AssertionError("an export says nothing about days");
    }

    @Override
    public void problem(ParseProblem problem) {
        problems.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        throw new AssertionError("an export claims nothing");
    }

    @Override
    public void next(PageToken token) {
        throw new AssertionError("an export has one page");
    }
}
