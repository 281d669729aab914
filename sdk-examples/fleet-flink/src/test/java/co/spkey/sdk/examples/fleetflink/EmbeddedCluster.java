package co.spkey.sdk.examples.fleetflink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;

/** Flink inside the test: two task managers with a slot each, checkpoints in a folder. */
final class EmbeddedCluster implements AutoCloseable {

    static final int PARALLELISM = 2;
    private static final Duration CHECKPOINT_EVERY = Duration.ofMillis(250);
    private static final long PATIENCE_SECONDS = 3_600;

    private final MiniCluster cluster;
    private final Configuration settings = new Configuration();

    private EmbeddedCluster(Path state) {
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.resolve("checkpoints").toUri().toString());
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
        // As the README has it: hubs are small, and a savepoint waits for what is in the buffers.
        settings.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(PARALLELISM)
                .setNumSlotsPerTaskManager(1)
                .build());
    }

    static EmbeddedCluster start(Path state) throws Exception {
        EmbeddedCluster started = new EmbeddedCluster(state);
        started.cluster.start();
        return started;
    }

    /** What is submitted for the folders of a fleet. */
    JobGraph job(Fleet fleet, FleetSettings provisioning) {
        return job(fleet, provisioning, CHECKPOINT_EVERY);
    }

    JobGraph job(Fleet fleet, FleetSettings provisioning, Duration checkpointEvery) {
        StreamExecutionEnvironment engine = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, settings);
        FleetJob.configure(engine, checkpointEvery);
        FleetJob.layOut(
                engine,
                new org.apache.flink.core.fs.Path(fleet.parts().toUri()),
                new org.apache.flink.core.fs.Path(fleet.output().toUri()),
                provisioning);
        return engine.getStreamGraph().getJobGraph();
    }

    JobID submit(JobGraph job) throws Exception {
        return cluster.submitJob(job).get().getJobID();
    }

    JobID resume(JobGraph job, String savepoint) throws Exception {
        job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        return submit(job);
    }

    JobResult await(JobID job) throws InterruptedException, ExecutionException, TimeoutException {
        return cluster.requestJobResult(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes a worker away in the middle of its work, and brings another. */
    void killWorker(int index) throws Exception {
        cluster.terminateTaskManager(index).get();
        cluster.startTaskManager();
    }

    String cancelWithSavepoint(JobID job, Path folder) throws Exception {
        String savepoint = cluster.triggerSavepoint(job, folder.toUri().toString(), true, SavepointFormatType.CANONICAL)
                .get();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> status(job) == JobStatus.CANCELED);
        return savepoint;
    }

    /** Waits for so many checkpoints that begin from now on. */
    void awaitCheckpoints(JobID job, int more) throws Exception {
        long wanted = checkpoints(job) + more;
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> checkpoints(job) >= wanted);
    }

    private long checkpoints(JobID job) throws Exception {
        return Objects.requireNonNull(cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot())
                .getCounts()
                .getNumberOfCompletedCheckpoints();
    }

    private JobStatus status(JobID job) throws Exception {
        return cluster.getJobStatus(job).get();
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
