package dev.sluice.recorder;

import java.util.SplittableRandom;

/// What is left to chance; a seed always gives the same.
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
