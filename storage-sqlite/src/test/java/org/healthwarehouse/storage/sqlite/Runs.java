package org.healthwarehouse.storage.sqlite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;

/** One record for each run of samples without a pause of an hour. */
record Runs(SampleType input, RecordType output, int version) implements Deriver {
    @Override
    public Duration reach() {
        return Duration.ofHours(1);
    }

    @Override
    public List<ParsedRecord> derive(SampleSeries samples) {
        long[] starts = samples.timestamps();
        long[] ends = samples.ends();
        double[] values = samples.values();
        List<ParsedRecord> runs = new ArrayList<>();
        int first = 0;
        long reached = Long.MIN_VALUE;
        double sum = 0;
        for (int i = 0; i < starts.length; i++) {
            if (i > first && starts[i] - reached >= reach().toMillis()) {
                runs.add(run(starts[first], reached, i - first, sum));
                first = i;
                sum = 0;
                reached = Long.MIN_VALUE;
            }
            reached = Math.max(reached, ends[i]);
            sum += values[i];
        }
        if (first < starts.length) {
            runs.add(run(starts[first], reached, starts.length - first, sum));
        }
        return runs;
    }

    private ParsedRecord run(long start, long end, int count, double sum) {
        Map<String, Object> values = new TreeMap<>(Map.of("count", count, "sum", sum));
        if (version > 1) {
            values.put("version", version);
        }
        return new ParsedRecord(
                output,
                Set.of(new RecordKey("derived", Instant.ofEpochMilli(start).toString())),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                Optional.empty(),
                false,
                Attributes.of(values));
    }
}
