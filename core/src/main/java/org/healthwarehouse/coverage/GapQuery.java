package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * What a gap detector is asked.
 *
 * @param range what is wanted, ending no later than {@code now}
 * @param now the present
 * @param forcedSince if set, everything fetched before this moment counts as missing
 * @param failed what was asked last without success
 */
public record GapQuery(TimeRange range, Instant now, Optional<Instant> forcedSince, TimeRangeSet failed) {}
