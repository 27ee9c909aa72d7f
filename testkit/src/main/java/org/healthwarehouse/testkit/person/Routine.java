package org.healthwarehouse.testkit.person;

/** Decides what the person does on one day, the fixed things first, the small ones around them. */
final class Routine {
    private static final int SHORTEST_WORKDAY_MINUTES = 820;

    private final Profile profile;
    private final DayFrame frame;
    private final Draws draws;
    private final Agenda agenda;
    private final boolean phoneForgotten;

    private Routine(Profile profile, DayFrame frame) {
        this.profile = profile;
        this.frame = frame;
        this.draws = profile.chance().draws(Stream.ROUTINE, frame.epochDay());
        this.agenda = new Agenda(frame.awake());
        this.phoneForgotten = isPhoneForgotten(profile, frame);
    }

    static Agenda of(Profile profile, DayFrame frame) {
        Routine routine = new Routine(profile, frame);
        routine.fly();
        routine.commute();
        routine.exercise();
        routine.stroll();
        routine.potter();
        return routine.agenda;
    }

    /** The phone lies around all day, switched off. */
    static boolean isPhoneForgotten(Profile profile, DayFrame frame) {
        return profile.chance().happens(Stream.PHONE_FORGOTTEN, frame.epochDay(), 0.04);
    }

    private void fly() {
        if (frame.isTravelDay()) {
            Span flight = new Span(frame.awake().at(0.25), frame.awake().at(0.85));
            place(ActivityKind.FLIGHT, flight, 1);
            agenda.add(
                    new Journey(flight, frame.place().spot(), frame.nextPlace().spot(), true));
        }
    }

    private void commute() {
        if (goesToWork()) {
            Spot home = profile.home().spot();
            long arrived = commute(frame.wake() + draws.whole(55, 90), home, profile.work());
            commute(arrived + draws.whole(480, 560), profile.work(), home);
        }
    }

    private boolean goesToWork() {
        return !frame.isWeekend()
                && !frame.isIll()
                && !frame.isTravelDay()
                && frame.place().equals(profile.home())
                && frame.awake().minutes() >= SHORTEST_WORKDAY_MINUTES
                && profile.chance().happens(Stream.WORKDAY, frame.epochDay(), 0.9);
    }

    private long commute(long start, Spot from, Spot to) {
        Span there = Span.starting(start, draws.whole(5, 9));
        Span ride = Span.starting(there.to(), draws.whole(12, 24));
        Span rest = Span.starting(ride.to(), draws.whole(4, 7));
        place(ActivityKind.WALKING, there, 0.97);
        place(ActivityKind.TRANSIT, ride, 0.97);
        place(ActivityKind.WALKING, rest, 0.97);
        agenda.add(new Journey(new Span(start, rest.to()), from, to, false));
        return rest.to();
    }

    private void exercise() {
        boolean away = !frame.place().equals(profile.home());
        double probability = away ? 0.4 : 0.66;
        if (frame.isIll() || frame.isTravelDay() || !draws.happens(probability)) {
            return;
        }
        ActivityKind kind = workoutKind(draws.unit());
        int minutes = kind == ActivityKind.CYCLE ? draws.whole(45, 95) : draws.whole(28, 58);
        long start = frame.awake().at(frame.isWeekend() || away ? draws.between(0.2, 0.6) : draws.between(0.68, 0.74));
        for (int attempt = 0; attempt < 6; attempt++) {
            Span span = Span.starting(start + attempt * 15L, minutes);
            if (agenda.isFree(span)) {
                place(kind, span, kind == ActivityKind.RUN || !kind.isOutdoors() ? 0.5 : 0.95);
                return;
            }
        }
    }

    private static ActivityKind workoutKind(double unit) {
        if (unit < 0.3) {
            return ActivityKind.RUN;
        }
        if (unit < 0.5) {
            return ActivityKind.WALK_WORKOUT;
        }
        if (unit < 0.7) {
            return ActivityKind.CYCLE;
        }
        return unit < 0.8 ? ActivityKind.SWIM : ActivityKind.STRENGTH;
    }

    private void stroll() {
        int strolls = frame.isIll() ? draws.whole(0, 1) : draws.whole(1, 3) + (frame.isWeekend() ? 1 : 0);
        for (int i = 0; i < strolls; i++) {
            long start = frame.awake().at(draws.between(0.05, 0.92));
            placeIfFree(ActivityKind.WALKING, Span.starting(start, draws.whole(7, 26)), 0.92);
        }
    }

    private void potter() {
        long minute = frame.wake() + draws.whole(2, 6);
        while (minute < frame.end()) {
            placeIfFree(ActivityKind.POTTERING, Span.starting(minute, draws.whole(1, 3)), 0.35);
            minute += draws.whole(14, frame.isIll() ? 90 : 50);
        }
    }

    private void placeIfFree(ActivityKind kind, Span span, double phoneProbability) {
        if (agenda.isFree(span)) {
            place(kind, span, phoneProbability);
        }
    }

    private void place(ActivityKind kind, Span span, double phoneProbability) {
        boolean phone = draws.happens(phoneProbability) && !phoneForgotten;
        boolean oddCuts = draws.happens(0.2);
        double exertion = 1 + 0.05 * profile.chance().bell(Stream.EXERTION, span.from());
        agenda.add(new Activity(kind, span, phone, oddCuts, exertion));
    }
}
