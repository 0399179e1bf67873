package org.foldbase.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.foldbase.hic.cooler.ContactMap;
import org.foldbase.hic.cooler.CoolerFile;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times a job only after its answer was found to be right. Every timed run follows a run of its
 * floor in the same process, so that both meet the same machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = GatedBenchmark.HEAP)
@Warmup(iterations = 6)
@Measurement(iterations = 8)
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public abstract class GatedBenchmark {
    static final String HEAP = "-Xmx1g";
    static final String FOLDER_PROPERTY = "foldbase.benchmarks.folder";

    private static final double NANOS_PER_MILLI = 1e6;

    private final OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private CoolerFile file;
    private Job job;
    private MapPass floor;
    private double floorWallMs;
    private double floorCpuMs;

    /** What JMH does not measure by itself, in milliseconds. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Costs {
        public double cpuMs;
        public double floorWallMs;
        public double floorCpuMs;
    }

    abstract Job job(ContactMap map, SyntheticMap source, int threads) throws IOException;

    @Setup(Level.Trial)
    public void open() throws IOException {
        SyntheticMap source = new SyntheticMap(1);
        file = CoolerFile.open(source.in(Path.of(System.getProperty(FOLDER_PROPERTY, "target"))));
        job = job(file.map(), source, Runtime.getRuntime().availableProcessors());
        floor = job.gate();
    }

    @Setup(Level.Invocation)
    public void runFloor() throws IOException {
        long cpu = process.getProcessCpuTime();
        long wall = System.nanoTime();
        floor.decompress();
        floorWallMs = (System.nanoTime() - wall) / NANOS_PER_MILLI;
        floorCpuMs = (process.getProcessCpuTime() - cpu) / NANOS_PER_MILLI;
    }

    Object run(Costs costs) throws IOException {
        long cpu = process.getProcessCpuTime();
        Object answer = job.run();
        costs.cpuMs = (process.getProcessCpuTime() - cpu) / NANOS_PER_MILLI;
        costs.floorWallMs = floorWallMs;
        costs.floorCpuMs = floorCpuMs;
        return answer;
    }

    @TearDown(Level.Trial)
    public void close() {
        file.close();
    }
}
