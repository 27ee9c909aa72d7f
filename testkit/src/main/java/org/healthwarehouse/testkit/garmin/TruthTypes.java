package org.healthwarehouse.testkit.garmin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;

/** Of which types the simulator knows what is true. */
final class TruthTypes {
    /** Those that a night brings, whose beginning may be on the date before. */
    static final Set<DataType> OF_NIGHTS = Set.of(DataTypes.SLEEP, DataTypes.SLEEP_STAGE, GarminReading.HRV);

    static final List<DataType> ALL = all();

    private TruthTypes() {}

    private static List<DataType> all() {
        List<DataType> types = new ArrayList<>(List.of(
                DataTypes.STEPS,
                DataTypes.DISTANCE_WALKING_RUNNING,
                DataTypes.DISTANCE_CYCLING,
                DataTypes.RUNNING_SPEED,
                DataTypes.ACTIVE_ENERGY,
                DataTypes.SLEEP_STAGE));
        for (GarminReading.Kind kind : GarminReading.Kind.values()) {
            types.add(kind.type());
        }
        types.addAll(WeightTruth.types());
        types.addAll(RecordTruth.FIGURES.keySet());
        types.sort(Comparator.comparing(DataType::name));
        return List.copyOf(types);
    }
}
