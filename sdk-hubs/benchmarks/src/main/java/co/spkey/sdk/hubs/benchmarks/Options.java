package co.spkey.sdk.hubs.benchmarks;

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
                Set.of(values.getOrDefault("groups", GROUPS).split(",", -1)),
                Set.of(values.getOrDefault("contestants", String.join(",", everybody))
                        .split(",", -1)),
                Integer.parseInt(values.getOrDefault("forks", "4")),
                Integer.parseInt(values.getOrDefault("rounds", "5")),
                Long.parseLong(values.getOrDefault("millis", "1000")),
                Long.parseLong(values.getOrDefault("warmup", "6000")),
                Long.parseLong(values.getOrDefault("calls", "10000000")),
                values.containsKey("jvm") ? List.of(values.get("jvm").split(" ", -1)) : List.of());
    }
}
