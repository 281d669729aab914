package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.CallScope;
import co.spkey.sdk.core.call.Text;
import co.spkey.sdk.core.error.ErrorDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Two operations under one limit: the command, then a look at what is stored. */
final class VerifiedProvisioning {

    private static final ProvisionHubOperation PROVISION = new ProvisionHubOperation();
    private static final int LONGEST_SHOWN = 200;

    private final CallScope scope;
    private final ProvisionHubRequest request;

    VerifiedProvisioning(CallScope scope, ProvisionHubRequest request) {
        this.scope = scope;
        this.request = request;
    }

    ProvisionHubResponse run() {
        ProvisionHubResponse response = scope.call(PROVISION, request);
        return verified(response, scope.call(HubStatusOperation.after(response), request.hubId()));
    }

    CompletableFuture<ProvisionHubResponse> start() {
        CompletableFuture<ProvisionHubResponse> result = new CompletableFuture<>();
        CompletableFuture<ProvisionHubResponse> command = scope.callAsync(PROVISION, request);
        abortWith(result, command);
        command.thenAccept(response -> lookAt(response, result)).whenComplete((done, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
            }
        });
        return result;
    }

    private void lookAt(ProvisionHubResponse response, CompletableFuture<ProvisionHubResponse> result) {
        if (result.isDone()) {
            return;
        }
        CompletableFuture<HubStatus> look = scope.callAsync(HubStatusOperation.after(response), request.hubId());
        abortWith(result, look);
        look.thenApply(status -> verified(response, status)).whenComplete((verified, failure) -> {
            if (failure == null) {
                result.complete(verified);
            } else {
                result.completeExceptionally(unwrapped(failure));
            }
        });
    }

    /** Whoever completes the result from outside has given up what would have led to it. */
    private static void abortWith(CompletableFuture<?> result, CompletableFuture<?> step) {
        result.whenComplete((value, failure) -> step.cancel(true));
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * Compares what is stored with what was sent.
     *
     * @throws HubMismatchException if it is another hub
     */
    ProvisionHubResponse verified(ProvisionHubResponse response, HubStatus stored) {
        List<String> fields = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        compare("serial", request.serial(), stored.serial(), fields, differences);
        compare("model", request.model(), stored.model(), fields, differences);
        compare("thingName", thingName(), stored.thingName(), fields, differences);
        if (fields.isEmpty()) {
            return response;
        }
        String message = "ProvisionHub for hub " + Text.line(request.hubId()) + " was answered "
                + response.metadata().status() + ", but the stored hub is another one: "
                + String.join(", ", differences) + place(response, stored)
                + "; it was registered before or by somebody else, and the backend keeps what it has (PH-RES-03)";
        throw new HubMismatchException(
                ErrorDetails.builder(Text.blanked(message))
                        .operation(ProvisionHubOperation.NAME)
                        .attempts(response.metadata().attempts())
                        .elapsed(stored.metadata().elapsed()) // Counted from the start of both.
                        .requestId(response.metadata().requestId())
                        .outcomeUnknown(true)
                        .build(),
                fields,
                stored);
    }

    private static String place(ProvisionHubResponse response, HubStatus stored) {
        String requestId = response.metadata().requestId();
        return " (" + (requestId == null ? "" : "request id " + requestId + ", ") + "attempt "
                + response.metadata().attempts() + ", "
                + stored.metadata().elapsed().toMillis() + " ms)";
    }

    private String thingName() {
        @Nullable String named = request.thingName();
        return named == null ? request.hubId() : named;
    }

    /** What a server stores may be of any length; {@link HubMismatchException#stored()} has all of it. */
    private static String cut(String value) {
        if (value.length() <= LONGEST_SHOWN) {
            return value;
        }
        boolean splitsPair = Character.isHighSurrogate(value.charAt(LONGEST_SHOWN - 1));
        return value.substring(0, splitsPair ? LONGEST_SHOWN - 1 : LONGEST_SHOWN) + "…";
    }

    private static void compare(
            String field, String sent, String stored, List<String> fields, List<String> differences) {
        if (!sent.equals(stored)) {
            fields.add(field);
            differences.add(field + " is \"" + cut(stored) + "\" where \"" + cut(sent) + "\" was sent");
        }
    }
}
