package org.healthwarehouse.whoop;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** Everything that a parser hands over, in order. */
final class Collected implements PageSink {
    final List<ParsedRecord> records = new ArrayList<>();
    final List<Gone> deleted = new ArrayList<>();
    final List<ParseProblem> problems = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final List<PageToken> tokens = new ArrayList<>();

    record Gone(DataType type, RecordKey key) {}

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        throw new AssertionError("this source has no samples");
    }

    @Override
    public void record(ParsedRecord record) {
        records.add(record);
    }

    @Override
    public void location(ParsedLocation location) {
        throw new AssertionError("this source has no positions");
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        deleted.add(new Gone(type, key));
    }

    @Override
    public void localDay(LocalDay day) {
        throw new AssertionError("this source has no local dates");
    }

    @Override
    public void problem(ParseProblem problem) {
        problems.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
    }

    @Override
    public void next(PageToken token) {
        tokens.add(token);
    }

    ParsedRecord only() {
        if (records.size() != 1) {
            throw new AssertionError(records.size() + " records instead of one");
        }
        return records.get(0);
    }
}
