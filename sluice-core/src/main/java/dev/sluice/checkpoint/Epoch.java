package dev.sluice.checkpoint;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;

/// The number of this opening of a checkpoint. Each opening takes the next one, and takes away those before it: who
/// does not find its own any more has been replaced, whatever locks it may think it holds.
///
/// It is checked after what was written is durable and before anybody hears of it. The next opener takes its epoch
/// first and reads the log then, so it sees all that was ever confirmed; what the old one writes from then on stands
/// behind the end that the next one notes, and is void.
final class Epoch {

    private final CheckpointFiles files;
    private final long number;

    /// The file that is there as long as nobody has taken it away; looked for at each sync.
    private final String path;

    private Epoch(CheckpointFiles files, long number) {
        this.files = files;
        this.number = number;
        path = files.epoch(number);
    }

    /// @param highestInLog the highest epoch that a segment of the log was written in, or 0
    static Epoch take(CheckpointFiles files, long highestInLog, Holder holder) {
        var before = files.numbers("epoch");
        long number = Math.max(highestInLog, before.isEmpty() ? 0 : before.getLast()) + 1;
        if (!files.storage().create(files.epoch(number), LogEntryCodec.bytes(holder.toJson()))) {
            throw CheckpointErrors.concurrent(
                    "checkpoint " + files.directory(), "It was opened just now by " + Holder.lastOf(files) + ".");
        }
        refuseIfLate(files, number);
        return new Epoch(files, number);
    }

    /// Who was held up between looking and creating may have created a number that another had, and that a third took
    /// away since. Then there is a higher one: whoever takes a number away has taken a higher one before.
    private static void refuseIfLate(CheckpointFiles files, long number) {
        var now = files.numbers("epoch");
        if (now.higher(number) != null) {
            files.storage().delete(files.epoch(number));
            throw CheckpointErrors.concurrent(
                    "checkpoint " + files.directory(), "It was opened just now by " + Holder.lastOf(files) + ".");
        }
        for (long old : now.headSet(number, false)) files.storage().delete(files.epoch(old));
    }

    long number() {
        return number;
    }

    /// @param what the micro-batch that is being written
    void check(String what) {
        if (files.storage().find(path).isPresent()) return;
        throw CheckpointErrors.concurrent(
                what,
                "The checkpoint " + files.directory() + " has been opened since by " + Holder.lastOf(files)
                        + ", or it was deleted. This run ends; nothing that it did since is lost or counted twice.");
    }

    /// What a failure to write is called: that this run was replaced, if it was.
    SluiceException explain(String what, SluiceException failure) {
        if (failure.condition() != ErrorCondition.IO_ERROR) return failure;
        try {
            check(what);
        } catch (SluiceException replaced) {
            if (replaced.condition() == ErrorCondition.CONCURRENT_STREAM_LOG_UPDATE) {
                replaced.addSuppressed(failure);
                return replaced;
            }
        }
        return failure;
    }
}
