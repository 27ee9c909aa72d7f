package org.healthwarehouse.sync;

/**
 * One entry of a {@link SyncSchedule}.
 *
 * @param name unique in its schedule; the store keeps the last run under it, so a slot that is renamed is a new one
 * @param time when it comes round
 * @param work what it does
 */
public record ScheduleSlot(String name, SlotTime time, SlotWork work) {}
