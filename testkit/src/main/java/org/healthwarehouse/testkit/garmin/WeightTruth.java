package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.testkit.fakes.TrueItem;

/** What a store must hold of weights. */
final class WeightTruth {
    private static final double KILOGRAM = 1000;
    private static final Map<SampleType, ToDoubleFunction<GarminWeighing>> MEASURES = Map.of(
            DataTypes.BODY_MASS,
            each -> each.grams() / KILOGRAM,
            DataTypes.BONE_MASS,
            each -> each.bone() / KILOGRAM,
            DataTypes.MUSCLE_MASS,
            each -> each.muscle() / KILOGRAM,
            DataTypes.BODY_FAT,
            GarminWeighing::fat,
            DataTypes.BODY_WATER,
            GarminWeighing::water,
            DataTypes.BODY_MASS_INDEX,
            GarminWeighing::massIndex);

    private WeightTruth() {}

    static List<SampleType> types() {
        return List.copyOf(MEASURES.keySet());
    }

    static List<TrueItem> items(GarminDiary diary, SampleType type, LocalDate date, long now, boolean deletedToo) {
        ToDoubleFunction<GarminWeighing> measure = MEASURES.get(type);
        if (measure == null) {
            return List.of();
        }
        return diary.weighings(date).stream()
                .filter(each -> each.isThere(now) || (deletedToo && each.time() <= now))
                .filter(each -> !each.manual() || type.equals(DataTypes.BODY_MASS))
                .map(each -> TrueItem.sample(
                        Device.of("connect:" + each.source().toLowerCase(Locale.ROOT)),
                        "",
                        each.time(),
                        each.time(),
                        measure.applyAsDouble(each)))
                .toList();
    }
}
