package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SecretsTest {

    private static final int HUBS = 1_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theCredentialsOfAWorkerAreInNoJobNoCheckpointNoOutputAndNoLog() throws Exception {
        Fleet fleet = new Fleet(folder, HUBS);
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        FileAppender<ILoggingEvent> log = log(root.getLoggerContext());
        Level before = root.getLevel();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try (ReferenceServer server = WorkerServer.start();
                EmbeddedCluster cluster = EmbeddedCluster.start(folder)) {
            WorkerServer.trouble(server);
            JobGraph graph = cluster.job(fleet, WorkerServer.settings(server).withMaxPerSecond(400));
            assertThat(contains(InstantiationUtil.serializeObject(graph), WorkerServer.SECRET))
                    .as("the serialised job holds the secret")
                    .isFalse();
            assertThat(contains(
                            InstantiationUtil.serializeObject(graph),
                            server.baseUrl().getHost()))
                    .as("the serialised job can be searched: it holds the address")
                    .isTrue();

            JobID job = cluster.submit(graph);
            server.requests().await(HUBS / 3, Duration.ofMinutes(2));
            String savepoint = cluster.cancelWithSavepoint(job, folder.resolve("savepoints"));
            assertThat(filesWith(folder.resolve("savepoints"), "hub-0"))
                    .as("the savepoint can be searched: it holds hubs")
                    .isNotEmpty();
            assertThat(filesWith(folder.resolve("checkpoints"), "hub-0"))
                    .as("so do the checkpoints, of which a cancelled job leaves the last")
                    .isNotEmpty();
            cluster.await(cluster.resume(cluster.job(fleet, WorkerServer.settings(server)), savepoint));
            assertThat(server.hubs().count()).isEqualTo(HUBS);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
            log.stop();
        }

        assertThat(filesWith(folder, "co.spkey")).as("the log was written").contains(folder.resolve("debug.log"));
        assertThat(filesWith(folder, WorkerServer.SECRET)).isEmpty();
    }

    private FileAppender<ILoggingEvent> log(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger %msg%n%ex");
        encoder.start();
        FileAppender<ILoggingEvent> log = new FileAppender<>();
        log.setContext(context);
        log.setEncoder(encoder);
        log.setFile(folder.resolve("debug.log").toString());
        log.start();
        return log;
    }

    private static List<Path> filesWith(Path under, String text) throws IOException {
        try (Stream<Path> files = Files.walk(under)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (contains(Files.readAllBytes(file), text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static boolean contains(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }
}
