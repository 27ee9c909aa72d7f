package org.healthwarehouse;

import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;

/**
 * A main sleep, the cycle that starts with it, and its recovery.
 *
 * @param sleep the main sleep; without one, a source may begin a cycle all the same
 * @param cycle the cycle
 * @param recovery the recovery
 */
public record Night(DayPart<Sleep> sleep, DayPart<Cycle> cycle, DayPart<Recovery> recovery) {}
