package org.healthwarehouse.model;

import static org.healthwarehouse.model.Catalog.codes;
import static org.healthwarehouse.model.Catalog.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What people note about how they feel, and about their cycle. */
final class SymptomTypes {
    static final SampleType MENSTRUAL_FLOW = codes(
            "menstrual_flow",
            1,
            5,
            "Menstrual flow as noted by the person: 1 of unspecified amount, 2 light, 3 medium, 4 heavy, 5 none.");

    private static final List<String> WITH_SEVERITY = List.of(
            "Abdominal cramps",
            "Acne",
            "Bladder incontinence",
            "Bloating",
            "Breast pain",
            "Chest tightness or pain",
            "Chills",
            "Constipation",
            "Coughing",
            "Diarrhea",
            "Dizziness",
            "Dry skin",
            "Fainting",
            "Fatigue",
            "Fever",
            "Generalized body ache",
            "Hair loss",
            "Headache",
            "Heartburn",
            "Hot flashes",
            "Loss of smell",
            "Loss of taste",
            "Lower back pain",
            "Memory lapse",
            "Nausea",
            "Night sweats",
            "Pelvic pain",
            "Rapid pounding or fluttering heartbeat",
            "Runny nose",
            "Shortness of breath",
            "Sinus congestion",
            "Skipped heartbeat",
            "Sore throat",
            "Vaginal dryness",
            "Vomiting",
            "Wheezing");

    private static final List<SampleType> OTHERS = List.of(
            MENSTRUAL_FLOW,
            codes(
                    "symptom_appetite_change",
                    0,
                    3,
                    "Change of appetite as noted by the person: 0 of unspecified kind, 1 none, 2 less, 3 more."),
            noted("symptom_mood_changes", "Changes of mood"),
            noted("symptom_sleep_changes", "Changes of sleep"),
            codes(
                    "cervical_mucus",
                    1,
                    5,
                    "Cervical mucus as noted by the person: 1 dry, 2 sticky, 3 creamy, 4 watery, 5 like egg white."),
            codes(
                    "contraceptive",
                    1,
                    6,
                    "Contraceptive in use: 1 of unspecified kind, 2 implant, 3 injection, 4 intrauterine device, 5"
                            + " vaginal ring, 6 oral."),
            codes(
                    "ovulation_test",
                    1,
                    4,
                    "Result of an ovulation test at home: 1 negative, 2 surge of luteinizing hormone, 3 inconclusive, 4"
                            + " surge of estrogen."),
            test("pregnancy_test", "Result of a pregnancy test"),
            test("progesterone_test", "Result of a progesterone test at home"),
            event("lactation", "The person noted lactation"),
            event("pregnancy", "The person noted a pregnancy"),
            event("sexual_activity", "The person noted sexual activity"),
            event("infrequent_menstrual_cycles", "Menstrual cycles were infrequent"),
            event("irregular_menstrual_cycles", "Menstrual cycles were irregular"),
            event("persistent_menstrual_bleeding", "Bleeding between menstrual periods persisted"),
            event("prolonged_menstrual_periods", "Menstrual periods were prolonged"));

    static final List<DataType> ALL = all();

    private SymptomTypes() {}

    private static SampleType symptom(String words) {
        return codes(
                "symptom_" + words.toLowerCase(Locale.ROOT).replace(' ', '_'),
                0,
                3,
                words + " as noted by the person: 0 present with unspecified severity, 1 mild, 2 moderate, 3 severe.");
    }

    private static SampleType noted(String name, String words) {
        return codes(name, 0, 1, words + " as noted by the person: 1 present, 0 not present.");
    }

    private static SampleType test(String name, String words) {
        return codes(name, 1, 3, words + ": 1 negative, 2 positive, 3 inconclusive.");
    }

    private static List<DataType> all() {
        List<DataType> all = new ArrayList<>(OTHERS);
        WITH_SEVERITY.forEach(words -> all.add(symptom(words)));
        return Collections.unmodifiableList(all);
    }
}
