package org.healthwarehouse.whoop;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/** Reads what the vendor knows only as it is now. Of each there is one record; the store knows when it was fetched. */
final class CurrentReader {
    private CurrentReader() {}

    static RecordKey key(RecordType type) {
        return new RecordKey("current", type.name());
    }

    static ParsedRecord profile(Item item) throws MalformedResponseException {
        Values values = new Values();
        values.put("vendor_user_id", Optional.of(item.requiredIdentity("user_id")));
        values.put("email", item.text("email"));
        values.put("first_name", item.text("first_name"));
        values.put("last_name", item.text("last_name"));
        // What else there may be about a person's identity one day is better not kept unasked.
        item.left().clear();
        return record(DataTypes.PROFILE, values.with(item));
    }

    static ParsedRecord body(Item item) throws MalformedResponseException {
        Values values = new Values();
        values.put("height", item.number("height_meter"));
        values.put("mass", item.number("weight_kilogram"));
        values.put("heart_rate_max", item.number("max_heart_rate"));
        item.left().clear();
        return record(DataTypes.BODY_MEASUREMENT, values.with(item));
    }

    private static ParsedRecord record(RecordType type, Attributes attributes) {
        Instant now = LedgerAxis.CURRENT.start();
        return new ParsedRecord(type, Set.of(key(type)), now, now, Optional.empty(), false, attributes);
    }
}
