package org.healthwarehouse.model;

import static org.healthwarehouse.model.Catalog.sum;

import java.util.List;

/** What somebody ate and drank. Limits are far above any sensible day, for a sample may hold a whole one. */
final class NutritionTypes {
    static final SampleType DIETARY_ENERGY = sum("dietary_energy", "kcal", 15_000, "Energy in food and drink.");
    static final SampleType DIETARY_PROTEIN = grams("protein", 1_000, "Protein");
    static final SampleType DIETARY_CARBOHYDRATES = grams("carbohydrates", 2_000, "Carbohydrates");
    static final SampleType DIETARY_FAT = grams("fat", 1_000, "Fat of all kinds");
    static final SampleType DIETARY_FIBER = grams("fiber", 300, "Fibre");
    static final SampleType DIETARY_SUGAR = grams("sugar", 1_500, "Sugar");
    static final SampleType DIETARY_WATER = sum("dietary_water", "mL", 20_000, "Water drunk.");
    static final SampleType DIETARY_CAFFEINE = milligrams("caffeine", 3_000, "Caffeine");
    static final SampleType DIETARY_SODIUM = milligrams("sodium", 50_000, "Sodium");
    static final SampleType ALCOHOLIC_DRINKS =
            sum("alcoholic_drinks", "{drinks}", 50, "Alcoholic drinks, counted as standard drinks.");

    static final List<DataType> ALL = List.of(
            DIETARY_ENERGY,
            DIETARY_PROTEIN,
            DIETARY_CARBOHYDRATES,
            DIETARY_FAT,
            DIETARY_FIBER,
            DIETARY_SUGAR,
            DIETARY_WATER,
            DIETARY_CAFFEINE,
            DIETARY_SODIUM,
            ALCOHOLIC_DRINKS,
            grams("fat_monounsaturated", 500, "Monounsaturated fat"),
            grams("fat_polyunsaturated", 500, "Polyunsaturated fat"),
            grams("fat_saturated", 500, "Saturated fat"),
            milligrams("cholesterol", 5_000, "Cholesterol"),
            milligrams("biotin", 100, "Biotin"),
            milligrams("calcium", 20_000, "Calcium"),
            milligrams("chloride", 50_000, "Chloride"),
            milligrams("chromium", 50, "Chromium"),
            milligrams("copper", 100, "Copper"),
            milligrams("iron", 1_000, "Iron"),
            milligrams("magnesium", 10_000, "Magnesium"),
            milligrams("manganese", 200, "Manganese"),
            milligrams("molybdenum", 50, "Molybdenum"),
            milligrams("niacin", 5_000, "Niacin, vitamin B3"),
            milligrams("pantothenic_acid", 10_000, "Pantothenic acid, vitamin B5"),
            milligrams("phosphorus", 20_000, "Phosphorus"),
            milligrams("potassium", 50_000, "Potassium"),
            milligrams("riboflavin", 1_000, "Riboflavin, vitamin B2"),
            milligrams("thiamin", 1_000, "Thiamin, vitamin B1"),
            milligrams("vitamin_b6", 1_000, "Vitamin B6"),
            milligrams("vitamin_c", 50_000, "Vitamin C"),
            milligrams("vitamin_e", 5_000, "Vitamin E"),
            milligrams("zinc", 1_000, "Zinc"),
            micrograms("folate", 50_000, "Folate, vitamin B9"),
            micrograms("iodine", 20_000, "Iodine"),
            micrograms("selenium", 5_000, "Selenium"),
            micrograms("vitamin_a", 100_000, "Vitamin A"),
            micrograms("vitamin_b12", 50_000, "Vitamin B12"),
            micrograms("vitamin_d", 10_000, "Vitamin D"),
            micrograms("vitamin_k", 50_000, "Vitamin K"));

    private NutritionTypes() {}

    private static SampleType grams(String name, double high, String what) {
        return sum("dietary_" + name, "g", high, what + " in food and drink.");
    }

    private static SampleType milligrams(String name, double high, String what) {
        return sum("dietary_" + name, "mg", high, what + " in food and drink.");
    }

    private static SampleType micrograms(String name, double high, String what) {
        return sum("dietary_" + name, "ug", high, what + " in food and drink.");
    }
}
