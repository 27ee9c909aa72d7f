package org.healthwarehouse.testkit.person;

/** What the phone and the watch report about a night. */
final class SleepSamples {
    private static final double PHONE_NOTICES_BEDTIME = 0.85;

    private SleepSamples() {}

    static void stages(DayPlan day, Tape tape) {
        SleepNight night = day.night();
        if (day.chance().happens(Stream.NIGHT, day.epochDay(), PHONE_NOTICES_BEDTIME)) {
            tape.span(DeviceKind.PHONE, night.inBedMs(), night.outOfBedMs(), SleepStage.IN_BED.code());
        }
        if (day.isNightWorn()) {
            night.stages()
                    .forEach(stage -> tape.span(
                            DeviceKind.WATCH,
                            stage.startMs(),
                            stage.endMs(),
                            stage.stage().code()));
        }
    }

    static void wristTemperature(DayPlan day, Tape tape) {
        if (day.isNightWorn()) {
            double noise = 0.15 * day.chance().bell(Stream.TEMPERATURE, day.epochDay());
            double value = 35.6 + 0.9 * day.frame().illness() + noise;
            tape.span(
                    DeviceKind.WATCH,
                    day.night().asleepFromMs(),
                    day.night().outOfBedMs(),
                    Recorder.rounded(value, 0.01));
        }
    }
}
