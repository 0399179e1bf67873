package org.foldbase.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to a wrong command line, before any file is looked at. */
class WrongUsageTest {
    private static final String RIGHT = "pileup m.cool r.bed --flank 50000 ";

    static Stream<Arguments> cases() {
        return Stream.of(
                wrong("pilup", "unknown command 'pilup'; did you mean pileup?"),
                wrong("map inf", "unknown command 'inf'; did you mean info?"),
                wrong("zzz", "unknown command 'zzz'"),
                wrong("--versio", "unknown option '--versio'; did you mean --version?"),
                wrong("pileup", "Missing required parameters: 'MAP[::GROUP]', 'REGIONS'"),
                wrong("pileup m.cool r.bed", "Missing required option: '--flank=BP'"),
                wrong("map info", "Missing required parameter: 'FILE[::GROUP]'"),
                wrong(RIGHT + "more", "unexpected argument 'more'"),
                wrong(RIGHT + "--flnk 1", "unknown option '--flnk'; did you mean --flank?"),
                wrong(RIGHT + "--flank 1", "option '--flank' (BP) should be specified only once"),
                wrong(
                        "pileup m.cool r.bed --flank 200kb",
                        "Invalid value for option '--flank': '200kb' is not a whole number in digits, say 10000"),
                wrong(
                        "pileup m.cool r.bed --flank 99999999999999999999",
                        "Invalid value for option '--flank': 99999999999999999999 is too large"),
                wrong(
                        RIGHT + "--bin-size 10,000",
                        "Invalid value for option '--bin-size': '10,000' is not a whole number in digits, say 10000"),
                wrong(RIGHT + "--bin-size 0", "the bin size must be positive, but is 0 bp"),
                wrong(
                        RIGHT + "--threads 9999999999",
                        "Invalid value for option '--threads': 9999999999 is too large"),
                wrong(
                        RIGHT + "--value kr",
                        "Invalid value for option '--value': 'kr' is none of raw, balanced, obs-exp, obs-exp-raw"),
                wrong(
                        RIGHT + "--reduce sum",
                        "Invalid value for option '--reduce': 'sum' is none of mean, median, sum-ratio"),
                wrong(
                        RIGHT + "--format gff",
                        "Invalid value for option '--format': 'gff' is none of bed, bedpe"),
                wrong(
                        RIGHT + "--edges keep",
                        "Invalid value for option '--edges': 'keep' is none of drop, partial"),
                wrong(
                        RIGHT + "--reduce sum-ratio --value raw",
                        "--reduce sum-ratio divides observed by expected: it needs --value obs-exp or obs-exp-raw, not raw"),
                wrong(
                        RIGHT + "--reduce sum-ratio --value balanced",
                        "--reduce sum-ratio divides observed by expected: it needs --value obs-exp or obs-exp-raw, not balanced"),
                wrong(
                        RIGHT + "--expected-smooth --value raw",
                        "--expected-smooth needs --value obs-exp or obs-exp-raw, not raw"),
                wrong(
                        RIGHT + "--weight KR --value raw",
                        "--weight needs --value balanced or obs-exp, not raw"),
                wrong(RIGHT + "--seed 5", "--seed needs --controls"),
                wrong(
                        RIGHT + "-o /",
                        "Invalid value for option '--output': / is a folder; add the beginning of a file name, say /pileup"),
                wrong(
                        RIGHT + "-o new/",
                        "Invalid value for option '--output': new/ is a folder; add the beginning of a file name, say new/pileup"),
                wrong(
                        RIGHT + "-o ..",
                        "Invalid value for option '--output': .. is a folder; add the beginning of a file name, say ../pileup"),
                wrong(
                        "pileup https://host/m.cool r.bed --flank 1",
                        "Invalid value for positional parameter at index 0 (MAP[::GROUP]): https://host/m.cool is an address, not a file; download it first"),
                wrong(
                        "pileup m.cool s3://host/r.bed --flank 1",
                        "Invalid value for positional parameter at index 1 (REGIONS): s3://host/r.bed is an address, not a file; download it first"),
                wrong(
                        "pileup m.cool:: r.bed --flank 1",
                        "Invalid value for positional parameter at index 0 (MAP[::GROUP]): \"m.cool::\" names no group after \"::\""),
                wrong("pileup @m r.bed", "Missing required option: '--flank=BP'"));
    }

    private static Arguments wrong(String arguments, String sentence) {
        return Arguments.of(arguments, sentence);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void wrongUsageIsOneSentenceAndWhereToLook(String arguments, String sentence) {
        Run run = Run.foldbase((Object[]) arguments.split(" "));
        assertThat(run.err().lines().findFirst()).contains("foldbase: " + sentence);
        assertThat(run.err().lines().skip(1))
                .singleElement()
                .asString()
                .matches("Try 'foldbase( pileup| map| map info)? --help'\\.");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
