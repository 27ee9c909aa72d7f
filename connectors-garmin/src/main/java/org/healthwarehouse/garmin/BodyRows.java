package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;

/**
 * Measures of the body ({@code userBioMetrics}), of which those of a scale are read. Masses are grams or kilograms:
 * nobody has a mass of more than a thousand kilograms.
 */
final class BodyRows implements ExportRows {
    private static final double MOST_KILOGRAMS = 1000;

    @Override
    public DataType type() {
        return DataTypes.BODY_MASS;
    }

    @Override
    public Optional<Instant> read(ExportItem item, PageSink sink) throws BadItemException, MalformedResponseException {
        ExportItem weight = item.inside("weight");
        if (weight.left().isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble mass = weight.number("weight");
        Optional<Instant> told = weight.instant("timestampGMT");
        if (told.isEmpty()) {
            throw new BadItemException("a required field is missing or unreadable: weight.timestampGMT");
        }
        Instant at = told.get();
        Device device =
                ExportRows.device(weight.text("sourceType").orElse("unknown").toLowerCase(Locale.ROOT));
        double grams = mass.orElse(0) > MOST_KILOGRAMS ? 1000 : 1;
        add(sink, device, DataTypes.BODY_MASS, at, mass, grams);
        add(sink, device, DataTypes.BONE_MASS, at, weight.number("boneMass"), grams);
        add(sink, device, DataTypes.MUSCLE_MASS, at, weight.number("muscleMass"), grams);
        add(sink, device, DataTypes.BODY_FAT, at, weight.number("bodyFat"), 1);
        add(sink, device, DataTypes.BODY_WATER, at, weight.number("bodyWater"), 1);
        add(sink, device, DataTypes.BODY_MASS_INDEX, at, weight.number("bmi"), 1);
        return Optional.of(at);
    }

    private static void add(
            PageSink sink, Device device, SampleType type, Instant at, OptionalDouble value, double divisor)
            throws MalformedResponseException {
        if (value.isPresent() && value.getAsDouble() > 0) {
            sink.samples(type, device).add(at.toEpochMilli(), at.toEpochMilli(), value.getAsDouble() / divisor);
        }
    }
}
