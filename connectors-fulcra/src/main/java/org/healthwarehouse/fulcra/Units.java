package org.healthwarehouse.fulcra;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The units that Fulcra and HealthKit write, and how they convert. Conversions are computed in decimal, so that 98.6
 * degrees Fahrenheit are 37 degrees Celsius and not 36.99999999999999.
 */
final class Units {
    /**
     * One line per unit: dimension, UCUM code, how many of the dimension's base it is, and the other ways to write it.
     * Fulcra's {@code cal} holds values of the size of kilocalories, so it is one.
     */
    private static final String TABLE = """
            length        m             1                 meter
            length        km            1000
            length        cm            0.01
            length        mm            0.001
            length        [ft_i]        0.3048            ft
            length        [in_i]        0.0254            in
            length        [yd_i]        0.9144            yd
            length        [mi_i]        1609.344          mi
            mass          kg            1
            mass          g             0.001
            mass          mg            0.000001
            mass          ug            0.000000001       mcg
            mass          [lb_av]       0.45359237        lb
            mass          [oz_av]       0.028349523125    oz
            mass          [stone_av]    6.35029318        st
            temperature   Cel           1.8               degC
            temperature   K             1.8
            temperature   [degF]        1                 degF
            energy        kcal          1                 cal Cal
            energy        kJ            0.2390057361376673
            energy        J             0.0002390057361376673
            speed         m/s           1
            speed         km/h          0.2777777777777778  km/hr
            speed         [mi_i]/h      0.44704           mi/hr mph
            rate          /min          1                 bpm count/min breaths/min
            rate          /s            60                count/s Hz
            time          min           1
            time          s             0.01666666666666667
            time          ms            0.00001666666666666667
            time          h             60                hr
            pressure      mm[Hg]        1                 mmHg
            pressure      kPa           7.500615758456564
            glucose       mg/dL         1
            glucose       mmol/L        18.01559          mmol<180.1558800000541>/L mmol<180.15588>/L
            volume        mL            1                 ml
            volume        L             1000              l
            volume        [foz_us]      29.5735295625     fl_oz_us
            power         W             1
            power         kW            1000
            sound         dB[SPL]       1                 dBASPL dBSPL
            oxygen        mL/(kg.min)   1                 mL/min·kg mL/kg·min ml/kg*min mL/(kg*min)
            intensity     kcal/(kg.h)   1                 kcal/hr·kg kcal/kg·hr kcal/(kg*hr)
            insulin       [iU]          1                 IU
            body mass index  kg/m2      1                 BMI
            """;

    private static final Map<String, Unit> BY_NAME = read();

    private Units() {}

    /**
     * One unit.
     *
     * @param dimension what it measures; only units of one dimension convert into each other
     * @param ucum its UCUM code
     * @param factor how many of the dimension's base it is
     * @param zero its zero point above that of the base, counted in this unit; zero for all but temperatures
     */
    record Unit(String dimension, String ucum, BigDecimal factor, BigDecimal zero) {}

    /** The unit that is written like this; empty if it is none that can be converted. */
    static Optional<Unit> find(String written) {
        return Optional.ofNullable(BY_NAME.get(written));
    }

    /** The value in another unit; empty if the units are unknown or measure different things. */
    static OptionalDouble convert(double value, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(value);
        }
        Unit source = BY_NAME.get(from);
        Unit target = BY_NAME.get(to);
        if (source == null || target == null || !source.dimension().equals(target.dimension())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(source.equals(target) ? value : converted(value, source, target));
    }

    private static double converted(double value, Unit source, Unit target) {
        return BigDecimal.valueOf(value)
                .add(source.zero())
                .multiply(source.factor())
                .divide(target.factor(), MathContext.DECIMAL64)
                .subtract(target.zero())
                .round(MathContext.DECIMAL64)
                .doubleValue();
    }

    private static Map<String, Unit> read() {
        Map<String, Unit> byName = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] cells = line.split(" {2,}", 4);
            Unit unit = new Unit(cells[0], cells[1], new BigDecimal(cells[2]), zero(cells[1]));
            byName.put(unit.ucum(), unit);
            if (cells.length > 3) {
                for (String other : cells[3].split(" ", -1)) {
                    byName.put(other, unit);
                }
            }
        });
        return Map.copyOf(byName);
    }

    /** Temperatures are computed as degrees above absolute zero. */
    private static BigDecimal zero(String ucum) {
        return switch (ucum) {
            case "Cel" -> new BigDecimal("273.15");
            case "[degF]" -> new BigDecimal("459.67");
            default -> BigDecimal.ZERO;
        };
    }

    /**
     * The UCUM code for a unit as the vendor writes it: the known one, else the vendor's word as an annotation, which
     * UCUM lets mean whatever it says; {@code 1} if there is no word.
     */
    static String ucum(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return "1";
        }
        return find(written).map(Unit::ucum).orElseGet(() -> annotation(written));
    }

    private static String annotation(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/.-]+", "_");
        return "{" + word.substring(0, Math.min(50, word.length())) + "}";
    }
}
