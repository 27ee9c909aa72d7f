package org.healthwarehouse.fulcra;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How a number that Fulcra gives becomes a value in the unit of the canonical type. */
sealed interface Scale {
    /**
     * The canonical value.
     *
     * @param value as the vendor gives it
     * @param unit the unit of this very sample, which wins over that of the catalogue; null if it names none
     * @return empty if the metric cannot have this value in this unit
     */
    OptionalDouble canonical(double value, @Nullable String unit);

    /**
     * A quantity. HealthKit calls every number without dimension {@code count}, whatever the catalogue calls it.
     *
     * @param word the unit in the vendor's catalogue, assumed where a sample names none
     * @param target the unit of the canonical type
     */
    record Quantity(String word, String target) implements Scale {
        @Override
        public OptionalDouble canonical(double value, @Nullable String unit) {
            String from = unit == null || unit.isBlank() ? word : unit;
            boolean plain = target.startsWith("{") || target.equals("kg/m2") || target.equals("1");
            return plain && (from.equals(word) || from.equals("count") || isPercentOf(from))
                    ? OptionalDouble.of(value)
                    : Units.convert(value, from, target);
        }

        /** The catalogue says {@code percent} where HealthKit's samples say {@code %}. */
        private boolean isPercentOf(String from) {
            return from.equals("%") && word.equals("percent");
        }
    }

    /**
     * A share, stored from 0 to 100. HealthKit's {@code %} is a fraction from 0 to 1; whether Fulcra hands it on
     * unchanged is not documented for most metrics. Where no real value lies at or below 1 %, the size of the number
     * tells the two apart. Elsewhere it does not: there the number is a fraction, and one above 1 is refused rather
     * than guessed at.
     *
     * @param neverBelowOnePercent whether values of 1 % or less do not occur
     */
    record Share(boolean neverBelowOnePercent) implements Scale {
        @Override
        public OptionalDouble canonical(double value, @Nullable String unit) {
            if (unit != null && !unit.isBlank() && !unit.equals("%") && !unit.equals("percent")) {
                return OptionalDouble.empty();
            }
            if (value <= 1) {
                return OptionalDouble.of(
                        BigDecimal.valueOf(value).movePointRight(2).doubleValue());
            }
            return neverBelowOnePercent ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }

    /** Codes that mean to the vendor what they mean in the canonical type; they have no unit, whatever stands there. */
    record Codes() implements Scale {
        @Override
        public OptionalDouble canonical(double value, @Nullable String unit) {
            return value == Math.rint(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }

    /** Something that happened, to which the vendor gives the value 0; the canonical type says 1. */
    record Event() implements Scale {
        @Override
        public OptionalDouble canonical(double value, @Nullable String unit) {
            return OptionalDouble.of(1);
        }
    }

    /** A yes or no for which the vendor says 0 or 1, and the canonical type 1 or 0. */
    record Presence() implements Scale {
        @Override
        public OptionalDouble canonical(double value, @Nullable String unit) {
            return value == 0 || value == 1 ? OptionalDouble.of(1 - value) : OptionalDouble.empty();
        }
    }
}
