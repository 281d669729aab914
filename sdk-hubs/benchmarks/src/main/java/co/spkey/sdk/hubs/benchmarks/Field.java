package co.spkey.sdk.hubs.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JVMs of some contestants, all of which call one server. */
final class Field implements AutoCloseable {

    private final Map<String, Jvm> jvms = new LinkedHashMap<>();

    Field(List<String> contestants, String url, Keys keys, List<String> extraOptions) throws IOException {
        for (String contestant : contestants) {
            List<String> options = new ArrayList<>(List.of("-Xmx256m", "-cp", Jars.classPath(contestant)));
            options.addAll(keys.ofClient());
            options.addAll(extraOptions);
            options.addAll(List.of(ContestantMain.class.getName(), contestant, url));
            jvms.put(contestant, new Jvm(contestant, options));
        }
    }

    /** Each load has paths of its own for the compiler to find. */
    void warmUp(List<Race.Entry> entries, long millis) throws IOException {
        for (Race.Entry entry : entries) {
            figures(entry, millis);
        }
    }

    /** Has one round of each entry run in turn, beginning with another one each time; what the machine does to one it does to all. */
    void round(int number, Race race, List<Race.Entry> entries, Options options) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            Race.Entry entry = entries.get((i + number) % entries.size());
            race.add(entry, figures(entry, options.roundMillis()));
        }
    }

    Figures figures(Race.Entry entry, long millis) throws IOException {
        Workload load = entry.load();
        Jvm jvm = jvms.get(entry.contestant());
        if (jvm == null) {
            throw new IllegalArgumentException(entry.contestant() + " is not in the field");
        }
        return Figures.of(jvm.ask(load.how() + " " + load.atATime() + " " + millis));
    }

    @Override
    public void close() {
        jvms.values().forEach(Jvm::close);
    }
}
