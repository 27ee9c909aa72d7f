package org.healthwarehouse.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** Profiles: one row of a user. */
final class ProfileRows implements Kept<UserProfile> {
    static final TableSpec TABLE = TableSpec.of(
                    "profile",
                    "What an application knows of an athlete.",
                    0,
                    ColumnSpec.of("name", ColumnKind.TEXT, "What to call the person.")
                            .optional(),
                    ColumnSpec.of("email", ColumnKind.TEXT, "Address for mail, in lower case.")
                            .optional(),
                    ColumnSpec.of("vendor_user_id", ColumnKind.TEXT, "Who the person is at the vendor.")
                            .optional(),
                    ColumnSpec.of("birth_date", ColumnKind.DATE, "Date of birth.")
                            .optional(),
                    ColumnSpec.choice("gender", "What the person says.", "FEMALE", "MALE", "OTHER")
                            .optional(),
                    ColumnSpec.of("height", ColumnKind.NUMBER, "Height of the body.")
                            .in("m")
                            .optional(),
                    ColumnSpec.of("weight", ColumnKind.NUMBER, "Mass of the body.")
                            .in("kg")
                            .optional(),
                    ColumnSpec.of("resting_heart_rate", ColumnKind.NUMBER, "Heart rate at rest.")
                            .in("/min")
                            .optional(),
                    ColumnSpec.of("max_heart_rate", ColumnKind.NUMBER, "Highest heart rate the person can reach.")
                            .in("/min")
                            .optional(),
                    ColumnSpec.of("threshold_heart_rate", ColumnKind.NUMBER, "Heart rate at the lactate threshold.")
                            .in("/min")
                            .optional(),
                    ColumnSpec.of(
                                    "heart_rate_zones",
                                    ColumnKind.JSON,
                                    "Zones from the lowest: name, from and below in beats per minute.")
                            .optional(),
                    ColumnSpec.of("preferences", ColumnKind.JSON, "What else the application keeps."),
                    Kept.created(),
                    Kept.updated())
            .uniqueAcrossUsers("email")
            .uniqueAcrossUsers("vendor_user_id")
            .shownAs("user_profile");

    @Override
    public TableSpec table() {
        return TABLE;
    }

    @Override
    public TableRow row(UserProfile profile) {
        return TableRow.EMPTY
                .with("name", profile.name())
                .with("email", profile.email())
                .with("vendor_user_id", profile.vendorUserId())
                .with("birth_date", profile.birthDate())
                .with("gender", profile.gender())
                .with("height", profile.heightMetres())
                .with("weight", profile.weightKg())
                .with("resting_heart_rate", profile.restingHeartRate())
                .with("max_heart_rate", profile.maximumHeartRate())
                .with("threshold_heart_rate", profile.thresholdHeartRate())
                .with("heart_rate_zones", profile.zones().map(ProfileRows::json))
                .with("preferences", profile.preferences());
    }

    @Override
    public UserProfile read(TableRow row) {
        return new UserProfile(
                row.text("name"),
                row.text("email"),
                row.text("vendor_user_id"),
                row.date("birth_date"),
                row.choice("gender", Gender.class),
                row.number("height"),
                row.number("weight"),
                row.number("resting_heart_rate"),
                row.number("max_heart_rate"),
                row.number("threshold_heart_rate"),
                zones(row.json("heart_rate_zones")),
                row.json("preferences"));
    }

    /** JSON knows no infinity: the last zone has no end. */
    private static Attributes json(HeartRateZones zones) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (HeartRateZone zone : zones.zones()) {
            Map<String, Object> one = new HashMap<>(Map.of("name", zone.name(), "from", zone.from()));
            if (Double.isFinite(zone.below())) {
                one.put("below", zone.below());
            }
            list.add(one);
        }
        return Attributes.of(Map.of("zones", list));
    }

    private static Optional<HeartRateZones> zones(Attributes json) {
        if (!(json.asMap().get("zones") instanceof List<?> list)) {
            return Optional.empty();
        }
        List<HeartRateZone> zones = new ArrayList<>();
        for (Object item : list) {
            Map<?, ?> zone = (Map<?, ?>) item;
            double below = zone.get("below") instanceof Number end ? end.doubleValue() : Double.POSITIVE_INFINITY;
            double from = zone.get("from") instanceof Number start ? start.doubleValue() : 0;
            zones.add(new HeartRateZone(String.valueOf(zone.get("name")), from, below));
        }
        return Optional.of(new HeartRateZones(zones));
    }
}
