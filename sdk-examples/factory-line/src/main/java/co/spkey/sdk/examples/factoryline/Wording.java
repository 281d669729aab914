package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionOutcome;
import java.util.Locale;

/** What the outcomes are called in front of people. */
final class Wording {

    private Wording() {}

    static String of(ProvisionOutcome outcome) {
        return switch (outcome) {
            case PROVISIONED -> "provisioned";
            case ALREADY_PROVISIONED -> "already provisioned";
            case UNCERTAIN_WHICH_ATTEMPT -> "provisioned now or before";
            // A later release of the SDK may know more; whatever it is called, the hub is provisioned.
            default -> outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
