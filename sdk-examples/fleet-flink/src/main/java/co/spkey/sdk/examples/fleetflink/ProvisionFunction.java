package co.spkey.sdk.examples.fleetflink;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Provisions hubs with the task manager's client.
 *
 * <p>Flink keeps every hub that is here in its checkpoints and hands it over again after a restart. A full queue of Flink's own
 * would hold up checkpoints for as long as an outage lasts, since a subtask that waits for room takes no checkpoint. So the
 * waiting is done here, and never longer than a moment: then one hub more is taken in. An outage of ten minutes is six
 * thousand hubs a subtask, which is what {@link #capacity} allows for.
 */
final class ProvisionFunction extends RichAsyncFunction<PartLine, HubOutcome> implements CheckpointedFunction {

    /** So long the input is held back at a time while there is enough to do. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    /** Hubs that wait behind each one in flight, so that a subtask always has its next one at hand. */
    private static final int WAITING_FOR_EACH = 2;

    @Serial
    private static final long serialVersionUID = 1L;

    private final FleetSettings settings;
    private final AtomicInteger pending = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // initializeState() comes first
    private transient ListState<Integer> pendingBefore;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient PacedCalls calls;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient SharedClient.Lease client;

    @SuppressWarnings("NullAway.Init") // open() comes first
    private transient Semaphore room;

    private transient boolean restarted;
    private transient int replays;

    ProvisionFunction(FleetSettings settings) {
        this.settings = settings;
    }

    /** How many hubs a subtask may hold: those in flight, those that wait, and one for each moment of an outage. */
    static int capacity(FleetSettings settings) {
        long moments = settings.giveUpAfter().plus(settings.giveUpAfter()).dividedBy(MOMENT);
        return (int) (enough(settings) + Math.max(1_000, moments));
    }

    private static int enough(FleetSettings settings) {
        return settings.concurrency() * (1 + WAITING_FOR_EACH);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        pendingBefore =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("pending", Integer.class));
        restarted = context.isRestored();
        for (int count : pendingBefore.get()) {
            replays += count;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        pendingBefore.update(List.of(pending.get()));
    }

    @Override
    public void open(OpenContext context) {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        restarted |= task.getAttemptNumber() > 0;
        room = new Semaphore(enough(settings));
        calls = new PacedCalls(
                settings, task.getNumberOfParallelSubtasks(), "fleet-calls-" + (task.getIndexOfThisSubtask() + 1));
        client = SharedClient.lease(
                settings, new FleetMetrics(getRuntimeContext().getMetricGroup(), calls), calls);
        calls.start(client.hubs());
    }

    @Override
    public void asyncInvoke(PartLine line, ResultFuture<HubOutcome> result) throws InterruptedException {
        boolean hasRoom;
        if (replays > 0) {
            replays--;
            hasRoom = room.tryAcquire();
        } else {
            hasRoom = room.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
        pending.incrementAndGet();
        int permits = hasRoom ? 1 : 0;
        calls.submit(new PendingHub(line, restarted, result, () -> {
            pending.decrementAndGet();
            room.release(permits);
        }));
    }

    @Override
    public void close() {
        // Flink closes what it couldn't open, too.
        if (calls != null) {
            calls.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
