package org.foldbase.server.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.foldbase.hic.bed.RegionFormat;
import org.foldbase.hic.pileup.Edges;
import org.foldbase.hic.pileup.Reduction;
import org.foldbase.hic.pileup.ValueType;
import org.foldbase.server.task.QueueName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants as a shell writes them: {@code obs-exp} for OBS_EXP. */
abstract class Choices<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final List<E> constants;

    private Choices(Class<E> type) {
        constants = Arrays.asList(type.getEnumConstants());
    }

    static final class Queue extends Choices<QueueName> {
        Queue() {
            super(QueueName.class);
        }
    }

    static final class Value extends Choices<ValueType> {
        Value() {
            super(ValueType.class);
        }
    }

    static final class Reduce extends Choices<Reduction> {
        Reduce() {
            super(Reduction.class);
        }
    }

    static final class Format extends Choices<RegionFormat> {
        Format() {
            super(RegionFormat.class);
        }
    }

    static final class EdgeRule extends Choices<Edges> {
        EdgeRule() {
            super(Edges.class);
        }
    }

    @Override
    public E convert(String text) {
        String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
        for (E constant : constants) {
            if (shellName(constant).equals(wanted)) {
                return constant;
            }
        }
        throw new TypeConversionException(
                "'%s' is none of %s".formatted(text, String.join(", ", this)));
    }

    @Override
    public Iterator<String> iterator() {
        return constants.stream().map(Choices::shellName).iterator();
    }

    static String shellName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
