package co.spkey.sdk.hubs.testkit.cli;

import static co.spkey.sdk.hubs.testkit.cli.Ended.run;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub can't be deleted, so the ids that are provisioned are those that the file's author sees in it. */
class HubIdsFileTest {

    @TempDir
    private Path folder;

    private final ReferenceServer server = ReferenceServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private Ended verify(String file) throws IOException {
        Path hubIds = Files.writeString(folder.resolve("ids.txt"), file);
        return run(
                "verify", "--base-url", server.baseUrl().toString(), "--allow-writes", "--hub-ids", hubIds.toString());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstId() throws Exception {
        Ended ended = verify("\ufeffline-1\r\nline-2\r\nline-3\r\nline-4\r\nline-5\r\n");

        assertThat(ended.code()).as("%s", ended).isZero();
        assertThat(server.hubs().ids()).containsExactly("line-1", "line-2", "line-3", "line-4", "line-5");
    }

    @Test
    void onlyAWholeLineIsARemark() throws Exception {
        Ended ended = verify("# of dock 7\ndock 7 #1\n\n  # others\ndock 7 #2\ndock 7 #3\ndock 7 #4\ndock 7 #5\n");

        assertThat(ended.code()).as("%s", ended).isZero();
        assertThat(server.hubs().ids())
                .containsExactly("dock 7 #1", "dock 7 #2", "dock 7 #3", "dock 7 #4", "dock 7 #5");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"line\u200b-1", "line\u0001-1", "line\u202e-1", "line\u009b-1", "line\ufeff-1"})
    void anInvisibleCharacterIsRefusedBeforeAnythingIsSent(String hubId) throws Exception {
        Ended ended = verify("line-1\nline-2\n" + hubId + "\nline-4\nline-5\n");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).hasLineCount(1).contains("the hub id \"line?-1\" has the invisible character U+");
        assertThat(server.requests().count()).isZero();
    }
}
