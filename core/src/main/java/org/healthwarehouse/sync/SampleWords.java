package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.storage.SampleBatch;
import org.jspecify.annotations.Nullable;

/** The last word of several pages on the samples of one series, in columns sorted by start, then by length. */
final class SampleWords extends Words {
    private final SampleType type;
    private final String channel;
    private final List<Standing> standings;
    private Device device;
    private long[] starts = new long[0];
    private long[] lengths = new long[0];
    private double[] values = new double[0];
    private Map<Integer, Attributes> notes = new HashMap<>();
    private int size;

    /** @param standings of all pages, by their places */
    SampleWords(SampleBatch first, List<Standing> standings) {
        this.standings = standings;
        type = first.type();
        device = first.device();
        channel = first.channel();
    }

    SampleType type() {
        return type;
    }

    @Override
    int size() {
        return size;
    }

    /** Of two samples of one start and length that of the batch counts, unless an earlier page's word stands. */
    void add(SampleBatch batch, int page) {
        device = batch.device().attributes().isEmpty() ? device : batch.device();
        Merge merge = new Merge(size + batch.size());
        int mine = 0;
        int theirs = 0;
        while (mine < size || theirs < batch.size()) {
            int order = mine == size ? 1 : theirs == batch.size() ? -1 : compare(mine, batch, theirs);
            boolean stands = order == 0 && standings.get(page).yieldsTo(standings.get(pages[mine]));
            if (order < 0 || stands) {
                merge.take(starts[mine], lengths[mine], values[mine], pages[mine], doubts[mine], notes.get(mine));
                mine++;
                theirs += stands ? 1 : 0;
            } else {
                merge.take(
                        batch.start(theirs),
                        batch.length(theirs),
                        batch.value(theirs),
                        page,
                        SURE,
                        batch.notes().get(theirs));
                theirs++;
                mine += order == 0 ? 1 : 0;
            }
        }
        merge.put();
    }

    private int compare(int mine, SampleBatch batch, int theirs) {
        int byStart = Long.compare(starts[mine], batch.start(theirs));
        return byStart != 0 ? byStart : Long.compare(lengths[mine], batch.length(theirs));
    }

    @Override
    boolean isCertain(ChunkAnswer answer, ChunkAnswer.Certain certain, int item) {
        return answer.names(certain, starts[item], starts[item] + lengths[item]);
    }

    @Override
    boolean isNamed(Listing listing, int item) {
        return listing.of(type, device.key(), channel).has(starts[item], lengths[item]);
    }

    /** What of the part each page has the last word on, by page; either of what is sure or of what is missed. */
    Map<Integer, SampleBatch> batches(Home home, boolean missed) {
        Map<Integer, List<Integer>> rows = new HashMap<>();
        for (int i = 0; i < size; i++) {
            if (missed == (doubts[i] == MISSED) && home.isIn(pages[i], starts[i])) {
                rows.computeIfAbsent(pages[i], unused -> new ArrayList<>()).add(i);
            }
        }
        Map<Integer, SampleBatch> batches = new HashMap<>();
        rows.forEach((page, own) -> batches.put(page, batch(own)));
        return batches;
    }

    private SampleBatch batch(List<Integer> rows) {
        long[] ownStarts = new long[rows.size()];
        long[] ownLengths = new long[rows.size()];
        double[] ownValues = new double[rows.size()];
        Map<Integer, Attributes> ownNotes = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            ownStarts[i] = starts[row];
            ownLengths[i] = lengths[row];
            ownValues[i] = values[row];
            Attributes note = notes.get(row);
            if (note != null) {
                ownNotes.put(i, note);
            }
        }
        return new SampleBatch(type, device, channel, ownStarts, ownLengths, ownValues, ownNotes);
    }

    /** Columns on their way to take the place of the present ones. */
    private final class Merge {
        private final long[] newStarts;
        private final long[] newLengths;
        private final double[] newValues;
        private final int[] newPages;
        private final int[] newDoubts;
        private final Map<Integer, Attributes> newNotes = new HashMap<>();
        private int count;

        Merge(int most) {
            newStarts = new long[most];
            newLengths = new long[most];
            newValues = new double[most];
            newPages = new int[most];
            newDoubts = new int[most];
        }

        void take(long start, long length, double value, int page, int doubt, @Nullable Attributes note) {
            newStarts[count] = start;
            newLengths[count] = length;
            newValues[count] = value;
            newPages[count] = page;
            newDoubts[count] = doubt;
            if (note != null) {
                newNotes.put(count, note);
            }
            count++;
        }

        void put() {
            starts = newStarts;
            lengths = newLengths;
            values = newValues;
            pages = newPages;
            doubts = newDoubts;
            notes = newNotes;
            size = count;
        }
    }
}
