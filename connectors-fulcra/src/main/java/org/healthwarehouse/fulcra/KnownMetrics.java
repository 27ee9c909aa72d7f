package org.healthwarehouse.fulcra;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;

/** Which metrics of Fulcra have a home among the canonical types. */
final class KnownMetrics {
    /**
     * The vendor's name, the canonical name, and the unit in the vendor's catalogue or how to read the numbers:
     * {@code codes}, {@code event}, {@code presence}, {@code share}, {@code fraction}; see {@link Scale}. Nutrients and
     * symptoms whose names differ by rule only are not listed.
     */
    private static final String TABLE = """
            HeartRate heart_rate bpm
            RestingHeartRate resting_heart_rate bpm
            WalkingHeartRate walking_heart_rate bpm
            HeartRateVariabilitySDNN hrv_sdnn ms
            HeartRateRecoveryOneMinute heart_rate_recovery_1min bpm
            AFibBurden afib_burden fraction
            HighHeartRateEvent high_heart_rate_event event
            LowHeartRateEvent low_heart_rate_event event
            IrregularHeartRhythmEvent irregular_rhythm_event event
            LowCardioFitnessEvent low_cardio_fitness_event event
            VO2Max vo2_max mL/min·kg
            RespiratoryRate respiratory_rate breaths/min
            BloodOxygenSaturation spo2 share
            BloodPressureSystolic blood_pressure_systolic mmHg
            BloodPressureDiastolic blood_pressure_diastolic mmHg
            BloodGlucose blood_glucose mg/dL
            BloodAlcoholContent blood_alcohol fraction
            InsulinUnitsDelivered insulin_delivery IU
            InhalerUse inhaler_use puffs
            StepCount steps steps
            ActiveCaloriesBurned active_energy cal
            BasalCaloriesBurned basal_energy cal
            DistanceTraveledOnFoot distance_walking_running mi
            DistanceTraveledCycling distance_cycling mi
            DistanceTraveledSwimming distance_swimming m
            DistanceTraveledWithWheelchair distance_wheelchair ft
            DistanceTraveledDownhillSnowSports distance_downhill_snow ft
            StairFlightsClimbed flights_climbed flights
            AppleWatchExerciseTime exercise_time min
            AppleWatchMoveTime move_time min
            AppleWatchStandTime stand_time min
            StandHour stand_hour presence
            WheelchairPushes wheelchair_pushes pushes
            SwimmingStrokeCount swimming_strokes strokes
            WalkingSpeed walking_speed mi/hr
            WalkingStrideLength walking_step_length m
            WalkingAsymmetry walking_asymmetry fraction
            WalkingDoubleSupport walking_double_support share
            WalkingSteadiness walking_steadiness share
            WalkingSteadinessDecreaseEvent walking_steadiness_event codes
            RunningSpeed running_speed mi/hr
            RunningPower running_power W
            RunningStrideLength running_stride_length m
            RunningVerticalOscillation running_vertical_oscillation cm
            RunningGroundContactTime running_ground_contact_time ms
            StairAscentSpeed stair_ascent_speed m/s
            StairDescentSpeed stair_descent_speed m/s
            SixMinuteWalkDistance six_minute_walk_distance m
            FallCount falls falls
            UnderwaterDepth underwater_depth m
            WaterTemperature water_temperature degF
            Weight body_mass lb
            LeanBodyMass lean_body_mass lb
            BodyFatPercentage body_fat share
            BodyMassIndex body_mass_index BMI
            Height height ft
            WaistCircumference waist_circumference in
            BodyTemperature body_temperature degF
            BasalBodyTemperature basal_body_temperature degF
            SleepingWristTemperature wrist_temperature degF
            SleepStage sleep_stage codes
            MindfulSession mindful_session event
            EnvironmentalAudioLevel environmental_sound dBASPL
            HeadphonesAudioLevel headphone_sound dBASPL
            EnvironmentalAudioLevelIncraeseEvent environmental_sound_event event
            HeadphonesAudioLevelIncraeseEvent headphone_sound_event event
            HandwashingEvent handwashing_event event
            ToothbrushingEvent toothbrushing_event event
            CaloriesConsumed dietary_energy cal
            DietaryWaterConsumed dietary_water fl_oz_us
            TotalFatConsumed dietary_fat g
            MonounsaturatedFatConsumed dietary_fat_monounsaturated g
            PolyunsaturatedFatConsumed dietary_fat_polyunsaturated g
            SaturatedFatConsumed dietary_fat_saturated g
            AlcoholicDrinksConsumed alcoholic_drinks drinks
            AppetiteChange symptom_appetite_change codes
            MoodChanges symptom_mood_changes presence
            SleepChanges symptom_sleep_changes presence
            MenstrualFlow menstrual_flow codes
            CervicalMucusQuality cervical_mucus codes
            ContraceptiveUse contraceptive codes
            OvulationTestResult ovulation_test codes
            PregnancyTestResult pregnancy_test codes
            ProgesteroneTestResult progesterone_test codes
            Lactation lactation event
            Pregnancy pregnancy event
            SexualActivity sexual_activity event
            InfrequentMenstrualCycles infrequent_menstrual_cycles event
            IrregularMenstrualCycles irregular_menstrual_cycles event
            PersistentMenstrualBleeding persistent_menstrual_bleeding event
            ProlongedMenstrualPeriods prolonged_menstrual_periods event
            """;

    private static final Map<String, Metric> BY_NAME = TABLE.lines()
            .map(line -> line.split(" ", -1))
            .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> metric(cells[0], cells[1], cells[2])));

    private KnownMetrics() {}

    /** The metric of that name; empty if no canonical type is meant for it. */
    static Optional<Metric> find(String name) {
        Metric listed = BY_NAME.get(name);
        if (listed != null) {
            return Optional.of(listed);
        }
        return nutrient(name).or(() -> symptom(name));
    }

    private static Optional<Metric> nutrient(String name) {
        if (!name.startsWith("Dietary") || !name.endsWith("Consumed")) {
            return Optional.empty();
        }
        return sampleType(snakeCase(name.substring(0, name.length() - "Consumed".length())))
                .map(type -> new Metric(name, type, new Scale.Quantity(type.unit(), type.unit()), true));
    }

    private static Optional<Metric> symptom(String name) {
        return Optional.of(name)
                .filter(text -> text.startsWith("Symptom"))
                .flatMap(text -> sampleType(snakeCase(text)))
                .map(type -> new Metric(name, type, new Scale.Codes(), true));
    }

    private static Metric metric(String name, String canonical, String reading) {
        SampleType type = sampleType(canonical).orElseThrow(() -> new IllegalStateException(canonical));
        return new Metric(name, type, scale(reading, type), true);
    }

    private static Scale scale(String reading, SampleType type) {
        return switch (reading) {
            case "codes" -> new Scale.Codes();
            case "event" -> new Scale.Event();
            case "presence" -> new Scale.Presence();
            case "share" -> new Scale.Share(true);
            case "fraction" -> new Scale.Share(false);
            default -> new Scale.Quantity(reading, type.unit());
        };
    }

    private static Optional<SampleType> sampleType(String name) {
        return DataTypes.find(name).filter(SampleType.class::isInstance).map(SampleType.class::cast);
    }

    /** {@code DietaryVitaminB12} as {@code dietary_vitamin_b12}. */
    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
    }
}
