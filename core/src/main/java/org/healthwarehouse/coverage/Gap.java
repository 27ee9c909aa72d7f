package org.healthwarehouse.coverage;

import org.healthwarehouse.model.TimeRange;

/**
 * A range of a request that must be fetched.
 *
 * @param range what is missing
 * @param reason why
 */
public record Gap(TimeRange range, GapReason reason) {}
