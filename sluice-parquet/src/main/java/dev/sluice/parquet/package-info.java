/// The format `parquet`, over Parquet's own libraries for encodings and metadata, without Hadoop: columns of Parquet
/// become vectors and back without a row in between.
///
/// Start at [dev.sluice.parquet.ParquetFormat]. Reading goes from [dev.sluice.parquet.Footer] over
/// [dev.sluice.parquet.RowGroup] to [dev.sluice.parquet.ColumnAssembly]; writing from
/// [dev.sluice.parquet.ColumnShredder] over [dev.sluice.parquet.RowGroupBuffer] to
/// [dev.sluice.parquet.ParquetWriter]; which type is which says [dev.sluice.parquet.ParquetTypes].
@NullMarked
package dev.sluice.parquet;

import org.jspecify.annotations.NullMarked;
