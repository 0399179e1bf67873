package org.foldbase.hic.internal.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.foldbase.hic.testing.SharedFolder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every object of real contact maps, against jHDF. */
class RealMapsTest {
    private static final String NOT_HDF5 = "hicognition.bad_cooler.mcool";

    @TestFactory
    Stream<DynamicTest> everyGroupAttributeAndDatasetReadsAsJhdfReadsIt() throws IOException {
        List<Path> maps;
        try (Stream<Path> files = Files.list(SharedFolder.find("data").resolve("maps"))) {
            maps = files.filter(file -> !file.endsWith(NOT_HDF5)).sorted().toList();
        }
        assertThat(maps).isNotEmpty();
        return maps.stream()
                .map(map ->
                        DynamicTest.dynamicTest(map.getFileName().toString(), () -> check(map)));
    }

    @Test
    void theBadCoolerIsNotAnHdf5File() {
        Path file = SharedFolder.find("data").resolve("maps").resolve(NOT_HDF5);
        assertThatThrownBy(() -> Hdf5File.open(file))
                .isInstanceOf(Hdf5Exception.class)
                .hasMessage("not an HDF5 file (no HDF5 signature)");
    }

    private static void check(Path map) throws IOException {
        List<String> seen = new ArrayList<>();
        try (HdfFile oracle = new HdfFile(map);
                Hdf5File file = Hdf5File.open(map)) {
            new Walk() {
                @Override
                void group(Hdf5Group group) throws Hdf5Exception {
                    seen.add(group.path());
                    Group expected =
                            group.path().equals("/")
                                    ? oracle
                                    : (Group) oracle.getByPath(group.path());
                    assertThat(group.names())
                            .containsExactlyInAnyOrderElementsOf(expected.getChildren().keySet());
                    checkAttributes(group.attributes(), expected);
                }

                @Override
                void dataset(Hdf5Dataset dataset) throws Hdf5Exception {
                    seen.add(dataset.path());
                    Dataset expected = oracle.getDatasetByPath(dataset.path());
                    checkAttributes(dataset.attributes(), expected);
                    checkData(dataset, expected);
                }
            }.visit(file.root());
        }
        assertThat(seen).hasSizeGreaterThan(10);
    }

    private static void checkAttributes(Map<String, Object> attributes, Node expected) {
        assertThat(attributes.keySet()).isEqualTo(expected.getAttributes().keySet());
        for (Attribute attribute : expected.getAttributes().values()) {
            Object data = attribute.getData();
            Object scalar = data.getClass().isArray() ? Array.get(data, 0) : data;
            Object value = attributes.get(attribute.getName());
            if (value instanceof Long number) {
                assertThat(number).isEqualTo(((Number) scalar).longValue());
            } else if (value instanceof Boolean) {
                assertThat(value.toString()).isEqualToIgnoringCase(scalar.toString());
            } else {
                assertThat(value).isEqualTo(scalar);
            }
        }
    }

    private static void checkData(Hdf5Dataset dataset, Dataset expected) throws Hdf5Exception {
        Object data = expected.getData();
        if (!data.getClass().isArray()) {
            data = new Object[] {data};
        }
        int length = Array.getLength(data);
        assertThat(dataset.size()).as(dataset.path()).isEqualTo(length);
        assertThat(dataset.storedBytes()).isBetween(1L, (long) Integer.MAX_VALUE);
        switch (dataset.type()) {
            case STRING -> assertThat(dataset.readStrings()).containsExactly(texts(data));
            case ENUM -> {
                long[] values = dataset.readLongs();
                String[] names = texts(data);
                for (int i = 0; i < length; i++) {
                    if (!names[i].equals(dataset.enumNames().get(values[i]))) {
                        throw new AssertionError("%s, element %d".formatted(dataset.path(), i));
                    }
                }
            }
            case INTEGER, FLOAT -> {
                double[] values = dataset.readDoubles();
                double[] numbers = new double[length];
                for (int i = 0; i < length; i++) {
                    numbers[i] = ((Number) Array.get(data, i)).doubleValue();
                }
                assertThat(values).as(dataset.path()).isEqualTo(numbers);
            }
            case OTHER -> throw new AssertionError(dataset + " is of an unexpected type");
        }
    }

    private static String[] texts(Object data) {
        String[] texts = new String[Array.getLength(data)];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Array.get(data, i).toString();
        }
        return texts;
    }
}
