package co.spkey.sdk.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    @Test
    void takesAllOrNothing() {
        RetryBudget budget = new RetryBudget(12);

        assertThat(budget.take(5)).isTrue();
        assertThat(budget.take(5)).isTrue();
        assertThat(budget.take(5)).isFalse();
        assertThat(budget.left()).isEqualTo(2);
        assertThat(budget.take(2)).isTrue();
        assertThat(budget.take(1)).isFalse();
        assertThat(budget.take(0)).isTrue();
    }

    @Test
    void neverHoldsMoreThanItsCapacity() {
        RetryBudget budget = new RetryBudget(10);
        budget.giveBack(5);
        assertThat(budget.left()).isEqualTo(10);

        assertThat(budget.take(3)).isTrue();
        budget.giveBack(100);
        assertThat(budget.left()).isEqualTo(10);
    }

    @Test
    void withoutALimitNeverRunsOut() {
        RetryBudget budget = new RetryBudget(Integer.MAX_VALUE);
        assertThat(budget.take(5)).isTrue();
        budget.giveBack(1);
        budget.giveBack(5);

        assertThat(budget.left()).isEqualTo(Integer.MAX_VALUE);
        assertThat(budget.take(5)).isTrue();
    }

    @Test
    void losesAndInventsNothingUnderContention() throws Exception {
        RetryBudget budget = new RetryBudget(1000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> takers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                takers.add(threads.submit(() -> {
                    int taken = 0;
                    for (int round = 0; round < 20_000; round++) {
                        if (budget.take(5)) {
                            taken += 5;
                            if (round % 2 == 0) {
                                budget.giveBack(5);
                                taken -= 5;
                            }
                        }
                    }
                    return taken;
                }));
            }
            int taken = 0;
            for (Future<Integer> taker : takers) {
                taken += taker.get(60, TimeUnit.SECONDS);
            }
            assertThat(taken + budget.left()).isEqualTo(1000);
        } finally {
            threads.shutdownNow();
        }
    }
}
