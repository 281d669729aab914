package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionHubRequest;

/** A line of the manifest that should be a hub. */
sealed interface ManifestLine {

    /** Why a line is bad that is longer than any hub. */
    String TOO_LONG = "the line has more than " + TextLines.LONGEST + " characters";

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

    /** A line that can't be sent, what it says as far as that can be told, and why it can't. */
    record BadLine(long number, HubFields fields, String reason) implements ManifestLine {

        @Override
        public String hubId() {
            String hubId = fields.hubId();
            return hubId == null ? "" : hubId;
        }
    }

    /** Makes a line of what it says. */
    static ManifestLine of(long number, HubFields fields) {
        try {
            return new HubLine(number, fields.request());
        } catch (IllegalArgumentException refused) {
            return new BadLine(number, fields, String.valueOf(refused.getMessage()));
        }
    }
}
