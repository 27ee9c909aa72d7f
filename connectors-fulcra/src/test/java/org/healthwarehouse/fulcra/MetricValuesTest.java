package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.healthwarehouse.connector.MalformedResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricValuesTest {
    @ParameterizedTest
    @CsvSource({
        // the unit of the catalogue, assumed where the sample names none
        "HeartRate, 72, null, 72",
        "BodyTemperature, 98.6, null, 37",
        "Weight, 154.5, null, 70.080021165",
        "Height, 6, null, 1.8288",
        "DistanceTraveledOnFoot, 0.5, null, 804.672",
        "WalkingSpeed, 3, null, 1.34112",
        "ActiveCaloriesBurned, 1.5, null, 1.5",
        "DietaryWaterConsumed, 8, null, 236.5882365",
        // the unit of the sample wins
        "HeartRate, 72, count/min, 72",
        "HeartRate, 1.5, count/s, 90",
        "RespiratoryRate, 14, count/min, 14",
        "RespiratoryRate, 14, breaths/min, 14",
        "StepCount, 8, count, 8",
        "StepCount, 8, steps, 8",
        "StairFlightsClimbed, 2, flights, 2",
        "BodyTemperature, 37, degC, 37",
        "BodyTemperature, 310.15, K, 37",
        "SleepingWristTemperature, 95, degF, 35",
        "Weight, 70, kg, 70",
        "LeanBodyMass, 60000, g, 60",
        "Height, 180, cm, 1.8",
        "Height, 70.9, in, 1.80086",
        "WaistCircumference, 32, in, 0.8128",
        "DistanceTraveledOnFoot, 1, km, 1000",
        "DistanceTraveledCycling, 10, mi, 16093.44",
        "DistanceTraveledDownhillSnowSports, 100, ft, 30.48",
        "RunningSpeed, 6, mi/hr, 2.68224",
        "RunningSpeed, 3.5, m/s, 3.5",
        "RunningVerticalOscillation, 0.09, m, 9",
        "ActiveCaloriesBurned, 1.5, cal, 1.5",
        "ActiveCaloriesBurned, 1.5, Cal, 1.5",
        "ActiveCaloriesBurned, 1.5, kcal, 1.5",
        "ActiveCaloriesBurned, 418.4, kJ, 100",
        "VO2Max, 45.2, mL/min·kg, 45.2",
        "VO2Max, 45.2, ml/kg*min, 45.2",
        "HeartRateVariabilitySDNN, 45.5, ms, 45.5",
        "HeartRateVariabilitySDNN, 0.0455, s, 45.5",
        "BloodGlucose, 5.5, mmol<180.1558800000541>/L, 99.085745",
        "BloodPressureSystolic, 120, mmHg, 120",
        "EnvironmentalAudioLevel, 65.5, dBASPL, 65.5",
        "DietaryFolateConsumed, 400, mcg, 400",
        "DietaryFolateConsumed, 0.4, mg, 400",
        "DietaryBiotinConsumed, 30, mcg, 0.03",
        "DietaryProteinConsumed, 1500, mg, 1.5",
        "AppleWatchExerciseTime, 90, s, 1.5",
        "BodyMassIndex, 22.5, count, 22.5",
        "BodyMassIndex, 22.5, BMI, 22.5",
        "InsulinUnitsDelivered, 4, IU, 4",
        "FallCount, 1, count, 1",
        // shares: by size where one cannot be mistaken for the other
        "BloodOxygenSaturation, 0.97, %, 97",
        "BloodOxygenSaturation, 1, %, 100",
        "BloodOxygenSaturation, 97, %, 97",
        "BloodOxygenSaturation, 97, percent, 97",
        "BloodOxygenSaturation, 0.97, null, 97",
        "WalkingSteadiness, 0.85, percent, 85",
        "BodyFatPercentage, 0.185, %, 18.5",
        "WalkingDoubleSupport, 28.5, percent, 28.5",
        "WalkingAsymmetry, 0.02, %, 2",
        "AFibBurden, 0, percent, 0",
        "BloodAlcoholContent, 0.0008, %, 0.08",
        // codes have no unit
        "SleepStage, 5, stage, 5",
        "SleepStage, 5, whatever, 5",
        "SymptomAcne, 0, severity, 0",
        "MenstrualFlow, 3, amount, 3",
        "WalkingSteadinessDecreaseEvent, 2, magnitude, 2",
        // 0 means that it happened
        "HandwashingEvent, 0, presence, 1",
        "LowCardioFitnessEvent, 0, occurrence, 1",
        "EnvironmentalAudioLevelIncraeseEvent, 1, presence, 1",
        "MoodChanges, 0, presence, 1",
        "MoodChanges, 1, presence, 0",
        "SleepChanges, 1, presence, 0",
        "StandHour, 0, stood, 1",
        "StandHour, 1, stood, 0",
    })
    void valuesAreConvertedIntoTheCanonicalUnit(String metric, String value, String unit, double expected)
            throws Exception {
        String written = unit.equals("null") ? "null" : "\"" + unit + "\"";
        assertThat(Pages.value(metric, value, written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "WalkingAsymmetry, 12, %",
        "AFibBurden, 3.5, percent",
        "BloodOxygenSaturation, 0.97, kg",
        "MoodChanges, 2, presence",
        "SleepStage, 2.5, stage",
        "StepCount, 8, mi",
        "VO2Max, 45, bpm",
        "DietaryBiotinConsumed, 1, IU",
    })
    void whatCannotBeConvertedIsRefusedRatherThanGuessed(String metric, String value, String unit) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.value(metric, value, "\"" + unit + "\""))
                .satisfies(e -> assertThat(e.position()).isEqualTo("item 1"));
    }

    @Test
    void anEmptyUnitCountsAsNone() throws Exception {
        assertThat(Pages.value("Weight", "100", "\"\"")).isEqualTo(45.359237);
    }
}
