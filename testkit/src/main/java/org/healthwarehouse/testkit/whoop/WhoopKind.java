package org.healthwarehouse.testkit.whoop;

import java.util.Arrays;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;

/** The four collections. */
@SuppressWarnings("ImmutableEnumChecker") // the model's types are immutable, which the checker cannot see
enum WhoopKind {
    CYCLE("/v2/cycle", DataTypes.CYCLE),
    RECOVERY("/v2/recovery", DataTypes.RECOVERY),
    SLEEP("/v2/activity/sleep", DataTypes.SLEEP),
    WORKOUT("/v2/activity/workout", DataTypes.WORKOUT);

    private final String path;
    private final RecordType type;

    WhoopKind(String path, RecordType type) {
        this.path = path;
        this.type = type;
    }

    static Optional<WhoopKind> at(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    static Optional<WhoopKind> of(DataType type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    String path() {
        return path;
    }

    RecordType type() {
        return type;
    }
}
