package org.healthwarehouse.garmin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.jspecify.annotations.Nullable;

/**
 * How training goes and how much it was ({@code trainingstatus}), of each watch apart: of today, or of a year day by
 * day. It is a bundle of the answers of several services; only this one is about the dates that were asked for.
 */
final class TrainingStatusRows implements ConnectRows {
    private final LoadRows load = new LoadRows();
    private final HistoryRows status = new HistoryRows();

    @Override
    public List<String> paths() {
        return List.of(
                "*.payload.reportData.*[]", "*.payload.latestTrainingStatusData.*", "latestTrainingStatusData.*");
    }

    @Override
    public void take(String path, @Nullable Object value, Telling out)
            throws BadItemException, MalformedResponseException {
        ExportItem day = out.object(value);
        day.copy().date("calendarDate").ifPresent(out::date);
        Object loads = day.left().remove("acuteTrainingLoadDTO");
        if (loads instanceof Map<?, ?>) {
            ExportItem reckoned = out.object(loads);
            for (String same : List.of("calendarDate", "timestamp", "deviceId", "primaryTrainingDevice")) {
                Object said = day.left().get(same);
                if (said != null) {
                    reckoned.left().put(same, said);
                }
            }
            var unused = load.read(reckoned, out.sink());
            out.told();
        }
        Map<String, Object> judged = new TreeMap<>(day.left());
        Object code = judged.remove("trainingStatus");
        Optional<String> word = day.text("trainingStatusFeedbackPhrase").map(TrainingStatusRows::word);
        word.ifPresent(text -> judged.put("trainingStatus", text));
        if (code != null) {
            judged.put("trainingStatusCode", code);
        }
        var unused = status.read(out.object(judged), out.sink());
        out.told();
    }

    /** The vendor numbers its phrases: {@code PRODUCTIVE_6} is a way to say productive. */
    private static String word(String phrase) {
        return phrase.replaceAll("_\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
