package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.SpkeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one provider after the other; the failure tells what each had to say. Where one has a value that can't be used, a key
 * with a line break in it for example, nobody after it is asked: theirs could be another's identity.
 */
final class CredentialsChain implements CredentialsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialsChain.class);

    private final List<CredentialsProvider> providers;

    CredentialsChain(List<CredentialsProvider> providers) {
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one provider");
        }
        this.providers = providers;
    }

    @Override
    public Credentials credentials() {
        List<Exception> failures = new ArrayList<>();
        for (CredentialsProvider provider : providers) {
            try {
                return given(provider.credentials());
            } catch (Exception nothingHere) {
                // Checked ones too, which other languages throw at will.
                failures.add(nothingHere);
                if (NamedValueCredentials.isUnusableValue(nothingHere)) {
                    break;
                }
            }
        }
        throw noneOf(failures);
    }

    @Override
    public CompletionStage<Credentials> credentialsAsync(Executor executor) {
        Search search = new Search(executor);
        search.ask(0);
        return search.result;
    }

    /** Tells all of them, since nobody remembers who gave these; one that fails keeps it from none of the others. */
    @Override
    public void rejected(Credentials rejected) {
        for (CredentialsProvider provider : providers) {
            try {
                provider.rejected(rejected);
            } catch (Exception theirs) {
                // Not its message, which may hold anything, a secret included.
                LOG.warn(
                        "A credentials provider failed when told of a 401; the others are told all the same: {}",
                        theirs.getClass().getName());
            }
        }
    }

    /** Code without null checks of its own may return null; that is one provider's failure and not the chain's. */
    private static Credentials given(@Nullable Credentials credentials) {
        if (credentials == null) {
            throw new CredentialsException(
                    ErrorDetails.builder("a provider returned null").build());
        }
        return credentials;
    }

    private static CredentialsException noneOf(List<? extends Throwable> failures) {
        StringBuilder message = new StringBuilder("no credentials found; ");
        for (int i = 0; i < failures.size(); i++) {
            Throwable failure = failures.get(i);
            message.append(i == 0 ? "" : "; ").append(i + 1).append(". ");
            // A provider's own message is meant for people; another exception's may hold anything, a secret included.
            message.append(
                    failure instanceof SpkeyException
                            ? failure.getMessage()
                            : failure.getClass().getName());
        }
        Throwable last = failures.get(failures.size() - 1);
        // As the cause, so that a chain around this one ends as well.
        Throwable unusable = NamedValueCredentials.isUnusableValue(last) ? last.getCause() : null;
        CredentialsException none = new CredentialsException(
                ErrorDetails.builder(message.toString()).cause(unusable).build());
        failures.forEach(none::addSuppressed);
        return none;
    }

    /** One walk along the chain; cancelling its result cancels what is being asked. */
    private final class Search {

        private final Executor executor;
        private final List<Throwable> failures = new ArrayList<>();
        private final CompletableFuture<Credentials> result = new CompletableFuture<>();

        Search(Executor executor) {
            this.executor = executor;
        }

        void ask(int position) {
            if (result.isDone()) {
                return;
            }
            if (position == providers.size()) {
                result.completeExceptionally(noneOf(failures));
                return;
            }
            CompletableFuture<Credentials> asked = start(providers.get(position));
            result.whenComplete((done, failed) -> {
                if (!asked.isDone()) {
                    asked.cancel(true);
                }
            });
            asked.thenApply(CredentialsChain::given).whenComplete((credentials, failure) -> {
                if (failure == null) {
                    result.complete(credentials);
                } else {
                    Throwable why = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    failures.add(why);
                    ask(NamedValueCredentials.isUnusableValue(why) ? providers.size() : position + 1);
                }
            });
        }

        /** Whatever a provider does wrong here must end in a future, or the caller of the chain would wait for ever. */
        private CompletableFuture<Credentials> start(CredentialsProvider provider) {
            try {
                return provider.credentialsAsync(executor).toCompletableFuture();
            } catch (Exception | Error failed) {
                return CompletableFuture.failedFuture(failed);
            }
        }
    }

    @Override
    public String toString() {
        return "chain " + providers;
    }
}
