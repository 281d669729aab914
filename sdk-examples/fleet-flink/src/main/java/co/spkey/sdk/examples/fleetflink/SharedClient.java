package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.hubs.HubsClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one client of a task manager: its subtasks share connections, tokens and the retry budget. It is made for the first subtask
 * that asks and closed after the last.
 */
final class SharedClient implements CallListener {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<FleetSettings, SharedClient> IN_USE = new HashMap<>();

    private final FleetSettings settings;
    private final CredentialsProvider credentials;
    private final HubsClient hubs;
    private final List<Lease> leases = new CopyOnWriteArrayList<>();

    private SharedClient(FleetSettings settings) {
        this.settings = settings;
        credentials = settings.credentials().open(System.getenv());
        try {
            hubs = builder(settings, credentials).listener(this).build();
        } catch (RuntimeException refused) {
            close(credentials);
            throw refused;
        }
    }

    private static HubsClient.Builder builder(FleetSettings settings, CredentialsProvider credentials) {
        return HubsClient.builder()
                .baseUrl(settings.baseUrl())
                .credentials(credentials)
                .application("fleet-flink");
    }

    /**
     * Makes a client, without the workers' credentials, and closes it: what a worker would refuse is refused here.
     *
     * @throws IllegalArgumentException if the address is none that credentials may be sent to
     */
    static void check(FleetSettings settings) {
        CredentialsProvider none = WorkerCredentials.DEMO.open(Map.of());
        builder(settings, none).build().close();
    }

    /**
     * Takes the client for a subtask.
     *
     * @param metrics hears of all calls of the client while it is the oldest of the subtasks', so that each is counted once
     * @param pace hears of all calls of the client
     * @throws IllegalArgumentException if the settings won't do
     * @throws IllegalStateException if the environment lacks the credentials
     */
    static Lease lease(FleetSettings settings, CallListener metrics, CallListener pace) {
        LOCK.lock();
        try {
            SharedClient client = IN_USE.get(settings);
            if (client == null) {
                client = new SharedClient(settings);
                IN_USE.put(settings, client);
            }
            Lease lease = new Lease(client, metrics, pace);
            client.leases.add(lease);
            return lease;
        } finally {
            LOCK.unlock();
        }
    }

    @Override
    public void on(CallEvent event) {
        boolean counted = false;
        for (Lease lease : leases) {
            if (!counted) {
                lease.metrics.on(event);
                counted = true;
            }
            lease.pace.on(event);
        }
    }

    private void giveBack(Lease lease) {
        LOCK.lock();
        try {
            if (!leases.remove(lease) || !leases.isEmpty()) {
                return;
            }
            IN_USE.remove(settings);
        } finally {
            LOCK.unlock();
        }
        hubs.close();
        close(credentials);
    }

    private static void close(CredentialsProvider credentials) {
        if (credentials instanceof AutoCloseable tokens) {
            try {
                tokens.close();
            } catch (Exception e) {
                throw new IllegalStateException("the credentials' source can't be closed: " + e.getMessage(), e);
            }
        }
    }

    /** A subtask's hold on the client. */
    static final class Lease implements AutoCloseable {

        private final SharedClient client;
        private final CallListener metrics;
        private final CallListener pace;

        private Lease(SharedClient client, CallListener metrics, CallListener pace) {
            this.client = client;
            this.metrics = metrics;
            this.pace = pace;
        }

        HubsClient hubs() {
            return client.hubs;
        }

        @Override
        public void close() {
            client.giveBack(this);
        }
    }
}
