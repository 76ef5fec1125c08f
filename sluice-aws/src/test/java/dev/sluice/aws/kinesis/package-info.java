@NullMarked
package dev.sluice.aws.kinesis;

import org.jspecify.annotations.NullMarked;
