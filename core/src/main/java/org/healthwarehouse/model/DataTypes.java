package org.healthwarehouse.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The canonical data types: one name and one unit for each, whatever vendor it comes from. The usual ones are constants
 * here; {@link #all()} lists all of them, among them 30 more nutrients, 40 symptoms and the events that devices notice,
 * and {@link #find} answers them by name. What a vendor alone has is not here: a connector brings it at run time under
 * a name that begins with its source.
 */
public final class DataTypes {
    /** Heart beats per minute, {@code /min}. */
    public static final SampleType HEART_RATE = HeartTypes.HEART_RATE;
    /** Time from one heart beat to the next, {@code ms}. */
    public static final SampleType BEAT_INTERVAL = HeartTypes.BEAT_INTERVAL;
    /** Heart rate at rest, {@code /min}. */
    public static final SampleType RESTING_HEART_RATE = HeartTypes.RESTING_HEART_RATE;
    /** Average heart rate while walking, {@code /min}. */
    public static final SampleType WALKING_HEART_RATE = HeartTypes.WALKING_HEART_RATE;
    /** Heart rate variability as SDNN, {@code ms}. */
    public static final SampleType HRV_SDNN = HeartTypes.HRV_SDNN;
    /** Fall of the heart rate in the minute after exercise, {@code /min}. */
    public static final SampleType HEART_RATE_RECOVERY_1MIN = HeartTypes.HEART_RATE_RECOVERY_1MIN;
    /** Share of time with signs of atrial fibrillation, {@code %}. */
    public static final SampleType AFIB_BURDEN = HeartTypes.AFIB_BURDEN;
    /** Greatest oxygen uptake, {@code mL/(kg.min)}. */
    public static final SampleType VO2_MAX = HeartTypes.VO2_MAX;
    /** Breaths per minute, {@code /min}. */
    public static final SampleType RESPIRATORY_RATE = HeartTypes.RESPIRATORY_RATE;
    /** Oxygen saturation, {@code %} from 0 to 100. */
    public static final SampleType SPO2 = HeartTypes.SPO2;
    /** Upper blood pressure, {@code mm[Hg]}. */
    public static final SampleType BLOOD_PRESSURE_SYSTOLIC = HeartTypes.BLOOD_PRESSURE_SYSTOLIC;
    /** Lower blood pressure, {@code mm[Hg]}. */
    public static final SampleType BLOOD_PRESSURE_DIASTOLIC = HeartTypes.BLOOD_PRESSURE_DIASTOLIC;
    /** Blood glucose, {@code mg/dL}. */
    public static final SampleType BLOOD_GLUCOSE = HeartTypes.BLOOD_GLUCOSE;
    /** Blood alcohol, {@code %}. */
    public static final SampleType BLOOD_ALCOHOL = HeartTypes.BLOOD_ALCOHOL;
    /** Insulin given, {@code [iU]}. */
    public static final SampleType INSULIN_DELIVERY = HeartTypes.INSULIN_DELIVERY;
    /** Puffs from an inhaler, <code>{puffs}</code>. */
    public static final SampleType INHALER_USE = HeartTypes.INHALER_USE;

    /** Steps, <code>{steps}</code>. */
    public static final SampleType STEPS = ActivityTypes.STEPS;
    /** Energy burned by moving, {@code kcal}. */
    public static final SampleType ACTIVE_ENERGY = ActivityTypes.ACTIVE_ENERGY;
    /** Energy burned at rest, {@code kcal}. */
    public static final SampleType BASAL_ENERGY = ActivityTypes.BASAL_ENERGY;
    /** Distance on foot, {@code m}. */
    public static final SampleType DISTANCE_WALKING_RUNNING = ActivityTypes.DISTANCE_WALKING_RUNNING;
    /** Distance by bicycle, {@code m}. */
    public static final SampleType DISTANCE_CYCLING = ActivityTypes.DISTANCE_CYCLING;
    /** Distance swum, {@code m}. */
    public static final SampleType DISTANCE_SWIMMING = ActivityTypes.DISTANCE_SWIMMING;
    /** Distance in a wheelchair, {@code m}. */
    public static final SampleType DISTANCE_WHEELCHAIR = ActivityTypes.DISTANCE_WHEELCHAIR;
    /** Distance downhill on snow, {@code m}. */
    public static final SampleType DISTANCE_DOWNHILL_SNOW = ActivityTypes.DISTANCE_DOWNHILL_SNOW;
    /** Flights of stairs, <code>{flights}</code>. */
    public static final SampleType FLIGHTS_CLIMBED = ActivityTypes.FLIGHTS_CLIMBED;
    /** Minutes of brisk activity, {@code min}. */
    public static final SampleType EXERCISE_TIME = ActivityTypes.EXERCISE_TIME;
    /** Minutes of movement, {@code min}. */
    public static final SampleType MOVE_TIME = ActivityTypes.MOVE_TIME;
    /** Minutes of standing, {@code min}. */
    public static final SampleType STAND_TIME = ActivityTypes.STAND_TIME;
    /** Whether somebody stood in the hour: 1 stood, 0 did not. */
    public static final SampleType STAND_HOUR = ActivityTypes.STAND_HOUR;
    /** Pushes of a wheelchair, <code>{pushes}</code>. */
    public static final SampleType WHEELCHAIR_PUSHES = ActivityTypes.WHEELCHAIR_PUSHES;
    /** Strokes swum, <code>{strokes}</code>. */
    public static final SampleType SWIMMING_STROKES = ActivityTypes.SWIMMING_STROKES;
    /** Mechanical power in any sport but running, {@code W}. */
    public static final SampleType POWER = ActivityTypes.POWER;

    /** Speed of walking, {@code m/s}. */
    public static final SampleType WALKING_SPEED = GaitTypes.WALKING_SPEED;
    /** Length of a step, {@code m}. */
    public static final SampleType WALKING_STEP_LENGTH = GaitTypes.WALKING_STEP_LENGTH;
    /** Share of uneven steps, {@code %}. */
    public static final SampleType WALKING_ASYMMETRY = GaitTypes.WALKING_ASYMMETRY;
    /** Share of time with both feet on the ground, {@code %}. */
    public static final SampleType WALKING_DOUBLE_SUPPORT = GaitTypes.WALKING_DOUBLE_SUPPORT;
    /** Steadiness of the gait, {@code %} from 0 to 100. */
    public static final SampleType WALKING_STEADINESS = GaitTypes.WALKING_STEADINESS;
    /** Speed of running, {@code m/s}. */
    public static final SampleType RUNNING_SPEED = GaitTypes.RUNNING_SPEED;
    /** Power while running, {@code W}. */
    public static final SampleType RUNNING_POWER = GaitTypes.RUNNING_POWER;
    /** Length of a running step, {@code m}. */
    public static final SampleType RUNNING_STRIDE_LENGTH = GaitTypes.RUNNING_STRIDE_LENGTH;
    /** Vertical movement while running, {@code cm}. */
    public static final SampleType RUNNING_VERTICAL_OSCILLATION = GaitTypes.RUNNING_VERTICAL_OSCILLATION;
    /** Contact with the ground per running step, {@code ms}. */
    public static final SampleType RUNNING_GROUND_CONTACT_TIME = GaitTypes.RUNNING_GROUND_CONTACT_TIME;
    /** Speed up stairs, {@code m/s}. */
    public static final SampleType STAIR_ASCENT_SPEED = GaitTypes.STAIR_ASCENT_SPEED;
    /** Speed down stairs, {@code m/s}. */
    public static final SampleType STAIR_DESCENT_SPEED = GaitTypes.STAIR_DESCENT_SPEED;
    /** Estimated distance of a six minute walk, {@code m}. */
    public static final SampleType SIX_MINUTE_WALK_DISTANCE = GaitTypes.SIX_MINUTE_WALK_DISTANCE;
    /** Falls, <code>{falls}</code>. */
    public static final SampleType FALLS = GaitTypes.FALLS;
    /** Depth under water, {@code m}. */
    public static final SampleType UNDERWATER_DEPTH = GaitTypes.UNDERWATER_DEPTH;
    /** Temperature of the water, {@code Cel}. */
    public static final SampleType WATER_TEMPERATURE = GaitTypes.WATER_TEMPERATURE;

    /** Body mass, {@code kg}. */
    public static final SampleType BODY_MASS = BodyTypes.BODY_MASS;
    /** Body mass without fat, {@code kg}. */
    public static final SampleType LEAN_BODY_MASS = BodyTypes.LEAN_BODY_MASS;
    /** Mass of the muscles, {@code kg}. */
    public static final SampleType MUSCLE_MASS = BodyTypes.MUSCLE_MASS;
    /** Mass of the minerals in the bones, {@code kg}. */
    public static final SampleType BONE_MASS = BodyTypes.BONE_MASS;
    /** Share of water, {@code %} from 0 to 100. */
    public static final SampleType BODY_WATER = BodyTypes.BODY_WATER;
    /** Share of fat, {@code %} from 0 to 100. */
    public static final SampleType BODY_FAT = BodyTypes.BODY_FAT;
    /** Body mass index, {@code kg/m2}. */
    public static final SampleType BODY_MASS_INDEX = BodyTypes.BODY_MASS_INDEX;
    /** Body height, {@code m}. */
    public static final SampleType HEIGHT = BodyTypes.HEIGHT;
    /** Circumference of the waist, {@code m}. */
    public static final SampleType WAIST_CIRCUMFERENCE = BodyTypes.WAIST_CIRCUMFERENCE;
    /** Temperature of the body, {@code Cel}. */
    public static final SampleType BODY_TEMPERATURE = BodyTypes.BODY_TEMPERATURE;
    /** Temperature of the body on waking, {@code Cel}. */
    public static final SampleType BASAL_BODY_TEMPERATURE = BodyTypes.BASAL_BODY_TEMPERATURE;
    /** Temperature of the wrist during sleep, {@code Cel}. */
    public static final SampleType WRIST_TEMPERATURE = BodyTypes.WRIST_TEMPERATURE;
    /** Temperature of the skin during sleep less what is usual, {@code Cel}. */
    public static final SampleType SKIN_TEMPERATURE_DEVIATION = BodyTypes.SKIN_TEMPERATURE_DEVIATION;
    /** Stage of sleep: 0 in bed, 1 asleep, 2 awake, 3 light or core, 4 deep, 5 REM. */
    public static final SampleType SLEEP_STAGE = BodyTypes.SLEEP_STAGE;
    /** A session of mindfulness; always 1. */
    public static final SampleType MINDFUL_SESSION = BodyTypes.MINDFUL_SESSION;
    /** Sound around the person, {@code dB[SPL]}. */
    public static final SampleType ENVIRONMENTAL_SOUND = BodyTypes.ENVIRONMENTAL_SOUND;
    /** Sound in the headphones, {@code dB[SPL]}. */
    public static final SampleType HEADPHONE_SOUND = BodyTypes.HEADPHONE_SOUND;

    /** Energy eaten, {@code kcal}. */
    public static final SampleType DIETARY_ENERGY = NutritionTypes.DIETARY_ENERGY;
    /** Protein eaten, {@code g}. */
    public static final SampleType DIETARY_PROTEIN = NutritionTypes.DIETARY_PROTEIN;
    /** Carbohydrates eaten, {@code g}. */
    public static final SampleType DIETARY_CARBOHYDRATES = NutritionTypes.DIETARY_CARBOHYDRATES;
    /** Fat eaten, {@code g}. */
    public static final SampleType DIETARY_FAT = NutritionTypes.DIETARY_FAT;
    /** Fibre eaten, {@code g}. */
    public static final SampleType DIETARY_FIBER = NutritionTypes.DIETARY_FIBER;
    /** Sugar eaten, {@code g}. */
    public static final SampleType DIETARY_SUGAR = NutritionTypes.DIETARY_SUGAR;
    /** Water drunk, {@code mL}. */
    public static final SampleType DIETARY_WATER = NutritionTypes.DIETARY_WATER;
    /** Caffeine, {@code mg}. */
    public static final SampleType DIETARY_CAFFEINE = NutritionTypes.DIETARY_CAFFEINE;
    /** Sodium, {@code mg}. */
    public static final SampleType DIETARY_SODIUM = NutritionTypes.DIETARY_SODIUM;
    /** Alcoholic drinks, <code>{drinks}</code>. */
    public static final SampleType ALCOHOLIC_DRINKS = NutritionTypes.ALCOHOLIC_DRINKS;

    /** Menstrual flow as noted: 1 unspecified, 2 light, 3 medium, 4 heavy, 5 none. */
    public static final SampleType MENSTRUAL_FLOW = SymptomTypes.MENSTRUAL_FLOW;

    /** A workout. */
    public static final RecordType WORKOUT = DocumentTypes.WORKOUT;
    /** A sleep. */
    public static final RecordType SLEEP = DocumentTypes.SLEEP;
    /** Where the person was. */
    public static final LocationType LOCATION = DocumentTypes.LOCATION;
    /** A stay at one place. */
    public static final RecordType LOCATION_VISIT = DocumentTypes.LOCATION_VISIT;
    /** How recovered the body is after a night. */
    public static final RecordType RECOVERY = DayTypes.RECOVERY;
    /** A day as the body has it: from falling asleep to falling asleep the next time. */
    public static final RecordType CYCLE = DayTypes.CYCLE;
    /** What a person noted of a day in answer to a question. */
    public static final RecordType JOURNAL_ENTRY = DayTypes.JOURNAL_ENTRY;
    /** What a source says of a local date as a whole. */
    public static final RecordType DAILY_SUMMARY = SummaryTypes.DAILY_SUMMARY;
    /** Heart rate variability of a night, beside what is usual. */
    public static final RecordType HRV_SUMMARY = SummaryTypes.HRV_SUMMARY;
    /** A night's vital signs, each beside what is usual. */
    public static final RecordType HEALTH_STATUS = SummaryTypes.HEALTH_STATUS;
    /** How ready for training the source thinks the person is. */
    public static final RecordType TRAINING_READINESS = SummaryTypes.TRAINING_READINESS;
    /** How much the person has trained lately, as the source reckons. */
    public static final RecordType TRAINING_LOAD = SummaryTypes.TRAINING_LOAD;
    /** Whether training makes the person fitter, as the source judges. */
    public static final RecordType TRAINING_STATUS = SummaryTypes.TRAINING_STATUS;
    /** How old the source thinks the person's fitness is on a date. */
    public static final RecordType FITNESS_AGE = SummaryTypes.FITNESS_AGE;
    /** What the source knows of the person's identity, as it is now. */
    public static final RecordType PROFILE = DayTypes.PROFILE;
    /** The body as the source knows it now. */
    public static final RecordType BODY_MEASUREMENT = DayTypes.BODY_MEASUREMENT;

    private static final List<DataType> ALL = Stream.of(
                    HeartTypes.ALL,
                    ActivityTypes.ALL,
                    GaitTypes.ALL,
                    BodyTypes.ALL,
                    NutritionTypes.ALL,
                    SymptomTypes.ALL,
                    DocumentTypes.ALL,
                    DayTypes.ALL,
                    SummaryTypes.ALL)
            .flatMap(List::stream)
            .toList();
    private static final Map<String, DataType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(DataType::name, Function.identity()));

    private DataTypes() {}

    /** All canonical types; unmodifiable, in the same order always. */
    public static List<DataType> all() {
        return ALL;
    }

    /** The canonical type of that name, for example {@code dietary_biotin}; empty if there is none. */
    public static Optional<DataType> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * The type whose records those of the given type share their keys with, one for one in each source: a recovery has
     * the keys of its cycle. Where a store holds a cycle under several keys, all of them find its recovery.
     */
    public static Optional<RecordType> sharesKeysWith(RecordType type) {
        return type.equals(RECOVERY) ? Optional.of(CYCLE) : Optional.empty();
    }

    /** The types whose records share their keys with those of the given type; see {@link #sharesKeysWith}. */
    public static List<RecordType> thatShareKeysWith(RecordType type) {
        return type.equals(CYCLE) ? List.of(RECOVERY) : List.of();
    }
}
