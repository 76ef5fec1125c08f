package dev.sluice.kafka;

/// All rows go to one topic.
class TransactionsIntoOneTopicTest extends TransactionalSinkContract {
    TransactionsIntoOneTopicTest() {
        super(false);
    }
}
