package co.spkey.sdk.hubs.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.hubs.journal.KnownHubs.Known;
import co.spkey.sdk.hubs.journal.KnownHubs.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final String URL = "https://api.example";
    private static final Fingerprint HUB = hub("hub-1");

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("batch.journal");
    }

    private static Fingerprint hub(String id) {
        return Fingerprint.of(id, "S", "M", null, null);
    }

    private Journal open(KnownHubs hubs) throws JournalProblem {
        return Journal.open(file, URL, hubs);
    }

    private @Nullable Known knownAfterReopening(Fingerprint hub) throws Exception {
        KnownHubs hubs = new KnownHubs();
        open(hubs).close();
        return hubs.find(hub);
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("", lines), StandardOpenOption.APPEND);
    }

    private void threeHubsDone() throws Exception {
        try (Journal journal = open(new KnownHubs())) {
            for (int i = 1; i <= 3; i++) {
                journal.done("hub-" + i, hub("hub-" + i), i, "PROVISIONED", true, null);
            }
        }
    }

    @Test
    void aHubThatWasSentAndHasNoResultIsInDoubt() throws Exception {
        try (Journal journal = open(new KnownHubs())) {
            journal.sent("hub-1", HUB, 7);
        }
        assertThat(knownAfterReopening(HUB)).isEqualTo(new Known(State.IN_DOUBT, 7, true));
    }

    @Test
    void aHubThatWasProvisionedIsDone() throws Exception {
        try (Journal journal = open(new KnownHubs())) {
            journal.sent("hub-1", HUB, 7);
            journal.done("hub-1", HUB, 7, "PROVISIONED", true, "8c1f-AMS");
            journal.done("hub/ü\"2", hub("hub/ü\"2"), 8, "ALREADY_PROVISIONED", false, null);
        }
        assertThat(knownAfterReopening(HUB)).isEqualTo(new Known(State.DONE_AND_VERIFIED, 7, true));
        assertThat(knownAfterReopening(hub("hub/ü\"2"))).isEqualTo(new Known(State.DONE, 8, true));
    }

    @Test
    void aHubThatSurelyFailedIsUnknownAndOneThatMayExistInDoubt() throws Exception {
        try (Journal journal = open(new KnownHubs())) {
            journal.sent("hub-1", HUB, 1);
            journal.failed("hub-1", HUB, 1, "BadRequestException", false, null);
            journal.sent("hub-2", hub("hub-2"), 2);
            journal.failed("hub-2", hub("hub-2"), 2, "ServerException", true, null);
        }
        assertThat(knownAfterReopening(HUB)).isNull();
        assertThat(knownAfterReopening(hub("hub-2"))).isEqualTo(new Known(State.IN_DOUBT, 2, true));
    }

    @Test
    void whatIsDoneStaysDoneWhateverIsTriedLater() throws Exception {
        Fingerprint other = Fingerprint.of("hub-1", "other", "M", null, null);
        try (Journal journal = open(new KnownHubs())) {
            journal.done("hub-1", HUB, 1, "PROVISIONED", true, null);
            journal.sent("hub-1", other, 2);
            journal.failed("hub-1", other, 2, "HubMismatchException", false, null);
        }
        assertThat(knownAfterReopening(HUB)).isEqualTo(new Known(State.DONE_AND_VERIFIED, 1, true));
    }

    @Test
    void eachLineIsOneJsonObjectWithAChecksum() throws Exception {
        try (Journal journal = open(new KnownHubs())) {
            journal.sent("hub-1", HUB, 7);
        }
        List<String> lines = Files.readAllLines(file);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .matches("\\{\"journal\":\"spkey-bulk\",\"format\":1,\"baseUrl\":\"https://api.example\","
                        + "\"crc\":\"[0-9a-f]{8}\"}");
        assertThat(lines.get(1))
                .matches("\\{\"sent\":\"hub-1\",\"data\":\"[0-9a-f]{15}\",\"position\":7,\"crc\":\"[0-9a-f]{8}\"}");
    }

    @Test
    void aTornLastLineIsDroppedAtWhateverByteItWasTorn() throws Exception {
        threeHubsDone();
        byte[] whole = Files.readAllBytes(file);
        int lastLine = whole.length - Files.readAllLines(file).get(3).length() - 1;
        for (int length = lastLine; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(knownAfterReopening(hub("hub-2"))).isNotNull();
            assertThat(knownAfterReopening(hub("hub-3"))).isNull();
            assertThat(Files.size(file)).as("torn at byte %d", length).isEqualTo(lastLine);
        }
    }

    @Test
    void aTornHeaderIsBegunAnewAtWhateverByteItWasTorn() throws Exception {
        open(new KnownHubs()).close();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            open(new KnownHubs()).close();

            assertThat(Files.readAllBytes(file)).as("torn at byte %d", length).isEqualTo(whole);
        }
    }

    @Test
    void zeroesThatAPowerCutLeftAtTheEndAreDropped() throws Exception {
        threeHubsDone();
        long whole = Files.size(file);
        write("\0".repeat(100_000));

        assertThat(knownAfterReopening(hub("hub-3"))).isNotNull();
        assertThat(Files.size(file)).isEqualTo(whole);
    }

    @Test
    void writingGoesOnBehindTheLastWholeLine() throws Exception {
        threeHubsDone();
        write("{\"sent\":\"hu");
        try (Journal journal = open(new KnownHubs())) {
            journal.sent("hub-4", hub("hub-4"), 4);
        }
        assertThat(knownAfterReopening(hub("hub-4"))).isEqualTo(new Known(State.IN_DOUBT, 4, true));
        assertThat(knownAfterReopening(hub("hub-3"))).isNotNull();
    }

    @Test
    void oneFlippedBitInAnyLineButTheLastIsAnErrorThatNamesTheLine() throws Exception {
        threeHubsDone();
        byte[] whole = Files.readAllBytes(file);
        int lastLine = whole.length - Files.readAllLines(file).get(3).length() - 1;
        int line = 1;
        for (int at = 0; at < lastLine; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);

            String named = line == 1 ? "is not a journal" : "line " + line + " is damaged";
            if (whole[at] != '\n') {
                assertThatThrownBy(() -> open(new KnownHubs()))
                        .as("byte %d", at)
                        .isInstanceOf(JournalProblem.class)
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining(named);
                assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
            } else {
                line++;
            }
        }
    }

    @Test
    void aJournalOfAnotherBaseUrlIsRefused() throws Exception {
        threeHubsDone();

        assertThatThrownBy(() -> Journal.open(file, "https://api.spkey.co", new KnownHubs()))
                .isInstanceOf(JournalProblem.class)
                .hasMessageContaining(URL)
                .hasMessageContaining("https://api.spkey.co");
    }

    @Test
    void aFileThatIsNoJournalIsRefusedAndLeftAsItIs() throws Exception {
        for (String text : new String[] {"hubId,serial\nhub-1,S\n", "notes", "{}\n", "\n", "{\"journal\":\"diary\"}"}) {
            Files.writeString(file, text);

            assertThatThrownBy(() -> open(new KnownHubs()))
                    .isInstanceOf(JournalProblem.class)
                    .hasMessageContaining("is not a journal");
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void whatANewerReleaseWroteIsRefused() throws Exception {
        open(new KnownHubs()).close();
        write(new String(JournalLine.of(json -> json.writeStringField("rewound", "hub-1")), StandardCharsets.UTF_8));

        assertThatThrownBy(() -> open(new KnownHubs()))
                .isInstanceOf(JournalProblem.class)
                .hasMessageContaining("line 2 is of a kind that this release doesn't know");
    }

    @Test
    void twoRunsCannotShareOne() throws Exception {
        try (Journal first = open(new KnownHubs())) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> open(new KnownHubs()))
                        .isInstanceOf(JournalProblem.class)
                        .hasMessageContaining("in use by another run");
            }
            first.sent("hub-1", HUB, 1);
        }
        assertThat(knownAfterReopening(HUB)).isNotNull();
    }

    @Test
    void anInterruptedThreadCanStillWrite() throws Exception {
        try (Journal journal = open(new KnownHubs())) {
            Thread.currentThread().interrupt();
            journal.sent("hub-1", HUB, 1);
            journal.sync();
            journal.sent("hub-2", hub("hub-2"), 2);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(knownAfterReopening(hub("hub-2"))).isNotNull();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path lost = folder.resolve("nowhere").resolve("batch.journal");

        assertThatThrownBy(() -> Journal.open(lost, URL, new KnownHubs()))
                .isInstanceOf(JournalProblem.class)
                .hasMessageContaining(lost.toString());
    }
}
