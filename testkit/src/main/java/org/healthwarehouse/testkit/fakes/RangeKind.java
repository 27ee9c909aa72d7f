package org.healthwarehouse.testkit.fakes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** What the range feed measures, and which devices how often. */
@SuppressWarnings("ImmutableEnumChecker") // the model's types are immutable, which the checker cannot see
enum RangeKind {
    HEART_RATE(DataTypes.HEART_RATE, false, 50, 110, new Recorder("watch", 36), new Recorder("strap", 5)),
    STEPS(DataTypes.STEPS, true, 1, 900, new Recorder("watch", 14), new Recorder("phone", 9)),
    BODY_MASS(DataTypes.BODY_MASS, false, 68, 74, new Recorder("scale", 1)),
    LOCATION(DataTypes.LOCATION, false, 0, 500, new Recorder("phone", 8));

    private final DataType type;
    private final boolean lasting;
    private final int low;
    private final int high;
    private final List<Recorder> recorders;

    RangeKind(DataType type, boolean lasting, int low, int high, Recorder... recorders) {
        this.type = type;
        this.lasting = lasting;
        this.low = low;
        this.high = high;
        this.recorders = List.of(recorders);
    }

    /** A device and how many items it writes a day. */
    record Recorder(String device, int perDay) {}

    static Optional<RangeKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.name().equals(name))
                .findFirst();
    }

    DataType type() {
        return type;
    }

    /** Whether its items have a length. */
    boolean isLasting() {
        return lasting;
    }

    int low() {
        return low;
    }

    int high() {
        return high;
    }

    List<Recorder> recorders() {
        return recorders;
    }

    boolean isPlace() {
        return this == LOCATION;
    }
}
