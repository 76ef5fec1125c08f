/// What PySpark's client sends, message for message, and what a real Spark answers to it.
@NullMarked
package dev.sluice.connect.python;

import org.jspecify.annotations.NullMarked;
