package dev.sluice.testing.fuzz;

import java.util.SplittableRandom;

/// What is left to chance; a seed always gives the same.
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    long number() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }
}
