package org.healthwarehouse.garmin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.PageToken;

/**
 * How far the activities of a chunk are read: after each page of the list come the files of its activities, then the
 * next page.
 *
 * @param files of which activities the files are still to come, the next one first; empty: the list goes on
 * @param listAt where the list goes on after them; empty if it has ended
 * @param again whether the first of the files is asked for once more, because what came was none
 */
record ActivityToken(List<Activity> files, OptionalInt listAt, boolean again) {
    /** How many activities a page of the list has. */
    static final int PAGE_SIZE = 100;

    private static final Pattern FORM = Pattern.compile("files=([^;]*);list=(\\d{0,9})(;again)?");
    private static final Pattern ACTIVITY = Pattern.compile("(\\d{1,20})@([-\\d]{0,10})@(-?\\d{0,5})");

    /** Asks for the first time. */
    ActivityToken(List<Activity> files, OptionalInt listAt) {
        this(files, listAt, false);
    }

    ActivityToken {
        files = List.copyOf(files);
    }

    /**
     * An activity with a file.
     *
     * @param id as the vendor numbers it
     * @param date on which it began by the wearer's clock, if known
     * @param offset of that clock, if known
     */
    record Activity(String id, Optional<LocalDate> date, Optional<ZoneOffset> offset) {
        private String text() {
            return id + "@" + date.map(LocalDate::toString).orElse("") + "@"
                    + offset.map(each -> Integer.toString(each.getTotalSeconds() / 60))
                            .orElse("");
        }
    }

    /** The beginning. */
    static ActivityToken first() {
        return new ActivityToken(List.of(), OptionalInt.of(0));
    }

    /** What a token says; empty if it is none of these. */
    static Optional<ActivityToken> parse(PageToken token) {
        Matcher form = FORM.matcher(token.value());
        if (!form.matches()) {
            return Optional.empty();
        }
        List<Activity> files = new ArrayList<>();
        try {
            for (String text : form.group(1).split(",", -1)) {
                Matcher activity = ACTIVITY.matcher(text);
                if (activity.matches()) {
                    files.add(activity(activity));
                } else if (!text.isEmpty()) {
                    return Optional.empty();
                }
            }
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
        String list = form.group(2);
        return Optional.of(new ActivityToken(
                files,
                list.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(list)),
                form.group(3) != null));
    }

    private static Activity activity(Matcher text) {
        return new Activity(
                text.group(1),
                Optional.of(text.group(2)).filter(date -> !date.isEmpty()).map(LocalDate::parse),
                Optional.of(text.group(3))
                        .filter(minutes -> !minutes.isEmpty())
                        .map(minutes -> ZoneOffset.ofTotalSeconds(60 * Integer.parseInt(minutes))));
    }

    /** Whose file is asked for now; empty if the list is. */
    Optional<Activity> file() {
        return files.stream().findFirst();
    }

    /** After the file that is asked for now. */
    ActivityToken afterFile() {
        return new ActivityToken(files.subList(1, files.size()), listAt);
    }

    /** For the same file once more. */
    ActivityToken onceMore() {
        return new ActivityToken(files, listAt, true);
    }

    /** As the engine carries it; empty if nothing is left. */
    Optional<PageToken> token() {
        if (files.isEmpty() && listAt.isEmpty()) {
            return Optional.empty();
        }
        String names = files.stream().map(Activity::text).collect(Collectors.joining(","));
        String list = listAt.isPresent() ? Integer.toString(listAt.getAsInt()) : "";
        return Optional.of(new PageToken("files=" + names + ";list=" + list + (again ? ";again" : "")));
    }
}
