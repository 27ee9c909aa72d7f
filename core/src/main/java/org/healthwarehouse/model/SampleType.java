package org.healthwarehouse.model;

/**
 * A numeric series such as heart rate.
 *
 * @param name canonical name in lower snake case
 * @param unit UCUM code of every value, for example {@code /min}, {@code %}, {@code kcal}; {@code 1} for codes and
 *     plain ratios, and an annotation such as <code>{steps}</code> for counts
 * @param plausible the range outside of which a value is worth a second look; never a reason to drop it
 * @param aggregation how values combine over time
 * @param meaning one sentence
 */
public record SampleType(String name, String unit, ValueRange plausible, Aggregation aggregation, String meaning)
        implements DataType {
    /** @throws InvalidParameterException if name or unit is blank, too long or has control characters */
    public SampleType {
        Text.identifier("data type name", name);
        Text.identifier("unit", unit);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleType type && type.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
