package org.healthwarehouse.garmin.fit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.healthwarehouse.garmin.fit.FitProblem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a FIT file, or of several that follow one another in one input, as they come.
 *
 * <p>Bad input is never an exception: what can be read is read, and what is wrong is in {@link #problems}. Memory does
 * not grow with the input, nor with the lengths that it declares. The stream is not closed. For one thread.
 */
public final class FitReader {
    private static final int MOST_PROBLEMS = 100;

    private final FitInput input;
    private final List<FitProblem> problems = new ArrayList<>();
    private FitContent content = new FitContent();
    private @Nullable FitMessage message;
    private int files;
    private long dataEnd;
    private State state = State.BETWEEN_FILES;

    private enum State {
        BETWEEN_FILES,
        IN_FILE,
        ENDED
    }

    /** A reader of everything that the stream still has. */
    public FitReader(InputStream in) {
        this.input = new FitInput(in);
    }

    /**
     * Goes to the next message.
     *
     * @return whether there is one
     * @throws IOException only if the stream itself fails
     */
    public boolean next() throws IOException {
        while (state != State.ENDED) {
            if (state == State.BETWEEN_FILES) {
                open();
            } else if (input.offset() >= dataEnd) {
                close();
            } else if (record()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The message that {@link #next} went to.
     *
     * @throws IllegalStateException before the first call of it, and once it answered that there is none
     */
    public FitMessage message() {
        if (message == null || state == State.ENDED) {
            throw new IllegalStateException("there is no message before the first call of next, or after the last");
        }
        return message;
    }

    /** How many files have begun so far: each has its own {@code file_id}, or should. */
    public int files() {
        return files;
    }

    /** What was wrong so far, at most a hundred problems and one that says that there are more; unmodifiable. */
    public List<FitProblem> problems() {
        return Collections.unmodifiableList(problems);
    }

    private void open() throws IOException {
        long start = input.offset();
        if (!input.has(1)) {
            end(files == 0 ? Kind.TRUNCATED : null, start);
            return;
        }
        int size = input.peek(0);
        if (size < FitHeader.SHORTEST) {
            end(Kind.BAD_HEADER, start);
            return;
        }
        if (!input.has(size)) {
            end(Kind.TRUNCATED, start);
            return;
        }
        FitHeader header = FitHeader.read(input.window(), input.position());
        if (!header.signed()) {
            end(Kind.BAD_HEADER, start);
            return;
        }
        if (!header.intact()) {
            problem(Kind.HEADER_CHECKSUM, start);
        }
        begin(header);
    }

    private void begin(FitHeader header) {
        input.restartChecksum();
        input.pass(header.size());
        dataEnd = input.offset() + header.dataSize();
        files++;
        content = new FitContent();
        state = State.IN_FILE;
    }

    /** Compares the checksum that follows the data. */
    private void close() throws IOException {
        long at = input.offset();
        int computed = input.checksum();
        if (!input.has(2)) {
            end(Kind.TRUNCATED, at);
            return;
        }
        int written = input.peek(0) | input.peek(1) << 8;
        if (written != computed) {
            problem(Kind.CHECKSUM, at);
        }
        input.pass(2);
        state = State.BETWEEN_FILES;
    }

    /** Reads what comes next in the data; answers whether it was a message. */
    private boolean record() throws IOException {
        if (!available(1)) {
            return false;
        }
        int header = input.peek(0);
        if ((header & 0x80) != 0) {
            return data(header >>> 5 & 0x3, header & 0x1F);
        }
        if ((header & 0x40) != 0) {
            define(header & 0xF, (header & 0x20) != 0);
            return false;
        }
        return data(header & 0xF, FitContent.NO_TIME_IN_HEADER);
    }

    private void define(int local, boolean withDeveloperFields) throws IOException {
        if (!available(6)) {
            return;
        }
        int length = 6 + 3 * input.peek(5);
        if (withDeveloperFields) {
            if (!available(length + 1)) {
                return;
            }
            length += 1 + 3 * input.peek(length);
        }
        if (!available(length)) {
            return;
        }
        if (input.peek(2) > 1) {
            skipRest(Kind.BAD_DEFINITION);
            return;
        }
        int from = input.position();
        content.define(local, input.window(), from, from + length);
        input.pass(length);
    }

    private boolean data(int local, int timeInHeader) throws IOException {
        Definition definition = content.definition(local);
        if (definition == null) {
            skipRest(Kind.UNDEFINED_MESSAGE);
            return false;
        }
        if (!available(1 + definition.size)) {
            return false;
        }
        message = content.read(definition, input.window(), input.position() + 1, input.offset(), timeInHeader);
        input.pass(1 + definition.size);
        return true;
    }

    /** Whether that many bytes of the data still come; if not, that is a problem and the end of this file. */
    private boolean available(int count) throws IOException {
        if (input.offset() + count > dataEnd) {
            skipRest(Kind.OVERRUN);
            return false;
        }
        if (!input.has(count)) {
            end(Kind.TRUNCATED, input.offset());
            return false;
        }
        return true;
    }

    private void skipRest(Kind kind) throws IOException {
        problem(kind, input.offset());
        input.passTo(dataEnd);
        if (input.offset() < dataEnd) {
            end(Kind.TRUNCATED, input.offset());
        }
    }

    private void end(@Nullable Kind kind, long offset) {
        if (kind != null) {
            problem(kind, offset);
        }
        state = State.ENDED;
    }

    private void problem(Kind kind, long offset) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new FitProblem(kind, offset));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(new FitProblem(Kind.MORE, offset));
        }
    }
}
