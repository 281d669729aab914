package co.spkey.sdk.hubs.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much is measured; {@code name=value} arguments change it. */
record Options(
        Set<String> groups,
        Set<String> contestants,
        int forks,
        int rounds,
        long roundMillis,
        long warmUpMillis,
        long calls,
        List<String> jvmOptions) {

    private static final String GROUPS = "tls,cleartext,http2,slow,cold,size,pieces";
    private static final Set<String> ALL_GROUPS = Set.of((GROUPS + ",growth,endurance").split(",", -1));

    static Options of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        Set<String> known = Set.of("groups", "contestants", "forks", "rounds", "millis", "warmup", "calls", "jvm");
        for (String argument : arguments) {
            String[] words = argument.split("=", 2);
            if (words.length != 2 || !known.contains(words[0])) {
                throw new IllegalArgumentException(argument + " is not one of " + known + " with =value");
            }
            values.put(words[0], words[1]);
        }
        Set<String> everybody = new LinkedHashSet<>(Contestants.OVER_HTTP1);
        everybody.addAll(Contestants.OVER_HTTP2);
        return new Options(
                chosen("groups", values.getOrDefault("groups", GROUPS), ALL_GROUPS),
                chosen("contestants", values.getOrDefault("contestants", String.join(",", everybody)), everybody),
                Integer.parseInt(values.getOrDefault("forks", "4")),
                Integer.parseInt(values.getOrDefault("rounds", "5")),
                Long.parseLong(values.getOrDefault("millis", "1000")),
                Long.parseLong(values.getOrDefault("warmup", "6000")),
                Long.parseLong(values.getOrDefault("calls", "10000000")),
                values.containsKey("jvm") ? List.of(values.get("jvm").split(" ", -1)) : List.of());
    }

    /** A misspelt one would be missing from the table without a word. */
    private static Set<String> chosen(String what, String list, Set<String> known) {
        Set<String> chosen = new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
        if (!known.containsAll(chosen)) {
            throw new IllegalArgumentException(what + "=" + list + " has some that are not one of " + known);
        }
        return chosen;
    }
}
