@NullMarked
package dev.sluice.connect.client;

import org.jspecify.annotations.NullMarked;
