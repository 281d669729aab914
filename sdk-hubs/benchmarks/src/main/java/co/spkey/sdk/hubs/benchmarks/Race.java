package co.spkey.sdk.hubs.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of several contestants under several loads. A figure is the median over the rounds. */
final class Race {

    /** Who, and under which load. */
    record Entry(String contestant, Workload load) {}

    private final Map<Entry, List<Figures>> rounds = new LinkedHashMap<>();

    void add(Entry entry, Figures figures) {
        rounds.computeIfAbsent(entry, unseen -> new ArrayList<>()).add(figures);
    }

    List<Entry> entries() {
        return List.copyOf(rounds.keySet());
    }

    double median(Entry entry, ToDoubleFunction<Figures> figure) {
        return median(of(entry).stream().mapToDouble(figure).toArray());
    }

    /** The median of one entry's figure divided by another's of the same round. */
    double ratio(Entry entry, Entry to, ToDoubleFunction<Figures> figure) {
        List<Figures> above = of(entry);
        List<Figures> below = of(to);
        double[] ratios = new double[Math.min(above.size(), below.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
        }
        return median(ratios);
    }

    long failures(Entry entry) {
        return of(entry).stream().mapToLong(Figures::failures).sum();
    }

    private List<Figures> of(Entry entry) {
        return rounds.getOrDefault(entry, List.of());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
