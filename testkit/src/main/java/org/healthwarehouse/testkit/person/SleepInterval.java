package org.healthwarehouse.testkit.person;

/** One stage of sleep, in milliseconds since the epoch. */
record SleepInterval(SleepStage stage, long startMs, long endMs) {}
