package co.spkey.sdk.hubs.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.hubs.journal.KnownHubs.Known;
import co.spkey.sdk.hubs.journal.KnownHubs.State;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what earlier runs wrote, and says where this one goes on. */
final class JournalReplay {

    /** What every journal begins with. */
    private static final String MAGIC = "{\"journal\":\"" + Journal.NAME + "\"";

    private final Path path;
    private final String baseUrl;
    private final KnownHubs hubs;
    private long line;

    JournalReplay(Path path, String baseUrl, KnownHubs hubs) {
        this.path = path;
        this.baseUrl = baseUrl;
        this.hubs = hubs;
    }

    /** Returns how much of the file is whole: zero for a new one. */
    long read(RandomAccessFile file) throws IOException, JournalProblem {
        JournalReader reader = new JournalReader(file);
        for (byte[] bytes = reader.next(); bytes != null; bytes = reader.next()) {
            line++;
            if (!reader.hasLineFeed() || !JournalLine.isWhole(bytes)) {
                if (isTorn(reader, bytes)) {
                    return reader.lineStart();
                }
                throw damaged("is damaged: its checksum does not fit", null);
            }
            take(bytes);
        }
        return reader.lineStart();
    }

    /** Only the last line can be: a run writes one after the other. The first must be ours even so: it would be overwritten. */
    private boolean isTorn(JournalReader reader, byte[] bytes) throws IOException, JournalProblem {
        if (line == 1) {
            String text = new String(bytes, UTF_8);
            if (reader.hasLineFeed() || !(text.startsWith(MAGIC) || MAGIC.startsWith(text))) {
                throw notAJournal();
            }
            return true;
        }
        return !reader.hasLineFeed() || reader.isAtEnd();
    }

    private void take(byte[] bytes) throws JournalProblem {
        JournalRecord record;
        try {
            record = JournalRecord.read(bytes);
            String kind = record.kind();
            if ((line == 1) != JournalRecord.HEADER.equals(kind)) {
                throw line == 1 ? notAJournal() : damaged("does not belong there", null);
            }
            if (kind == null) {
                throw damaged("is of a kind that this release doesn't know; a newer one wrote it", null);
            }
            switch (kind) {
                case JournalRecord.HEADER -> checkHeader(record);
                case JournalRecord.SENT -> sent(record);
                case JournalRecord.DONE ->
                    hubs.put(record.hub(), record.verified() ? State.DONE_AND_VERIFIED : State.DONE, record.position());
                default -> failed(record);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw damaged("can't be read although its checksum fits", unreadable);
        }
    }

    private void checkHeader(JournalRecord header) throws JournalProblem {
        if (!header.subject().equals(Journal.NAME)) {
            throw notAJournal();
        }
        if (header.format() != Journal.FORMAT) {
            throw new JournalProblem(
                    "journal " + path + " has format " + header.format() + ", and this release knows format "
                            + Journal.FORMAT + "; resume with the release that began it, or begin another journal",
                    null);
        }
        if (!header.baseUrl().equals(baseUrl)) {
            throw new JournalProblem(
                    "journal " + path + " tells of hubs at " + header.baseUrl() + ", and this client calls " + baseUrl
                            + "; name another journal, or call where this one belongs",
                    null);
        }
    }

    private void sent(JournalRecord record) {
        Known known = hubs.find(record.hub());
        if (known == null || !known.state().isDone()) {
            hubs.put(record.hub(), State.IN_DOUBT, record.position());
        }
    }

    /** A hub that surely isn't there because of this data is as if it had never been sent. */
    private void failed(JournalRecord record) {
        Known known = hubs.find(record.hub());
        if (!record.mayExist() && known != null && known.state() == State.IN_DOUBT && known.sameData()) {
            hubs.remove(record.hub());
        }
    }

    private JournalProblem notAJournal() {
        return new JournalProblem(
                path + " is not a journal of a bulk run, so nothing was written to it; name another file", null);
    }

    private JournalProblem damaged(String what, @Nullable Throwable cause) {
        return new JournalProblem(
                "journal " + path + ": line " + line + " " + what + "; restore the file, or begin another journal:"
                        + " then every hub is sent again, which is safe (PH-RES-03)",
                cause);
    }
}
