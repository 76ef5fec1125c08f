package dev.sluice.kafka;

/// A column says the topic.
class TransactionsByColumnTest extends TransactionalSinkContract {
    TransactionsByColumnTest() {
        super(true);
    }
}
