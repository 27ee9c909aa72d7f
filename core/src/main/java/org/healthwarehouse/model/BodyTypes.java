package org.healthwarehouse.model;

import static org.healthwarehouse.model.Catalog.codes;
import static org.healthwarehouse.model.Catalog.event;
import static org.healthwarehouse.model.Catalog.last;
import static org.healthwarehouse.model.Catalog.mean;

import java.util.List;

/** Body measures, temperatures, sleep, sound and care of oneself. */
final class BodyTypes {
    static final SampleType BODY_MASS = last("body_mass", "kg", 2, 400, "Body mass, which people call weight.");
    static final SampleType LEAN_BODY_MASS = last("lean_body_mass", "kg", 2, 200, "Body mass without fat.");
    static final SampleType MUSCLE_MASS = last("muscle_mass", "kg", 2, 150, "Mass of the muscles.");
    static final SampleType BONE_MASS = last("bone_mass", "kg", 0.2, 15, "Mass of the minerals in the bones.");
    static final SampleType BODY_WATER =
            last("body_water", "%", 20, 85, "Share of water in the body mass, from 0 to 100.");
    static final SampleType BODY_FAT = last("body_fat", "%", 2, 75, "Share of fat in the body mass, from 0 to 100.");
    static final SampleType BODY_MASS_INDEX =
            last("body_mass_index", "kg/m2", 8, 100, "Body mass divided by the square of the height.");
    static final SampleType HEIGHT = last("height", "m", 0.4, 2.6, "Body height.");
    static final SampleType WAIST_CIRCUMFERENCE =
            last("waist_circumference", "m", 0.3, 2.5, "Circumference of the waist.");
    static final SampleType BODY_TEMPERATURE = mean("body_temperature", "Cel", 33, 43, "Temperature of the body.");
    static final SampleType BASAL_BODY_TEMPERATURE =
            mean("basal_body_temperature", "Cel", 34, 40, "Temperature of the body at rest, usually taken on waking.");
    static final SampleType WRIST_TEMPERATURE =
            mean("wrist_temperature", "Cel", 20, 42, "Temperature of the skin at the wrist during sleep.");
    static final SampleType SKIN_TEMPERATURE_DEVIATION = mean(
            "skin_temperature_deviation",
            "Cel",
            -10,
            10,
            "Temperature of the skin during sleep less what is usual for the person.");
    static final SampleType SLEEP_STAGE = codes(
            "sleep_stage",
            0,
            5,
            "Stage of sleep during the sample: 0 in bed, 1 asleep without a known stage, 2 awake, 3 light or core, 4"
                    + " deep, 5 REM.");
    static final SampleType MINDFUL_SESSION = event("mindful_session", "A session of mindfulness");
    static final SampleType ENVIRONMENTAL_SOUND =
            mean("environmental_sound", "dB[SPL]", 0, 140, "Level of the sound around the person.");
    static final SampleType HEADPHONE_SOUND =
            mean("headphone_sound", "dB[SPL]", 0, 140, "Level of the sound in the person's headphones.");

    static final List<DataType> ALL = List.of(
            BODY_MASS,
            LEAN_BODY_MASS,
            BODY_FAT,
            BODY_MASS_INDEX,
            HEIGHT,
            WAIST_CIRCUMFERENCE,
            BODY_TEMPERATURE,
            BASAL_BODY_TEMPERATURE,
            WRIST_TEMPERATURE,
            MUSCLE_MASS,
            BONE_MASS,
            BODY_WATER,
            SKIN_TEMPERATURE_DEVIATION,
            SLEEP_STAGE,
            MINDFUL_SESSION,
            ENVIRONMENTAL_SOUND,
            HEADPHONE_SOUND,
            event("environmental_sound_event", "The device noticed sound around the person that may harm hearing"),
            event("headphone_sound_event", "The device noticed headphone sound that may harm hearing"),
            event("handwashing_event", "Hands were washed"),
            event("toothbrushing_event", "Teeth were brushed"));

    private BodyTypes() {}
}
