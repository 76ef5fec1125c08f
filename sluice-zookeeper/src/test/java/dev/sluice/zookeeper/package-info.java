/// ZooKeeper, held to what is promised of every storage, on three servers of the tests' own.
package dev.sluice.zookeeper;
