package co.spkey.sdk.hubs;

import co.spkey.sdk.core.CallOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Registers any number of hubs in one run: as many at a time as the backend bears, each once, and with a journal so that a
 * run that was killed goes on where it was.
 * <pre>{@code
 * List<ProvisionHubRequest> requests = List.of(
 *         ProvisionHubRequest.of("hub-1", "SN-1", "SPK-HUB-2"), ProvisionHubRequest.of("hub-2", "SN-2", "SPK-HUB-2"));
 * try (BulkProvisioning bulk = hubs.bulk().journal(Files.createTempDirectory("batch").resolve("batch.journal")).build()) {
 *     BulkReport report = bulk.run(requests, result -> {
 *         if (result.failure() != null) {
 *             System.err.println(result.position() + ": " + result.failure().getMessage());
 *         }
 *     });
 *     System.out.println(report);
 * }
 * }</pre>
 *
 * <p><b>Results.</b> Every request that is taken from the input gets exactly one result, in the order in which they finish;
 * only those that the end of the run left unfinished get none. The input is read and the consumer called on the thread that
 * called {@code run}, one at a time; nothing is taken from the input that can't be sent. So neither has to be thread-safe,
 * and either holds up the whole run while it blocks. If one of them throws, the run ends in order: what is in flight is
 * finished and journaled, a consumer that has thrown is not called again, and the report has the exception as its cause. (An
 * {@link Error} is thrown on, after the same.)
 *
 * <p><b>Pace.</b> A 429, or a 503 with {@code Retry-After}, halves the number of hubs in flight and, where it says how long,
 * holds back every new one; each round of successes adds one until the concurrency is reached again. An <i>outage</i> is 5
 * calls in a row, for at least 3 hubs, that failed in a way that can get better by itself, each after its retries: lost or
 * refused connections, time-outs, 408, 429, 5xx, a redirect, a page of whatever stands in for the API (but for a 401), and what
 * had been in order before: credentials that can't be had any more, a certificate that isn't trusted any more. At the end of
 * the input a single one is enough, if the status of a hub that this run has provisioned can't be had either, or if there is no
 * connection from the start. An outage pauses the run: the hubs that met it are put back without a result, and one request at
 * a time probes until one is answered or {@link Builder#giveUpAfter} has passed. (The probe is the next hub of the input; at its
 * end such a status and what was put back, in turns.) A single hub's own 500 is that hub's failure and pauses nothing; to tell
 * the two apart its result may wait for another hub's, or for such a status. Hubs that failed together, with no answer in
 * between, are put back too: what they met may have been an outage that was over before it could be told. One that keeps failing
 * while others don't was put back 3 times at most.
 *
 * <p><b>What ends a run at once</b>: a 401 after the credentials were renewed or a 403 of the API's, unless the hub's aggregate
 * itself answered it ({@code X-Ceves-Error}, PH-AUTH-04); credentials that can't be had, or a certificate that isn't trusted, before
 * the backend has answered once. Every further hub would fail alike.
 *
 * <p><b>Duplicates.</b> The same hub with the same data is sent once. With other data the later one fails with
 * {@link DuplicateHubException}: the backend would keep the first and not say so (PH-RES-03). That takes about 32 bytes of
 * memory a hub, 28 to 36. Hubs are told apart by 98 bits of a hash: among a million, two different ones are taken for the
 * same with a probability of 2·10⁻¹⁸, and then the later one fails, it doesn't vanish.
 *
 * <p><b>Journal.</b> Before a hub is sent, and after its call has ended, a line is appended to the journal. What was written
 * survives the death of the process at any moment, {@code kill -9} included; it is synchronised with the disk every second,
 * so a power cut can take the last second's lines. A run with an existing journal resumes: hubs that it knows to be
 * provisioned are not sent again; hubs without a result in it, and those that may exist although they failed, are sent again,
 * which is safe (PH-RES-03), and are marked {@link BulkResult#resent()}; one of either kind with other data fails with
 * {@link DuplicateHubException}; hubs that failed otherwise are tried as if new. The journal is bound to the client's base
 * URL and used by one run at a time. It holds hub ids, hashes of the data, outcomes and request ids; no credentials.
 *
 * <p><b>Log.</b> A run that doesn't provision everything logs one summary at WARN; its calls log at DEBUG only.
 *
 * <p>A run has as many daemon threads as hubs in flight, and the journal's file, only while it is under way. The client's call
 * headers are asked for on the thread that called {@code run}, and its listener hears of a call's start there; only the reading
 * of a status begins on one of the run's own.
 *
 * <p>One instance is one run. {@link #close()} may be called from any thread; everything else is not thread-safe.
 *
 * @since 1.0
 */
public interface BulkProvisioning extends AutoCloseable {

    /**
     * Provisions the hubs of the input and waits for the end.
     *
     * <p>Interrupting the thread ends the run like {@link #close()}; its flag is set again when this returns.
     *
     * @param requests the input; iterated once
     * @param consumer gets each result as it comes
     * @return what the run did; look at {@link BulkReport#end()}, since a run that could not go on returns as well
     * @throws BulkJournalException if the journal can't be used; nothing was sent
     * @throws IllegalStateException if this instance has run before
     */
    BulkReport run(Iterable<ProvisionHubRequest> requests, Consumer<? super BulkResult> consumer);

    /**
     * Provisions the hubs of a stream and waits for the end; see {@link #run(Iterable, Consumer)}. A stream made by
     * {@code flatMap} may run ahead of what is sent.
     *
     * @param requests the input; the caller's to close
     * @param consumer gets each result as it comes
     * @return what the run did
     * @throws BulkJournalException if the journal can't be used; nothing was sent
     * @throws IllegalStateException if this instance has run before
     */
    BulkReport run(Stream<ProvisionHubRequest> requests, Consumer<? super BulkResult> consumer);

    /**
     * Ends the run, or keeps it from beginning. Nothing more is sent; what is in flight is finished within its call's limit,
     * which a blocking credentials provider alone can overrun, journaled, and handed to the consumer; then {@code run} returns a
     * report of the part that was done. Waits for that, unless called from the run itself: by its consumer or source, or by the
     * client's listener or credentials provider on one of its threads. May be called from any thread; twice is fine, and after
     * the run it does nothing.
     */
    @Override
    void close();

    /**
     * Collects how a run is to go; each setter refuses a value that can't work. Not thread-safe.
     *
     * @since 1.0
     */
    interface Builder {

        /** How many hubs are in flight at most, unless set. */
        int DEFAULT_CONCURRENCY = 16;

        /**
         * Sets how many hubs are in flight at most.
         *
         * @param hubs 1 to 1024; {@value #DEFAULT_CONCURRENCY} by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        Builder concurrency(int hubs);

        /**
         * Bounds how many hubs are begun a second, evenly spaced. Retries of a call and the reading of a status come on top.
         *
         * @param hubs at least one in a day, such as 0.5 or 20; unbounded by default
         * @return this builder
         * @throws IllegalArgumentException if it is less, or no number
         */
        Builder maxPerSecond(double hubs);

        /**
         * Keeps a journal, or resumes with an existing one.
         *
         * @param file the journal; made if there is none, in a folder that must exist; none by default
         * @return this builder
         */
        Builder journal(Path file);

        /**
         * Sets whether duplicates in the input are found. Without, the memory of a run doesn't grow with its input, though
         * with what a journal tells of earlier runs; a hub that comes twice is sent twice, and its other data, if it has
         * some, is found by {@link #verify} alone.
         *
         * @param wanted true by default
         * @return this builder
         */
        Builder dedupe(boolean wanted);

        /**
         * Sets whether the status of a hub that had been registered before is read and compared with what was sent
         * (PH-RES-03). A difference is that hub's failure, a {@link HubMismatchException}; a status that can't be read leaves
         * the hub provisioned and not {@linkplain BulkResult#verified() verified}. Without, no such hub is verified.
         *
         * @param wanted true by default
         * @return this builder
         */
        Builder verify(boolean wanted);

        /**
         * Sets how long an outage may last before the run ends. It also bounds how long a {@code Retry-After} is obeyed.
         *
         * @param limit more than zero, up to a day; 10 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
         */
        Builder giveUpAfter(Duration limit);

        /**
         * Sets what every call of the run does differently from the client.
         *
         * @param options limits, retries, credentials, headers; {@link CallOptions#none()} by default
         * @return this builder
         */
        Builder options(CallOptions options);

        /**
         * Makes the run; it begins with {@code run}.
         *
         * @return a run, the caller's to close
         */
        BulkProvisioning build();
    }
}
