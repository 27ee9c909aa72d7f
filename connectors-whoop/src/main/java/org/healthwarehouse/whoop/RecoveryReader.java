package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/**
 * Reads a recovery. It has no interval of its own and does not say when its sleep was; the one moment that it tells,
 * and that stays, is when it was made: on the morning after, as a rule.
 */
final class RecoveryReader {
    private RecoveryReader() {}

    static ParsedRecord read(Item item) throws MalformedResponseException {
        String cycle = item.requiredIdentity("cycle_id");
        Optional<String> sleep = item.identity("sleep_id");
        Instant made = item.requiredTime("created_at");
        Optional<Instant> updated = item.time("updated_at");
        Set<RecordKey> keys = new HashSet<>(Set.of(new RecordKey(Whoop.ID, cycle)));
        sleep.ifPresent(id -> keys.add(new RecordKey(Whoop.SLEEP, id)));
        Values values = new Values();
        values.put("cycle_id", Optional.of(cycle));
        values.put("sleep_id", sleep);
        boolean pending = values.putState(item);
        Item score = item.object("score");
        values.put("calibrating", score.flag("user_calibrating"));
        values.put("score", score.number("recovery_score"));
        values.put("resting_heart_rate", score.number("resting_heart_rate"));
        values.put("hrv_rmssd", score.number("hrv_rmssd_milli"));
        values.put("spo2", score.number("spo2_percentage"));
        values.put("skin_temperature", score.number("skin_temp_celsius"));
        item.putBack("score", score);
        return new ParsedRecord(DataTypes.RECOVERY, keys, made, made, updated, pending, values.with(item));
    }
}
