package org.healthwarehouse.testkit.fakes;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.ValueRange;

/** What a watch measures in the course of a local day. */
@SuppressWarnings("ImmutableEnumChecker") // the model's types are immutable, which the checker cannot see
enum ArchiveType {
    HEART_RATE(DataTypes.HEART_RATE, 24, 0, 45, 120),
    STEPS(DataTypes.STEPS, 12, 15, 1, 600),
    ACTIVE_ENERGY(DataTypes.ACTIVE_ENERGY, 6, 15, 1, 90),
    RESPIRATORY_RATE(DataTypes.RESPIRATORY_RATE, 6, 0, 11, 19),
    SPO2(DataTypes.SPO2, 4, 0, 92, 100),
    ENVIRONMENTAL_SOUND(DataTypes.ENVIRONMENTAL_SOUND, 4, 0, 35, 90),
    STRESS(level("archive.stress", "How stressed the watch thinks the person was."), 8, 0, 5, 95),
    BODY_BATTERY(level("archive.body_battery", "How rested the watch thinks the person was."), 8, 0, 5, 100);

    /** The day in figures, which change until the day is complete. */
    static final RecordType SUMMARY =
            new RecordType("archive.daily_summary", List.of(), "A local day of the archive in figures.");

    /** What the person told the vendor about themselves; only the current value is to be had. */
    static final RecordType PROFILE = new RecordType("archive.profile", List.of(), "The profile of the wearer.");

    /** The ten types that one request yields. */
    static final Set<DataType> ALL = Stream.concat(
                    Arrays.stream(values()).map(ArchiveType::type), Stream.<DataType>of(DataTypes.SLEEP, SUMMARY))
            .collect(Collectors.toUnmodifiableSet());

    private final SampleType type;
    private final int perDay;
    private final int minutes;
    private final int low;
    private final int high;

    ArchiveType(SampleType type, int perDay, int minutes, int low, int high) {
        this.type = type;
        this.perDay = perDay;
        this.minutes = minutes;
        this.low = low;
        this.high = high;
    }

    private static SampleType level(String name, String meaning) {
        return new SampleType(name, "1", new ValueRange(0, 100), Aggregation.MEAN, meaning);
    }

    SampleType type() {
        return type;
    }

    int perDay() {
        return perDay;
    }

    /** Length of a sample; 0 for a moment. */
    int minutes() {
        return minutes;
    }

    int low() {
        return low;
    }

    int high() {
        return high;
    }
}
