package org.healthwarehouse.fulcra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;

/**
 * The samples of one series of a page. Where several have the same start and end, the one with the last uuid in the
 * alphabet is kept; if the others have different values, its note lists them.
 */
final class SeriesBuffer {
    private static final Comparator<Item> ORDER = Comparator.comparingLong(Item::startMs)
            .thenComparingLong(Item::endMs)
            .thenComparing(Item::uuid)
            .thenComparingDouble(Item::value)
            .thenComparing(item -> item.note().toJson());

    private final List<Item> items = new ArrayList<>();

    void add(RawSample raw, double value) {
        items.add(new Item(raw.uuid(), raw.startMs(), raw.endMs(), value, raw.note()));
    }

    void writeTo(SampleSink sink) throws MalformedResponseException {
        items.sort(ORDER);
        for (int first = 0; first < items.size(); ) {
            int end = first + 1;
            while (end < items.size() && items.get(end).coincidesWith(items.get(first))) {
                end++;
            }
            write(items.subList(first, end), sink);
            first = end;
        }
    }

    private static void write(List<Item> coinciding, SampleSink sink) throws MalformedResponseException {
        Item last = coinciding.get(coinciding.size() - 1);
        Attributes note = last.note();
        if (coinciding.size() > 1) {
            List<Double> others = coinciding.stream()
                    .map(Item::value)
                    .filter(value -> value != last.value())
                    .distinct()
                    .sorted()
                    .toList();
            note = others.isEmpty() ? note : note.with("coinciding_values", others);
        }
        if (note.isEmpty()) {
            sink.add(last.startMs(), last.endMs(), last.value());
        } else {
            sink.add(last.startMs(), last.endMs(), last.value(), note);
        }
    }

    private record Item(String uuid, long startMs, long endMs, double value, Attributes note) {
        boolean coincidesWith(Item other) {
            return startMs == other.startMs && endMs == other.endMs;
        }
    }
}
