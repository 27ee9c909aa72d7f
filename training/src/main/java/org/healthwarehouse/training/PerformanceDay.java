package org.healthwarehouse.training;

import java.time.LocalDate;

/**
 * One day of the {@link PerformanceChart}.
 *
 * @param date local date
 * @param fitness chronic training load (CTL) after this day's training, arbitrary units per day
 * @param fatigue acute training load (ATL) after this day's training, arbitrary units per day
 * @param form training stress balance (TSB) in the morning of this day: fitness minus fatigue of the day before
 * @param unknownDays how many of the last 42 days of the history are unknown
 */
public record PerformanceDay(LocalDate date, double fitness, double fatigue, double form, int unknownDays) {}
