package org.healthwarehouse.model;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What a scale measured at once. What it did not measure is empty.
 *
 * @param at when the person stood on it, UTC
 * @param kilograms body mass, which people call weight, {@code kg}
 * @param bodyMassIndex body mass divided by the square of the height, {@code kg/m2}
 * @param bodyFat share of fat, {@code %} from 0 to 100
 * @param bodyWater share of water, {@code %} from 0 to 100
 * @param muscleKilograms mass of the muscles, {@code kg}
 * @param boneKilograms mass of the minerals in the bones, {@code kg}
 * @param source from where it is known
 * @param device what measured it
 */
public record Weighing(
        Instant at,
        double kilograms,
        OptionalDouble bodyMassIndex,
        OptionalDouble bodyFat,
        OptionalDouble bodyWater,
        OptionalDouble muscleKilograms,
        OptionalDouble boneKilograms,
        SourceId source,
        Device device) {}
