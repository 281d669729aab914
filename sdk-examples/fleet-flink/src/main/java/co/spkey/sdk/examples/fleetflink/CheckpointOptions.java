package co.spkey.sdk.examples.fleetflink;

import java.time.Duration;
import java.util.Objects;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the job's checkpoints go, how often, and from which one it goes on. */
final class CheckpointOptions {

    @Option(
            names = "--checkpoints",
            paramLabel = "FOLDER",
            description = "Where checkpoints go, to resume from; any file system of Flink's. Needed unless Flink's own"
                    + " configuration has execution.checkpointing.dir.")
    private @Nullable String folder;

    @Option(
            names = "--checkpoint-every",
            defaultValue = "PT10S",
            description = "How often to checkpoint; ${DEFAULT-VALUE}.")
    private @Nullable Duration interval;

    @Option(
            names = "--resume",
            paramLabel = "CHECKPOINT",
            description = "On this machine: go on from this checkpoint, a folder chk-... below --checkpoints.")
    private @Nullable String resumed;

    Duration interval() {
        return Objects.requireNonNull(interval);
    }

    /**
     * Tells the engine where.
     *
     * @param otherwise the folder to take if the user named none, or null if that won't do
     * @throws IllegalArgumentException if the checkpoints have no place, or the engine has a way of its own to resume
     */
    void configure(StreamExecutionEnvironment engine, boolean onThisMachine, @Nullable String otherwise) {
        Configuration settings = new Configuration();
        String place = folder == null ? otherwise : folder;
        if (place != null) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, url(place));
        } else if (isWithoutPlace(engine)) {
            // Flink would keep them in memory, where a piece may have 5 MB, and fail with those of a fleet for ever.
            throw new IllegalArgumentException("where should the checkpoints go? Use --checkpoints FOLDER, or set "
                    + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                    + " in Flink's configuration; memory is too small for a fleet's, and nothing could be resumed");
        }
        if (resumed != null) {
            if (!onThisMachine) {
                throw new IllegalArgumentException(
                        "--resume is for this machine alone; on a cluster, use flink run --fromSavepoint " + resumed);
            }
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, resumed);
        }
        engine.configure(settings);
    }

    private static boolean isWithoutPlace(StreamExecutionEnvironment engine) {
        return engine.getConfiguration()
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .isEmpty();
    }

    /** Flink takes no folder for checkpoints that doesn't name its file system. */
    private static String url(String folder) {
        if (new Path(folder).toUri().getScheme() != null) {
            return folder;
        }
        return java.nio.file.Path.of(folder).toAbsolutePath().toUri().toString();
    }
}
