package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One statement of the wire contract that binds whoever answers ProvisionHub, and the check that tells whether it holds.
 *
 * <p>Plain data without JUnit: {@link ContractRun} checks clauses against a {@link ContractTarget} in raw HTTP, {@link
 * HubsContract} makes tests of them. Where a clause of the contract draws on two levels or says several things, there is one
 * of these for each, with the same {@link #id()} and another {@link #name()}. Immutable.
 *
 * @since 1.0
 */
public final class Clause {

    /**
     * Where the knowledge comes from, and so how far to trust it.
     *
     * @since 1.0
     */
    public enum Level {
        /** The reference page of the endpoint. */
        D,
        /** Published schemas and guides. */
        S,
        /** Observed on a service built on the same public framework; no document promises it. */
        F
    }

    /**
     * What a target has to offer so that a clause can be checked. More may come in a minor version.
     *
     * @since 1.0
     */
    public enum Need {
        /** Hubs may be provisioned there; they can't be deleted. */
        WRITE_ACCESS("write access"),
        /** An API key and a bearer token, both valid. */
        BOTH_CREDENTIALS("both an API key and a bearer token"),
        /** The name of a Thing that is registered and isn't that of a hub. */
        SPARE_THING("the name of a spare Thing"),
        /** A registry of Things, and a name that isn't in it. */
        MISSING_THING("a Thing registry, and a name that is not in it");

        private final String words;

        Need(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final String id;
    private final String name;
    private final Level level;
    private final String statement;
    private final Set<Need> needs;
    private final Set<HubUse> hubs;
    private final ClauseCheck check;

    Clause(
            String id,
            String name,
            Level level,
            String statement,
            Set<Need> needs,
            Set<HubUse> hubs,
            ClauseCheck check) {
        this.id = id;
        this.name = name;
        this.level = level;
        this.statement = statement;
        Set<Need> all = EnumSet.noneOf(Need.class);
        all.addAll(needs);
        if (!hubs.isEmpty()) {
            all.add(Need.WRITE_ACCESS);
        }
        this.needs = all;
        this.hubs = Set.copyOf(hubs);
        this.check = check;
    }

    /** {@return all clauses, in the order of a sensible run; unmodifiable} */
    public static List<Clause> all() {
        List<Clause> all = new ArrayList<>();
        all.addAll(CredentialClauses.ALL);
        all.addAll(RefusalClauses.ALL);
        all.addAll(ProvisioningClauses.ALL);
        all.addAll(RepeatClauses.ALL);
        all.addAll(AddressClauses.ALL);
        all.addAll(ThingClauses.ALL);
        all.addAll(WireClauses.ALL);
        return List.copyOf(all);
    }

    /**
     * {@return how many fresh hub ids a run of these clauses uses up at most}
     *
     * @param clauses the clauses to be checked
     */
    public static int hubIdsNeeded(Collection<Clause> clauses) {
        return (int) clauses.stream()
                .flatMap(clause -> clause.hubs.stream())
                .distinct()
                .count();
    }

    /** {@return the id in the contract, for example {@code PH-RES-03}} */
    public String id() {
        return id;
    }

    /** {@return what tells it from others with the same id, for example {@code repeat-is-200}} */
    public String name() {
        return name;
    }

    /** {@return id and name, for example {@code PH-RES-03/repeat-is-200}: unique, and stable from version to version} */
    public String key() {
        return id + "/" + name;
    }

    /** {@return where the knowledge comes from} */
    public Level level() {
        return level;
    }

    /** {@return what it says, one sentence} */
    public String statement() {
        return statement;
    }

    /** {@return what a target has to offer so that this can be checked; unmodifiable, a copy} */
    public Set<Need> needs() {
        return Set.copyOf(needs);
    }

    Set<HubUse> hubs() {
        return hubs;
    }

    ClauseCheck check() {
        return check;
    }

    /** {@return key, level and statement} */
    @Override
    public String toString() {
        return key() + " [" + level + "] " + statement;
    }
}
