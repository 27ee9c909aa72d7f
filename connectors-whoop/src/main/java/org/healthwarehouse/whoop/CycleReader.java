package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/** Reads a cycle. The one without an end is the current one. */
final class CycleReader {
    private CycleReader() {}

    static ParsedRecord read(Item item) throws MalformedResponseException {
        RecordKey key = new RecordKey(Whoop.ID, item.requiredIdentity("id"));
        Instant start = item.requiredTime("start");
        Optional<Instant> end = item.time("end");
        Optional<Instant> updated = item.time("updated_at");
        Values values = new Values();
        values.putPlace(item, start);
        boolean pending = values.putState(item);
        Item score = item.object("score");
        values.put("strain", score.number("strain"));
        values.putEnergy("energy", score.number("kilojoule"));
        values.put("heart_rate_mean", score.number("average_heart_rate"));
        values.put("heart_rate_max", score.number("max_heart_rate"));
        item.putBack("score", score);
        return new ParsedRecord(
                DataTypes.CYCLE,
                Set.of(key),
                start,
                end.orElse(start),
                updated,
                pending || end.isEmpty(),
                values.with(item));
    }
}
