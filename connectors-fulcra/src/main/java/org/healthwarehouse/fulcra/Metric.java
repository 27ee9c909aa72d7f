package org.healthwarehouse.fulcra;

import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;

/**
 * A metric of Fulcra's catalogue as this library sees it.
 *
 * @param name as the vendor writes it, for example {@code HeartRate}
 * @param type what it becomes
 * @param scale how its numbers become values of that type
 * @param canonical whether the type is one of {@link DataTypes}, rather than the vendor's own
 */
record Metric(String name, SampleType type, Scale scale, boolean canonical) {
    /**
     * Whether each code is a channel of its own: one watch says "in bed" and "asleep" about the same minutes, and both
     * are true.
     */
    boolean codesCoincide() {
        return type.equals(DataTypes.SLEEP_STAGE);
    }
}
