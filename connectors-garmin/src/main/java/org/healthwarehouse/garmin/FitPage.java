package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.garmin.fit.FitProblem;
import org.healthwarehouse.garmin.fit.FitReader;

/**
 * One FIT file. What it is about is told by its messages, never by its name. Claims nothing: what a folder of files
 * covers, no single file knows.
 */
final class FitPage {
    private FitPage() {}

    /** Takes one kind of message and makes samples and records of it. */
    interface Part {
        /** One message, of any kind; those that the part does not know are passed over. */
        void take(FitMessage message) throws MalformedResponseException;

        /** There are no more. */
        default void finish() throws MalformedResponseException {}
    }

    /**
     * Reads a file. What is wrong with it becomes problems of the page; what was read before a fault is kept.
     *
     * @throws MalformedResponseException if the bytes cannot be had
     */
    static void parse(RawBody body, PageSink sink) throws MalformedResponseException {
        FitOutline outline = outline(body);
        outline.sessions().forEach(session -> sink.record(session.workout(outline)));
        List<Part> parts = parts(outline, new Samples(outline.device(), sink), new Samples(outline.dayDevice(), sink));
        try (InputStream in = body.open()) {
            FitReader reader = new FitReader(in);
            while (reader.next()) {
                for (Part part : parts) {
                    part.take(reader.message());
                }
            }
            for (Part part : parts) {
                part.finish();
            }
            reader.problems().forEach(problem -> sink.problem(problem(problem)));
        } catch (IOException e) {
            throw new MalformedResponseException("the file cannot be read", "its bytes");
        }
    }

    private static List<Part> parts(FitOutline outline, Samples activity, Samples day) {
        return List.of(
                new ActivitySamples(outline, activity),
                new Beats(activity),
                new StrapHeartRate(activity),
                new DayCounters(outline, day),
                new Readings(day),
                new SleepStages(outline, day),
                new Naps(outline, day),
                new NightBeats(day),
                new HrvStatus(outline, day),
                new Weights(outline, activity));
    }

    private static FitOutline outline(RawBody body) throws MalformedResponseException {
        try (InputStream in = body.open()) {
            return FitOutline.read(in);
        } catch (IOException e) {
            throw new MalformedResponseException("the file cannot be read", "its bytes");
        }
    }

    private static ParseProblem problem(FitProblem problem) {
        String message = switch (problem.kind()) {
            case BAD_HEADER -> "there is no FIT header; the rest is ignored";
            case HEADER_CHECKSUM -> "the checksum of the header is wrong";
            case CHECKSUM -> "the checksum of the file is wrong; it may be damaged anywhere";
            case TRUNCATED -> "the file ends too early";
            case OVERRUN -> "a message is longer than the file says it is; the rest of the file is skipped";
            case UNDEFINED_MESSAGE -> "a message was never defined; the rest of the file is skipped";
            case BAD_DEFINITION -> "a definition breaks the rules; the rest of the file is skipped";
            case MORE -> "there are more problems";
        };
        return new ParseProblem(Optional.empty(), message, "byte " + problem.offset());
    }
}
