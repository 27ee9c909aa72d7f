package org.healthwarehouse.testkit.person;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The waking hours of one day while they fill up: no two activities overlap. */
final class Agenda {
    private final Span awake;
    private final BitSet taken;
    private final List<Activity> activities = new ArrayList<>();
    private final List<Journey> journeys = new ArrayList<>();

    Agenda(Span awake) {
        this.awake = awake;
        this.taken = new BitSet(awake.minutes());
    }

    boolean isFree(Span span) {
        return awake.encloses(span) && isUntaken(index(span.from()), index(span.to()));
    }

    private boolean isUntaken(int from, int to) {
        int next = taken.nextSetBit(from);
        return next < 0 || next >= to;
    }

    private int index(long minute) {
        return (int) (minute - awake.from());
    }

    void add(Activity activity) {
        taken.set(index(activity.span().from()), index(activity.span().to()));
        activities.add(activity);
    }

    void add(Journey journey) {
        journeys.add(journey);
    }

    List<Activity> activities() {
        return activities.stream()
                .sorted(Comparator.comparingLong(activity -> activity.span().from()))
                .toList();
    }

    List<Journey> journeys() {
        return List.copyOf(journeys);
    }
}
