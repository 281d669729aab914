package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.ProvisionOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many hubs came to which end. */
final class Tally {

    private final Map<ProvisionOutcome, Integer> provisioned = new EnumMap<>(ProvisionOutcome.class);
    private int failed;
    private int badLines;

    void provisioned(ProvisionOutcome outcome) {
        provisioned.merge(outcome, 1, Integer::sum);
    }

    void failed() {
        failed++;
    }

    void badLine() {
        badLines++;
    }

    /** Nothing at all doesn't count: whoever has a manifest provisioned expects hubs. */
    boolean isAllProvisioned() {
        return failed == 0 && badLines == 0 && lines() > 0;
    }

    boolean hasAlreadyProvisioned() {
        return provisioned.containsKey(ProvisionOutcome.ALREADY_PROVISIONED);
    }

    int lines() {
        return provisionedHubs() + failed + badLines;
    }

    private int provisionedHubs() {
        return provisioned.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** For example {@code 26 of 28 hubs are provisioned (23 provisioned, 3 already provisioned); 1 failed, 1 bad line}. */
    @Override
    public String toString() {
        List<String> how = new ArrayList<>();
        provisioned.forEach((outcome, count) -> how.add(count + " " + Wording.of(outcome)));
        List<String> rest = new ArrayList<>();
        if (failed > 0) {
            rest.add(failed + " failed");
        }
        if (badLines > 0) {
            rest.add(badLines + (badLines == 1 ? " bad line" : " bad lines"));
        }
        return provisionedHubs() + " of " + lines() + " hubs are provisioned"
                + (how.isEmpty() ? "" : " (" + String.join(", ", how) + ")")
                + (rest.isEmpty() ? "" : "; " + String.join(", ", rest));
    }
}
