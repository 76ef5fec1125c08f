/// HDFS, held to what is promised of every storage, on a small cluster of the tests' own.
package dev.sluice.hadoop;
