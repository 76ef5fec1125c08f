/// S3, held to what is promised of every storage, on an s3proxy of the tests' own.
package dev.sluice.aws;
