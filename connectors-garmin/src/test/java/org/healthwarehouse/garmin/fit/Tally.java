package org.healthwarehouse.garmin.fit;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Counts and sums over the messages of a file, as {@code expected.json} has them. */
final class Tally {
    final Map<Integer, Long> messages = new TreeMap<>();
    final List<Double> fileTypes = new ArrayList<>();
    final List<Double> weights = new ArrayList<>();
    final List<Map<String, Double>> sessions = new ArrayList<>();
    final Map<String, DoubleSummaryStatistics> sums = new TreeMap<>();
    final LongSummaryStatistics times = new LongSummaryStatistics();
    final LongSummaryStatistics heartRateTimes = new LongSummaryStatistics();
    final Map<Integer, Long> sleepLevels = new TreeMap<>();
    double lastDistance = Double.NaN;

    private static final List<String> SESSION_FIELDS = List.of(
            "sport",
            "start_time",
            "total_elapsed_time",
            "total_timer_time",
            "total_distance",
            "total_calories",
            "avg_heart_rate",
            "max_heart_rate",
            "avg_power",
            "total_ascent");

    void add(FitMessage message) {
        messages.merge(message.number(), 1L, Long::sum);
        long time = message.timeMs();
        if (time != FitMessage.NO_TIME) {
            times.accept(time / 1000);
        }
        switch (message.name()) {
            case "file_id" -> fileTypes.add(message.value("type"));
            case "record" -> record(message);
            case "session" -> session(message);
            case "hrv" -> each("hrvIntervals", message.values("time"));
            case "weight_scale" -> weights.add(message.value("weight"));
            case "monitoring" -> monitoring(message, time);
            case "stress_level" -> stress(message);
            case "respiration_rate" -> signed("respiration", message.value("respiration_rate"));
            case "spo2_data" -> each("spo2", message.value("reading_spo2"));
            case "hrv_value" -> each("hrvValues", message.value("value"));
            case "sleep_level" -> sleepLevels.merge((int) message.value("sleep_level"), 1L, Long::sum);
            default -> {}
        }
    }

    DoubleSummaryStatistics of(String name) {
        return sums.computeIfAbsent(name, key -> new DoubleSummaryStatistics());
    }

    private void record(FitMessage message) {
        each("recordHeartRate", message.value("heart_rate"));
        each("recordPower", message.value("power"));
        double distance = message.value("distance");
        lastDistance = Double.isNaN(distance) ? lastDistance : distance;
    }

    private void session(FitMessage message) {
        Map<String, Double> session = new TreeMap<>();
        for (String field : SESSION_FIELDS) {
            double value = message.value(field);
            if (!Double.isNaN(value)) {
                session.put(field, value);
            }
        }
        long start = message.timeMs("start_time");
        if (start != FitMessage.NO_TIME) {
            session.put("start_time", start / 1000.0);
        }
        sessions.add(session);
    }

    private void monitoring(FitMessage message, long time) {
        double rate = message.value("heart_rate");
        if (!Double.isNaN(rate)) {
            each("monitoringHeartRate", rate);
            heartRateTimes.accept(time / 1000);
        }
    }

    private void stress(FitMessage message) {
        long time = message.timeMs("stress_level_time");
        times.accept(time / 1000);
        double level = message.value("stress_level_value");
        signed("stress", level);
        if (level < 0) {
            of("stress" + (int) level).accept(1);
        }
    }

    private void signed(String name, double value) {
        each(name, value);
        each(name + "Valid", value < 0 ? Double.NaN : value);
    }

    private void each(String name, double... values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                of(name).accept(value);
            }
        }
    }
}
