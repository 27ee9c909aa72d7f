package org.healthwarehouse.training;

import java.util.Optional;
import java.util.OptionalInt;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What an athlete says after a workout.
 *
 * @param perceivedExertion how hard it was, 1 (very easy) to 10 (as hard as can be)
 * @param text in the athlete's own words
 */
public record AthleteFeedback(OptionalInt perceivedExertion, Optional<String> text) {
    /** @throws InvalidParameterException if the exertion is out of its scale, the text is blank, or neither is there */
    public AthleteFeedback {
        perceivedExertion.ifPresent(value -> Rules.between("perceived exertion", value, 1, 10));
        text.ifPresent(words -> Rules.text("feedback", words));
        if (perceivedExertion.isEmpty() && text.isEmpty()) {
            throw new InvalidParameterException("feedback", "empty", "must say something", "leave it out");
        }
    }

    /** How hard it was, 1 to 10, without words. */
    public static AthleteFeedback of(int perceivedExertion) {
        return new AthleteFeedback(OptionalInt.of(perceivedExertion), Optional.empty());
    }

    /** How hard it was, 1 to 10, and what else there is to say. */
    public static AthleteFeedback of(int perceivedExertion, String text) {
        return new AthleteFeedback(OptionalInt.of(perceivedExertion), Optional.of(text));
    }

    /** Nothing of what was said. */
    @Override
    public String toString() {
        return "AthleteFeedback";
    }
}
