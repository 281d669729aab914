package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionHubRequest;

/** A line of the manifest that should be a hub. */
sealed interface ManifestLine {

    /** The line's number in the file, as an editor shows it. */
    long number();

    /** The hub id as it stands there; may be empty. */
    String hubId();

    /** A hub that can be provisioned. */
    record HubLine(long number, ProvisionHubRequest request) implements ManifestLine {

        @Override
        public String hubId() {
            return request.hubId();
        }
    }

    /** A line that can't be sent, and why. */
    record BadLine(long number, String hubId, String reason) implements ManifestLine {}
}
