package org.healthwarehouse.garmin;

import java.util.Optional;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;

/**
 * What a scale measured. A scale may serve a family: if the file describes several people, none of its weights is
 * taken, because it does not say whose they are.
 */
final class Weights implements FitPage.Part {
    private final FitOutline outline;
    private final Samples samples;
    private boolean refused;

    Weights(FitOutline outline, Samples samples) {
        this.outline = outline;
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        long time = message.timeMs();
        if (!message.name().equals("weight_scale") || time == FitMessage.NO_TIME) {
            return;
        }
        if (outline.users() > 1) {
            refuse(message.offset());
            return;
        }
        add(DataTypes.BODY_MASS, time, message.value("weight"));
        add(DataTypes.BODY_FAT, time, message.value("percent_fat"));
        add(DataTypes.BODY_MASS_INDEX, time, message.value("bmi"));
        add(DataTypes.BODY_WATER, time, message.value("percent_hydration"));
        add(DataTypes.BONE_MASS, time, message.value("bone_mass"));
        add(DataTypes.MUSCLE_MASS, time, message.value("muscle_mass"));
    }

    private void refuse(long offset) {
        if (!refused) {
            samples.sink()
                    .problem(new ParseProblem(
                            Optional.of(DataTypes.BODY_MASS),
                            "the scale serves several people and the file does not say whose weights these are",
                            "byte " + offset));
        }
        refused = true;
    }

    private void add(SampleType type, long time, double value) throws MalformedResponseException {
        if (value > 0) {
            samples.moment(type, time, value);
        }
    }
}
