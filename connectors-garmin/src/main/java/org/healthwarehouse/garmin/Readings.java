package org.healthwarehouse.garmin;

import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;

/** What a watch reads all day and night. Negative stress and breathing say why there is no value. */
final class Readings implements FitPage.Part {
    private final Samples samples;

    Readings(Samples samples) {
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) throws MalformedResponseException {
        long time = message.timeMs();
        switch (message.name()) {
            case "monitoring" -> add(DataTypes.HEART_RATE, time, message.value("heart_rate"), 1);
            case "monitoring_hr_data" -> {
                double today = message.value("current_day_resting_heart_rate");
                double week = message.value("resting_heart_rate");
                add(DataTypes.RESTING_HEART_RATE, time, Double.isNaN(today) ? week : today, 1);
            }
            case "stress_level" ->
                add(GarminTypes.STRESS, message.timeMs("stress_level_time"), message.value("stress_level_value"), 0);
            case "respiration_rate" ->
                add(DataTypes.RESPIRATORY_RATE, time, message.value("respiration_rate"), Double.MIN_VALUE);
            case "spo2_data" -> add(DataTypes.SPO2, time, message.value("reading_spo2"), 1);
            case "hrv_value" -> add(GarminTypes.HRV, time, message.value("value"), Double.MIN_VALUE);
            case "max_met_data" -> add(DataTypes.VO2_MAX, time, message.value("vo2_max"), 1);
            case "skin_temp_overnight" ->
                samples.moment(DataTypes.SKIN_TEMPERATURE_DEVIATION, time, message.value("average_deviation"));
            default -> {}
        }
    }

    private void add(SampleType type, long time, double value, double least) throws MalformedResponseException {
        if (value >= least) {
            samples.moment(type, time, value);
        }
    }
}
