package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;

/** Reads pages of Garmin Connect and says what they hold. For one page. */
final class ConnectParser {
    /** Why a date cannot be told that the service has put away. */
    static final String OFFLOADED = "OFFLOADED";

    /** The service allows so many days a day to be fetched back. */
    static final Duration RELOAD_QUOTA = Duration.ofDays(1);

    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final GarminFeed feed;
    private final Set<DataType> types;
    private final RawPage page;
    private final PageSink sink;
    /** Whether the page is part of a list that names every activity. */
    private boolean listed;

    /** @param types what the feed decides on */
    ConnectParser(GarminFeed feed, Set<DataType> types, RawPage page, PageSink sink) {
        this.feed = feed;
        this.types = new HashSet<>(types);
        this.page = page;
        this.sink = sink;
    }

    /** Whether an answer says by its status that there is nothing. */
    static boolean isNothing(int status) {
        return status == NO_CONTENT || status == NOT_FOUND;
    }

    void parse() throws MalformedResponseException {
        ActivityToken token = token();
        if (feed == GarminFeed.ACTIVITIES && token.file().isPresent()) {
            file(token.file().get(), token.again());
            token.afterFile().token().ifPresent(sink::next);
            return;
        }
        requireAnswer();
        if (feed == GarminFeed.ACTIVITIES) {
            list(token);
        } else if (isNothing(page.status())) {
            claim(false);
        } else if (feed.isArchive()) {
            FitArchive archive = ArchivePage.parse(page.body(), sink);
            if (dates().isPresent()) {
                ArchivePage.tellDay(archive, dates().get().first(), sink);
            }
            claim(false);
        } else {
            DayOutline outline = ConnectPage.parse(feed.endpoint(), page, new WholeDays(sink, page.moment()));
            if (outline.notAuthorised()) {
                throw new MalformedResponseException("the account does not show this to the login", "privacyProtected");
            }
            claim(outline.offloaded() && mayBePutAway());
        }
    }

    /** A young date without a series is one of which not all has come yet, or on which nothing was measured. */
    private boolean mayBePutAway() {
        return dates().filter(
                        asked -> !DayReload.isFinal(asked.page()) && DayReload.isOld(asked.first(), page.moment()))
                .isPresent();
    }

    private void requireAnswer() throws MalformedResponseException {
        if (page.status() != 0 && !isNothing(page.status()) && (page.status() < 200 || page.status() > 299)) {
            throw new MalformedResponseException("the page is no successful answer", "its status");
        }
        if (page.body().size() == 0 && !isNothing(page.status())) {
            throw new MalformedResponseException("there is no body", "its start");
        }
    }

    private ActivityToken token() {
        return dates().flatMap(FetchRequest.Dates::page)
                .flatMap(ActivityToken::parse)
                .orElseGet(ActivityToken::first);
    }

    /**
     * The file of one activity; one that is refused, or is broken where the service keeps it, must not keep back all
     * others. One that was cut off may be whole the next time: that is an error, or a hole would be taken for done.
     *
     * @param again whether something else than a file had come already
     */
    private void file(ActivityToken.Activity activity, boolean again) throws MalformedResponseException {
        PageSink samples = new FileProblems(sink);
        boolean answered = page.status() == 0 || (page.status() >= 200 && page.status() <= 299);
        try {
            requireAnswer();
            if (!isNothing(page.status())) {
                tellDay(activity);
                var unused = ArchivePage.parse(page.body(), samples);
            }
        } catch (MalformedResponseException e) {
            if (answered && !FitArchive.isComplete(page.body(), again)) {
                throw e;
            }
            samples.problem(new ParseProblem(Optional.empty(), String.valueOf(e.getMessage()), e.position()));
        }
        listed = true;
        claim(false);
    }

    private void list(ActivityToken token) throws MalformedResponseException {
        if (!isNothing(page.status())) {
            DayOutline unused = ConnectPage.parse(feed.endpoint(), page, sink);
            ActivityList list = ActivityList.read(page.body());
            listed = list.isList();
            list.files().forEach(this::tellDay);
            if (dates().isPresent()) {
                list.after(token.listAt().orElse(0)).token().ifPresent(sink::next);
            }
        }
        claim(false);
    }

    private void tellDay(ActivityToken.Activity activity) {
        activity.date()
                .ifPresent(
                        date -> activity.offset().ifPresent(offset -> ArchivePage.tellDay(date, offset, offset, sink)));
    }

    private Optional<FetchRequest.Dates> dates() {
        return page.request().filter(FetchRequest.Dates.class::isInstance).map(FetchRequest.Dates.class::cast);
    }

    /**
     * All that was asked for was told. How far the watch had handed it over, and so what of it may still change, only
     * the engine knows, from the watermark.
     */
    private void claim(boolean offloaded) {
        if (page.request().orElse(null) instanceof FetchRequest.Current && !feed.isDated()) {
            types.forEach(type -> sink.claim(Claim.current(type)));
        }
        if (dates().isEmpty()) {
            return;
        }
        LocalDate first = dates().get().first();
        TimeRange range = TimeRange.ofDates(first, dates().get().endExclusive());
        Instant again = page.moment().plus(DayReload.LATER);
        types.forEach(type -> sink.claim(
                offloaded ? Claim.unavailable(type, range, OFFLOADED, Optional.of(again)) : held(type, range)));
    }

    /**
     * The list names every activity by its number, so one that it had before and does not name is gone. Of samples
     * nothing follows: a file from elsewhere may have told them, which the service never saw.
     */
    private Claim held(DataType type, TimeRange range) {
        return listed && type.equals(DataTypes.WORKOUT) ? Claim.complete(type, range) : new Claim(type, range);
    }
}
