package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/** Reads a night or a nap. */
final class SleepReader {
    private SleepReader() {}

    static ParsedRecord read(Item item) throws MalformedResponseException {
        RecordKey key = RecordKey.uuid(item.requiredIdentity("id"));
        Instant start = item.requiredTime("start");
        Optional<Instant> end = item.time("end");
        Optional<Instant> updated = item.time("updated_at");
        Values values = new Values();
        values.putPlace(item, end.orElse(start));
        boolean pending = values.putState(item);
        values.put("nap", item.flag("nap"));
        values.put("cycle_id", item.identity("cycle_id"));
        Item score = item.object("score");
        stages(score, values);
        need(score, values);
        values.put("respiratory_rate", score.number("respiratory_rate"));
        values.put("score", score.number("sleep_performance_percentage"));
        values.put("consistency", score.number("sleep_consistency_percentage"));
        values.put("efficiency", score.number("sleep_efficiency_percentage"));
        item.putBack("score", score);
        return new ParsedRecord(
                DataTypes.SLEEP,
                Set.of(key),
                start,
                end.orElse(start),
                updated,
                pending || end.isEmpty(),
                values.with(item));
    }

    private static void stages(Item score, Values values) throws MalformedResponseException {
        Item stages = score.object("stage_summary");
        OptionalDouble light = stages.number("total_light_sleep_time_milli");
        OptionalDouble deep = stages.number("total_slow_wave_sleep_time_milli");
        OptionalDouble rem = stages.number("total_rem_sleep_time_milli");
        values.putSeconds("time_in_bed", stages.number("total_in_bed_time_milli"));
        values.putSeconds("awake", stages.number("total_awake_time_milli"));
        values.putSeconds("light", light);
        values.putSeconds("deep", deep);
        values.putSeconds("rem", rem);
        if (light.isPresent() && deep.isPresent() && rem.isPresent()) {
            values.putSeconds(
                    "asleep", OptionalDouble.of(light.getAsDouble() + deep.getAsDouble() + rem.getAsDouble()));
        }
        values.putCount("sleep_cycles", stages.number("sleep_cycle_count"));
        values.putCount("awakenings", stages.number("disturbance_count"));
        score.putBack("stage_summary", stages);
    }

    /** The parts of the need stay as they came; what a nap takes off is negative, so the sum is the need. */
    private static void need(Item score, Values values) throws MalformedResponseException {
        Item parts = score.object("sleep_needed");
        Item whole = new Item(parts.left(), "sleep_needed");
        OptionalDouble baseline = parts.number("baseline_milli");
        if (baseline.isPresent()) {
            double need = baseline.getAsDouble()
                    + parts.number("need_from_sleep_debt_milli").orElse(0)
                    + parts.number("need_from_recent_strain_milli").orElse(0)
                    + parts.number("need_from_recent_nap_milli").orElse(0);
            values.putSeconds("needed", OptionalDouble.of(need));
        }
        score.putBack("sleep_needed", whole);
    }
}
