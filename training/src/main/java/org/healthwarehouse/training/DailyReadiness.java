package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * A person's readiness on a local date: as {@link Readiness} computes it, and as a model sees it. The two stand beside
 * each other and are never mixed.
 *
 * @param date local date
 * @param computed what the published formulas say
 * @param ai what a model says
 * @param loadContext the training that it was judged against, in the application's own form
 */
public record DailyReadiness(
        LocalDate date, Optional<ReadinessAssessment> computed, Optional<AiReadiness> ai, Attributes loadContext) {
    /** @throws InvalidParameterException if neither is there */
    public DailyReadiness {
        if (computed.isEmpty() && ai.isEmpty()) {
            throw new InvalidParameterException(
                    "readiness of " + date, "nothing", "must be computed or judged", "store none for that day");
        }
    }

    /** What the formulas say of a date. */
    public static DailyReadiness of(LocalDate date, Readiness readiness) {
        return new DailyReadiness(
                date, Optional.of(ReadinessAssessment.of(readiness)), Optional.empty(), Attributes.EMPTY);
    }

    /** The same day with what a model says. */
    public DailyReadiness ai(AiReadiness said) {
        return new DailyReadiness(date, computed, Optional.of(said), loadContext);
    }

    /** The same day with the training that it was judged against. */
    public DailyReadiness loadContext(Attributes context) {
        return new DailyReadiness(date, computed, ai, context);
    }
}
