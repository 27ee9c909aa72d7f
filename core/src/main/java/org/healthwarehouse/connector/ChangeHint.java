package org.healthwarehouse.connector;

import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;

/**
 * A source says that it has changed something. It is a hint: it may name more than has changed, and miss some.
 *
 * @param type of what
 * @param range in which time; empty if the source does not say
 */
public record ChangeHint(DataType type, Optional<TimeRange> range) {}
