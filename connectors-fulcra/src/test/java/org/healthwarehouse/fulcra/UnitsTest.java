package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "98.6, degF, Cel, 37",
        "-40, degF, Cel, -40",
        "37, Cel, degF, 98.6",
        "0, K, Cel, -273.15",
        "1, mi, m, 1609.344",
        "5.9, ft, m, 1.79832",
        "1, lb, kg, 0.45359237",
        "5, mg, g, 0.005",
        "250, mcg, ug, 250",
        "1, mi/hr, m/s, 0.44704",
        "36, km/hr, m/s, 10",
        "16, fl_oz_us, mL, 473.176473",
        "100, cal, kcal, 100",
        "0.045, s, ms, 45",
        "1.5, h, min, 90",
    })
    void convertsWithoutBinaryNoise(double value, String from, String to, double expected) {
        assertThat(Units.convert(value, from, to)).isEqualTo(OptionalDouble.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"kg, m", "kg, unheard", "unheard, kg", "'', kg", "count, m", "dBASPL, mmHg"})
    void answersNothingWhereThereIsNoConversion(String from, String to) {
        assertThat(Units.convert(1, from, to)).isEmpty();
    }

    @Property
    void thereAndBackIsTheSame(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
        double there = Units.convert(value, "degF", "Cel").orElseThrow();
        assertThat(Units.convert(there, "Cel", "degF").orElseThrow()).isCloseTo(value, Offset.offset(1e-6));
    }

    @Property
    void anyNumberConvertsToAFiniteOne(@ForAll double value) {
        if (Double.isFinite(value) && Math.abs(value) < 1e300) {
            assertThat(Units.convert(value, "mi", "m").orElseThrow()).isFinite();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bpm, /min",
        "degF, [degF]",
        "mcg, ug",
        "IU, [iU]",
        "fl_oz_us, [foz_us]",
        "points, {points}",
        "Fuel Points!, {fuel_points_}",
        "percent, {percent}",
        "'', 1",
        "' ', 1",
    })
    void everyUnitHasAUcumCode(String written, String ucum) {
        assertThat(Units.ucum(written)).isEqualTo(ucum);
    }

    @Test
    void noCodeIsOneToo() {
        assertThat(Units.ucum(null)).isEqualTo("1");
    }

    @Test
    void everyCanonicalUnitIsKnown() {
        assertThat(DataTypes.all())
                .filteredOn(SampleType.class::isInstance)
                .extracting(type -> ((SampleType) type).unit())
                .filteredOn(unit -> !unit.equals("1") && !unit.equals("%") && !unit.startsWith("{"))
                .allSatisfy(unit -> assertThat(Units.find(unit))
                        .hasValueSatisfying(found -> assertThat(found.ucum()).isEqualTo(unit)));
    }
}
