package dev.sluice.connect;

import dev.sluice.api.SessionConf;
import dev.sluice.error.SluiceException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.connect.proto.ConfigRequest;
import org.apache.spark.connect.proto.ConfigResponse;
import org.apache.spark.connect.proto.KeyValue;

/// Settings, asked for and changed.
final class Configs {

    /// What clients of 4.2 ask for, PySpark fails without, and the engine has no setting for: Spark's values. Limits
    /// are the client's own to keep.
    private static final Map<String, String> CLIENTS = Map.ofEntries(
            Map.entry("spark.connect.session.planCompression.threshold", "10485760"),
            Map.entry("spark.connect.session.planCompression.defaultAlgorithm", "ZSTD"),
            Map.entry("spark.sql.session.localRelationCacheThreshold", "1048576"),
            Map.entry("spark.sql.session.localRelationChunkSizeRows", "10000"),
            Map.entry("spark.sql.session.localRelationChunkSizeBytes", "16777216"),
            Map.entry("spark.sql.session.localRelationBatchOfChunksSizeBytes", "1073741824"),
            Map.entry("spark.sql.session.localRelationSizeLimit", "3221225472"),
            Map.entry("spark.sql.execution.arrow.useLargeVarTypes", "false"),
            Map.entry("spark.sql.execution.arrow.maxRecordsPerBatch", "10000"),
            Map.entry("spark.sql.execution.pandas.convertToArrowArraySafely", "true"),
            Map.entry("spark.sql.execution.pandas.inferPandasDictAsMap", "false"),
            Map.entry("spark.sql.execution.pandas.structHandlingMode", "legacy"),
            Map.entry("spark.sql.execution.pyspark.binaryAsBytes", "true"),
            Map.entry("spark.sql.execution.pythonUDF.arrow.enabled", "true"),
            Map.entry("spark.sql.execution.pythonUDTF.arrow.enabled", "true"),
            Map.entry("spark.sql.timestampType", "TIMESTAMP_LTZ"),
            Map.entry("spark.sql.pyspark.inferNestedDictAsStruct.enabled", "false"),
            Map.entry("spark.sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled", "false"),
            Map.entry("spark.sql.pyspark.legacy.inferMapTypeFromFirstPair.enabled", "false"),
            Map.entry("spark.sql.pyspark.jvmStacktrace.enabled", "false"),
            // There are no stack traces in what the server says of an error.
            Map.entry("spark.sql.connect.serverStacktrace.enabled", "false"));

    private final SessionConf conf;

    Configs(SessionConf conf) {
        this.conf = conf;
    }

    /// @throws SluiceException for a key that there is not, or a value that it can't have
    ConfigResponse.Builder run(ConfigRequest.Operation said) {
        var answer = ConfigResponse.newBuilder();
        switch (said.getOpTypeCase()) {
            case SET ->
                said.getSet()
                        .getPairsList()
                        .forEach(pair -> set(pair, said.getSet().getSilent(), answer));
            case UNSET -> said.getUnset().getKeysList().forEach(conf::unset);
            case GET ->
                said.getGet().getKeysList().forEach(key -> answer.addPairs(pair(key, Optional.of(require(key)))));
            case GET_OPTION -> said.getGetOption().getKeysList().forEach(key -> answer.addPairs(pair(key, find(key))));
            case GET_WITH_DEFAULT ->
                said.getGetWithDefault()
                        .getPairsList()
                        .forEach(asked -> answer.addPairs(pair(
                                asked.getKey(),
                                find(asked.getKey())
                                        .or(() ->
                                                asked.hasValue() ? Optional.of(asked.getValue()) : Optional.empty()))));
            case GET_ALL ->
                all(said.getGetAll().getPrefix())
                        .forEach((key, value) -> answer.addPairs(pair(key, Optional.of(value))));
            case IS_MODIFIABLE ->
                said.getIsModifiable()
                        .getKeysList()
                        .forEach(key -> answer.addPairs(
                                pair(key, Optional.of(String.valueOf(find(key).isPresent())))));
            case OPTYPE_NOT_SET -> throw Refusals.invalid("nothing is asked of the settings");
        }
        return answer;
    }

    private void set(KeyValue pair, boolean silent, ConfigResponse.Builder answer) {
        try {
            conf.set(pair.getKey(), pair.getValue());
        } catch (SluiceException e) {
            if (!silent) throw e;
            answer.addWarnings(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> find(String key) {
        return conf.find(key).or(() -> Optional.ofNullable(CLIENTS.get(key)));
    }

    private String require(String key) {
        return find(key).orElseGet(() -> conf.get(key));
    }

    /// Without the prefix, as clients expect.
    private Map<String, String> all(String prefix) {
        var all = new TreeMap<String, String>();
        conf.getAll().forEach((key, value) -> {
            if (key.startsWith(prefix)) all.put(key.substring(prefix.length()), value);
        });
        return all;
    }

    private static KeyValue pair(String key, Optional<String> value) {
        var pair = KeyValue.newBuilder().setKey(key);
        value.ifPresent(pair::setValue);
        return pair.build();
    }
}
