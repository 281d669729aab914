package co.spkey.sdk.hubs;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where a hub stands in its life, as the word that the backend uses. Compare with the constants; any other word is kept,
 * since more may come.
 *
 * @param word the backend's word, for example {@code Provisioned}
 * @since 1.0
 */
public record HubLifecycle(String word) implements Serializable {

    /** Registered, and nobody's yet. */
    public static final HubLifecycle PROVISIONED = new HubLifecycle("Provisioned");

    /** Belongs to an organisation. */
    public static final HubLifecycle CLAIMED = new HubLifecycle("Claimed");

    /** Switched off for the time being. */
    public static final HubLifecycle SUSPENDED = new HubLifecycle("Suspended");

    /** Out of service for good. */
    public static final HubLifecycle DECOMMISSIONED = new HubLifecycle("Decommissioned");

    /**
     * Makes a value.
     *
     * @throws NullPointerException if the word is null
     */
    public HubLifecycle {
        Objects.requireNonNull(word, "word");
    }

    /** Returns the word. */
    @Override
    public String toString() {
        return word;
    }
}
