package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class FixtureTest {
    @TestFactory
    Stream<DynamicTest> everyObjectReadsAsH5pyReadsIt() {
        return Fixture.NAMES.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) throws IOException {
        JsonNode expected = Fixture.expected(name);
        assertThat(expected.size()).isPositive();
        try (Hdf5File file = Hdf5File.open(Fixture.path(name))) {
            for (Map.Entry<String, JsonNode> entry : expected.properties()) {
                if (entry.getValue().has("names")) {
                    checkGroup(file.root().group(entry.getKey()).orElseThrow(), entry.getValue());
                } else if (!entry.getKey().equals("/chunked/scale_offset")
                        && !entry.getKey().equals("/enums/committed_type")) {
                    Hdf5Dataset dataset = file.root().dataset(entry.getKey()).orElseThrow();
                    checkDataset(dataset, entry.getValue());
                }
            }
        }
    }

    private static void checkGroup(Hdf5Group group, JsonNode expected) throws Hdf5Exception {
        List<String> names = new ArrayList<>();
        expected.get("names").forEach(name -> names.add(name.asString()));
        assertThat(group.names()).as(group.path()).isEqualTo(names);
        assertThat(group.attributes())
                .as(group.path())
                .isEqualTo(attributes(expected.get("attributes")));
    }

    private static void checkDataset(Hdf5Dataset dataset, JsonNode expected) throws Hdf5Exception {
        assertThat(dataset.attributes())
                .as(dataset.path())
                .isEqualTo(attributes(expected.get("attributes")));
        Map<Long, String> enumNames = new HashMap<>();
        if (expected.has("enum")) {
            expected.get("enum")
                    .properties()
                    .forEach(member -> enumNames.put(member.getValue().asLong(), member.getKey()));
        }
        assertThat(dataset.enumNames()).as(dataset.path()).isEqualTo(enumNames);
        if (expected.has("size")) {
            assertThat(dataset.size()).as(dataset.path()).isEqualTo(expected.get("size").asLong());
        }
        if (expected.has("nonzero")) {
            checkSparse(dataset, expected.get("nonzero"), expected.get("every"));
        } else if (expected.has("values")) {
            checkValues(dataset, expected.get("values"));
        }
    }

    private static void checkSparse(Hdf5Dataset dataset, JsonNode nonzero, JsonNode every)
            throws Hdf5Exception {
        double[] values = new double[(int) dataset.size()];
        if (nonzero.isNull()) {
            Arrays.fill(values, every.asDouble());
        } else {
            nonzero.properties()
                    .forEach(entry ->
                            values[Integer.parseInt(entry.getKey())] = entry.getValue().asDouble());
        }
        assertThat(dataset.readDoubles()).as(dataset.path()).containsExactly(values);
    }

    private static void checkValues(Hdf5Dataset dataset, JsonNode expected) throws Hdf5Exception {
        switch (dataset.type()) {
            case STRING -> {
                List<String> values = new ArrayList<>();
                expected.forEach(value -> values.add(value.asString()));
                assertThat(dataset.readStrings()).as(dataset.path()).isEqualTo(values);
            }
            case FLOAT -> {
                double[] values = new double[expected.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = number(expected.get(i));
                }
                assertThat(dataset.readDoubles()).as(dataset.path()).containsExactly(values);
            }
            case INTEGER, ENUM -> {
                double[] doubles = new double[expected.size()];
                List<Long> values = new ArrayList<>();
                for (int i = 0; i < doubles.length; i++) {
                    doubles[i] = expected.get(i).asDouble();
                    values.add(expected.get(i).bigIntegerValue().longValue());
                }
                assertThat(dataset.readDoubles()).as(dataset.path()).containsExactly(doubles);
                if (!dataset.path().endsWith("beyond_long")) {
                    assertThat(dataset.readLongs())
                            .as(dataset.path())
                            .containsExactly(values.toArray(Long[]::new));
                    checkRuns(dataset, values);
                }
                long[] exact = values.stream().mapToLong(Long::longValue).toArray();
                if (Arrays.stream(exact).allMatch(value -> (int) value == value)) {
                    int[] ints = Arrays.stream(exact).mapToInt(Math::toIntExact).toArray();
                    assertThat(dataset.readInts()).as(dataset.path()).containsExactly(ints);
                } else {
                    assertThatThrownBy(dataset::readInts).hasMessageContaining("range of int");
                }
            }
            case OTHER -> throw new AssertionError(dataset + " is of an unexpected type");
        }
    }

    /** Runs that begin and end anywhere, in either direction, see what the whole column has. */
    private static void checkRuns(Hdf5Dataset dataset, List<Long> expected) throws Hdf5Exception {
        try (ColumnReader reader = dataset.reader()) {
            int size = expected.size();
            for (int from = size - 1; from >= 0; from -= 29) {
                int length = Math.min(size - from, 1 + from % 61);
                long[] into = new long[length + 2];
                reader.readLongs(from, length, into, 1);
                List<Long> read = new ArrayList<>();
                for (int i = 1; i <= length; i++) {
                    read.add(into[i]);
                }
                assertThat(read)
                        .as("%s from %d", dataset.path(), from)
                        .isEqualTo(expected.subList(from, from + length));
                assertThat(into[0] + into[length + 1]).isZero();
            }
        }
    }

    private static double number(JsonNode node) {
        return switch (node.isString() ? node.asString() : "") {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> node.asDouble();
        };
    }

    private static Map<String, Object> attributes(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            values.put(
                    entry.getKey(),
                    value.isBoolean()
                            ? value.asBoolean()
                            : value.isString()
                                    ? value.asString()
                                    : value.isFloatingPointNumber()
                                            ? (Object) value.asDouble()
                                            : (Object) value.asLong());
        }
        return values;
    }
}
