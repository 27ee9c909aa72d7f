package org.healthwarehouse.testkit.whoop;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.testkit.fakes.TrueItem;

/** A member: who they are, and their diary. */
final class WhoopMember {
    private static final long NINE_DAYS = 9 * 86_400;

    private final long userId;
    private final WhoopDiary diary;
    private final Draw draw;
    private final boolean measured;

    WhoopMember(long userId, WhoopDiary diary, Draw draw, boolean measured) {
        this.userId = userId;
        this.diary = diary;
        this.draw = draw;
        this.measured = measured;
    }

    long userId() {
        return userId;
    }

    WhoopDiary diary() {
        return diary;
    }

    private String email() {
        return "member" + userId + "@example.invalid";
    }

    /** Every nine days the member steps on a scale. */
    private OptionalDouble mass(Instant now) {
        return measured
                ? OptionalDouble.of(
                        draw.of(Math.floorDiv(now.getEpochSecond(), NINE_DAYS)).between(68, 72, 1))
                : OptionalDouble.empty();
    }

    WhoopAnswer profile() {
        return WhoopAnswer.ok(json -> {
            json.writeNumberField("user_id", userId);
            json.writeStringField("email", email());
            json.writeStringField("first_name", "Mem");
            json.writeStringField("last_name", "Ber");
        });
    }

    WhoopAnswer body(Instant now) {
        OptionalDouble mass = mass(now);
        return mass.isEmpty()
                ? WhoopAnswer.status(404, "no body measurement")
                : WhoopAnswer.ok(json -> {
                    json.writeNumberField("height_meter", 1.8288);
                    json.writeNumberField("weight_kilogram", mass.getAsDouble());
                    json.writeNumberField("max_heart_rate", 196);
                });
    }

    /** What a store must hold of what is current; empty if there is nothing. */
    Optional<TrueItem> current(DataType type, Instant now) {
        if (type.equals(DataTypes.PROFILE)) {
            return Optional.of(item(
                    type,
                    Map.of(
                            "vendor_user_id",
                            Long.toString(userId),
                            "email",
                            email(),
                            "first_name",
                            "Mem",
                            "last_name",
                            "Ber")));
        }
        OptionalDouble mass = mass(now);
        return mass.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        item(type, Map.of("height", 1.8288, "mass", mass.getAsDouble(), "heart_rate_max", 196.0)));
    }

    private static TrueItem item(DataType type, Map<String, Object> values) {
        return TrueItem.record(
                Set.of(new RecordKey("current", type.name())),
                LedgerAxis.CURRENT.start(),
                LedgerAxis.CURRENT.start(),
                false,
                Attributes.of(new TreeMap<>(values)));
    }
}
