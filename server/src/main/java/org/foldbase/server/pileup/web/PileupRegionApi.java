package org.foldbase.server.pileup.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.foldbase.server.access.Actor;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.pileup.PileupRegionService;
import org.foldbase.server.pileup.PileupRegionView;
import org.foldbase.server.shared.Listing;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pileup regions for programs. */
@RestController
@RequestMapping("/api/v1/pileup-regions")
@Tag(name = "pileup regions", description = "Region sets with a window around every centre")
class PileupRegionApi {

    private final PileupRegionService regions;

    PileupRegionApi(PileupRegionService regions) {
        this.regions = regions;
    }

    @GetMapping
    @Needs(Permission.SEE)
    @Operation(summary = "Pileup regions, newest first")
    Listing<PileupRegionView> list(
            Actor actor,
            @RequestParam Optional<Long> regionSet,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        return regions.list(actor, PileupApi.longOf(regionSet), page, size);
    }

    /** A region set and a window, in bp to each side of a centre. */
    record Wanted(long regionSet, int windowSizeBp) {}

    @PostMapping
    @Needs(Permission.CREATE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "The pileup region of a region set and a window, made unless it is there")
    PileupRegionView make(Actor actor, @RequestBody Wanted wanted) {
        return regions.make(actor, wanted.regionSet(), wanted.windowSizeBp());
    }

    @GetMapping("/{id}")
    @Needs(Permission.SEE)
    @Operation(summary = "One pileup region")
    PileupRegionView one(Actor actor, @PathVariable long id) {
        return regions.find(actor, id);
    }

    @GetMapping("/{id}/windows.bedpe")
    @Needs(Permission.SEE)
    @Operation(
            summary =
                    "Its windows, tab-separated: chrom1 start1 end1 chrom2 start2 end2 name, where the"
                            + " name is the line of the region set")
    ResponseEntity<Resource> windows(Actor actor, @PathVariable long id) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("windows-" + id + ".bedpe")
                                .build()
                                .toString())
                .contentType(MediaType.TEXT_PLAIN)
                .body(new FileSystemResource(regions.file(actor, id)));
    }

    @DeleteMapping("/{id}")
    @Needs(Permission.CHANGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes it with its pileups; their files go to the trash")
    void delete(Actor actor, @PathVariable long id) {
        regions.delete(actor, id);
    }
}
