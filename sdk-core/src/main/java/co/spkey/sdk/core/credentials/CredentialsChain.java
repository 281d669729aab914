package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Asks one provider after the other; the failure tells what each had to say. */
final class CredentialsChain implements CredentialsProvider {

    private final List<CredentialsProvider> providers;

    CredentialsChain(List<CredentialsProvider> providers) {
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one provider");
        }
        this.providers = providers;
    }

    @Override
    public Credentials credentials() {
        List<RuntimeException> failures = new ArrayList<>();
        for (CredentialsProvider provider : providers) {
            try {
                return provider.credentials();
            } catch (RuntimeException nothingHere) {
                failures.add(nothingHere);
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

    @Override
    public void rejected(Credentials rejected) {
        providers.forEach(provider -> provider.rejected(rejected));
    }

    private static CredentialsException noneOf(List<? extends Throwable> failures) {
        StringBuilder message = new StringBuilder("no credentials found; ");
        for (int i = 0; i < failures.size(); i++) {
            Throwable failure = failures.get(i);
            message.append(i == 0 ? "" : "; ").append(i + 1).append(". ");
            message.append(failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
        }
        CredentialsException none = new CredentialsException(
                ErrorDetails.builder(message.toString()).build());
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
            CompletionStage<Credentials> stage = start(providers.get(position));
            CompletableFuture<Credentials> asked = stage.toCompletableFuture();
            result.whenComplete((done, failed) -> {
                if (!asked.isDone()) {
                    asked.cancel(true);
                }
            });
            asked.whenComplete((credentials, failure) -> {
                if (failure == null) {
                    result.complete(credentials);
                } else {
                    failures.add(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                    ask(position + 1);
                }
            });
        }

        private CompletionStage<Credentials> start(CredentialsProvider provider) {
            try {
                return provider.credentialsAsync(executor);
            } catch (RuntimeException failed) {
                return CompletableFuture.failedStage(failed);
            }
        }
    }

    @Override
    public String toString() {
        return "chain " + providers;
    }
}
