package org.healthwarehouse;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * Remembers what was read lately, with the number of the commit at which it was. An answer is given again only at that
 * very commit, so any commit, of this process or another, makes it unusable without anybody having to tell. Holds so
 * many rows and forgets what was not asked for the longest. Thread-safe.
 */
final class SampleCache {
    /** What an answer weighs besides its rows, in rows: so empty answers do not pile up either. */
    private static final long BASE_WEIGHT = 64;

    private final long maxRows;
    private final LinkedHashMap<Question, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    SampleCache(long maxRows) {
        this.maxRows = maxRows;
    }

    /** What was asked of the store. */
    record Question(List<StreamId> streams, TimeRange range) {
        Question {
            streams = List.copyOf(streams);
        }
    }

    private record Answer(long commit, SampleSeries series) {
        long weight() {
            return BASE_WEIGHT + series.size();
        }
    }

    /** The answer at that commit, remembered or read now. Two threads that ask at once may both read. */
    SampleSeries get(Question question, long commit, Supplier<SampleSeries> read) {
        Optional<SampleSeries> known = find(question, commit);
        if (known.isPresent()) {
            return known.get();
        }
        SampleSeries series = read.get();
        keep(question, commit, series);
        return series;
    }

    synchronized Optional<SampleSeries> find(Question question, long commit) {
        Answer answer = answers.get(question);
        if (answer == null || answer.commit > commit) {
            return Optional.empty();
        }
        if (answer.commit < commit) {
            forget(question);
            return Optional.empty();
        }
        return Optional.of(answer.series);
    }

    /** A reader that was slow does not replace what a later one found. */
    synchronized void keep(Question question, long commit, SampleSeries series) {
        Answer answer = new Answer(commit, series);
        Answer known = answers.get(question);
        if (answer.weight() > maxRows || (known != null && known.commit > commit)) {
            return;
        }
        forget(question);
        answers.put(question, answer);
        weight += answer.weight();
        Iterator<Map.Entry<Question, Answer>> oldest = answers.entrySet().iterator();
        while (weight > maxRows) {
            weight -= oldest.next().getValue().weight();
            oldest.remove();
        }
    }

    private void forget(Question question) {
        Answer gone = answers.remove(question);
        weight -= gone == null ? 0 : gone.weight();
    }

    /** Rows that are held at the moment, and what the answers weigh besides. */
    synchronized long weight() {
        return weight;
    }
}
