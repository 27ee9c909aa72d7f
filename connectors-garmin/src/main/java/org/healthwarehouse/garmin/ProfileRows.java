package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/**
 * Who the person is at the service ({@code user_profile}), as it was when the export was made. What else it may say of
 * the person is better not kept unasked.
 */
final class ProfileRows implements ExportRows {
    @Override
    public DataType type() {
        return DataTypes.PROFILE;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException {
        Optional<String> login = item.text("userName");
        ExportValues values = new ExportValues()
                .put("vendor_user_id", item.identity("displayName"))
                .put("email", login.filter(name -> name.contains("@")))
                .put("first_name", item.text("firstName"))
                .put("last_name", item.text("lastName"));
        Instant now = LedgerAxis.CURRENT.start();
        sink.record(ExportRows.record(
                DataTypes.PROFILE, Set.of(new RecordKey("current", "profile")), now, now, values.alone()));
        return Optional.of(now);
    }
}
