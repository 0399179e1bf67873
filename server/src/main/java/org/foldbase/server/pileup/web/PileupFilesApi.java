package org.foldbase.server.pileup.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.pileup.FinishedPileup;
import org.foldbase.server.pileup.PileupService;
import org.foldbase.server.pileup.PileupView;
import org.foldbase.server.shared.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * The numbers and figures of computed pileups. They never change, so that asking again is cheap.
 */
@RestController
@RequestMapping("/api/v1/pileups/{id}")
@Tag(name = "pileups")
class PileupFilesApi {

    /** Bins along each axis. */
    static final String SIDE = "X-Foldbase-Side";

    /** The width of a bin. */
    static final String BIN_SIZE_BP = "X-Foldbase-Bin-Size-Bp";

    private static final int THUMBNAIL_PIXELS = 192;

    private final PileupService pileups;

    PileupFilesApi(PileupService pileups) {
        this.pileups = pileups;
    }

    @FunctionalInterface
    private interface Writing {
        void to(FinishedPileup pileup, OutputStream out) throws IOException;
    }

    /** A file that a pileup is handed out as. */
    private record Export(MediaType type, Writing writing) {}

    private static final Map<String, Export> EXPORTS =
            Map.of(
                    "png",
                    new Export(MediaType.IMAGE_PNG, (pileup, out) -> pileup.figure().writePng(out)),
                    "svg",
                    new Export(
                            new MediaType("image", "svg+xml", StandardCharsets.UTF_8),
                            (pileup, out) -> pileup.figure().writeSvg(out)),
                    "tsv",
                    new Export(
                            new MediaType("text", "tab-separated-values", StandardCharsets.UTF_8),
                            FinishedPileup::writeTsv),
                    "npy",
                    new Export(MediaType.APPLICATION_OCTET_STREAM, FinishedPileup::writeMatrix),
                    "json",
                    new Export(MediaType.APPLICATION_JSON, FinishedPileup::writeProvenance));

    @GetMapping("/matrix")
    @Needs(Permission.SEE)
    @Operation(
            summary =
                    "The averages, row by row from upstream to downstream, as little-endian"
                            + " float32; NaN where there is none. Side and bin size are in headers")
    ResponseEntity<byte[]> matrix(Actor actor, @PathVariable long id, WebRequest request)
            throws IOException {
        return answer(
                actor,
                id,
                request,
                "matrix",
                MediaType.APPLICATION_OCTET_STREAM,
                (pileup, out) -> {
                    byte[] bytes = fourBytesACell(pileup);
                    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    for (double value : pileup.values()) {
                        floats.putFloat((float) value);
                    }
                    out.write(bytes);
                });
    }

    @GetMapping("/counts")
    @Needs(Permission.SEE)
    @Operation(summary = "How many windows have a value in each cell, as little-endian uint32")
    ResponseEntity<byte[]> counts(Actor actor, @PathVariable long id, WebRequest request)
            throws IOException {
        return answer(
                actor,
                id,
                request,
                "counts",
                MediaType.APPLICATION_OCTET_STREAM,
                (pileup, out) -> {
                    byte[] bytes = fourBytesACell(pileup);
                    ByteBuffer counts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    for (long count : pileup.finiteCounts()) {
                        counts.putInt((int) Math.min(count, 0xffff_ffffL));
                    }
                    out.write(bytes);
                });
    }

    private static byte[] fourBytesACell(FinishedPileup pileup) {
        return new byte[4 * pileup.side() * pileup.side()];
    }

    @GetMapping("/thumbnail.png")
    @Needs(Permission.SEE)
    @Operation(summary = "The matrix alone, as a small picture")
    ResponseEntity<byte[]> thumbnail(Actor actor, @PathVariable long id, WebRequest request)
            throws IOException {
        return answer(
                actor,
                id,
                request,
                "thumbnail",
                MediaType.IMAGE_PNG,
                (pileup, out) -> pileup.figure().writeThumbnail(out, THUMBNAIL_PIXELS));
    }

    @GetMapping("/export.{format}")
    @Needs(Permission.SEE)
    @Operation(
            summary =
                    "The figure as png or svg, the averages as tsv or npy (float64), or what it was"
                            + " computed from as json; as 'foldbase pileup' writes them")
    ResponseEntity<byte[]> export(
            Actor actor, @PathVariable long id, @PathVariable String format, WebRequest request)
            throws IOException {
        Export export =
                Optional.ofNullable(EXPORTS.get(format))
                        .orElseThrow(() ->
                                Refusal.notFound(
                                        "A pileup is exported as png, svg, tsv, npy or json."));
        ResponseEntity<byte[]> file =
                answer(actor, id, request, format, export.type, export.writing);
        if (file.getStatusCode() != HttpStatus.OK) {
            return file;
        }
        HttpHeaders headers = new HttpHeaders(file.getHeaders());
        headers.setContentDisposition(
                ContentDisposition.attachment()
                        .filename(fileName(pileups.find(actor, id), format), StandardCharsets.UTF_8)
                        .build());
        return new ResponseEntity<>(file.getBody(), headers, HttpStatus.OK);
    }

    /** Names of datasets are people's; of them only what no file system minds is kept. */
    private static String fileName(PileupView pileup, String format) {
        String name =
                "%s over %s %s %d bp bins"
                        .formatted(
                                pileup.mapName(),
                                pileup.regionSetName(),
                                pileup.valueType().name().toLowerCase(Locale.ROOT),
                                pileup.binSizeBp());
        String safe = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceFirst("^[. ]+", "");
        return safe.substring(0, Math.min(120, safe.length())) + "." + format;
    }

    private ResponseEntity<byte[]> answer(
            Actor actor, long id, WebRequest request, String part, MediaType type, Writing writing)
            throws IOException {
        Optional<String> tag =
                pileups.find(actor, id)
                        .tag()
                        .map(it -> '"' + it.substring(0, 32) + "-" + part + '"');
        CacheControl caching = CacheControl.noCache().cachePrivate();
        if (tag.isPresent() && request.checkNotModified(tag.get())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(tag.get())
                    .cacheControl(caching)
                    .build();
        }
        FinishedPileup pileup = pileups.result(actor, id);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(pileup, out);
        return ResponseEntity.ok()
                .eTag(tag.orElseThrow())
                .cacheControl(caching)
                .contentType(type)
                .header(SIDE, Integer.toString(pileup.side()))
                .header(BIN_SIZE_BP, Long.toString(pileup.binSizeBp()))
                .body(out.toByteArray());
    }
}
