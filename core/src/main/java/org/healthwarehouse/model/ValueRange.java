package org.healthwarehouse.model;

/**
 * The closed range in which values of a type are plausible, in the type's unit.
 *
 * @param low least plausible value
 * @param high greatest plausible value
 */
public record ValueRange(double low, double high) {
    /** Every finite value. */
    public static final ValueRange ANY = new ValueRange(-Double.MAX_VALUE, Double.MAX_VALUE);

    /** @throws InvalidParameterException if a bound is not finite or {@code low > high} */
    public ValueRange {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new InvalidParameterException(
                    "plausible range", low + " to " + high, "must be finite and not reversed", "give low <= high");
        }
    }

    /** Whether the value lies inside, bounds included. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
